// All digits of the quiz, small: what is to come, what has been answered, and in the end what everybody read.

import { added } from '../Elements/page-parts.js';
import { Roving } from '../Elements/roving.js';

/** @typedef {import('./quiz.js').Quiz} Quiz */

export class QuizWall {
  #tiles;
  #roving;

  /**
   * @param {HTMLElement} place
   * @param {import('../Elements/readings.js').Reading[]} readings
   * @param {import('../Elements/digit-picture.js').DigitPainter} painter
   * @param {(index: number) => void} choose Called with the digit that is clicked, when the quiz is over.
   */
  constructor(place, readings, painter, choose) {
    this.#tiles = readings.map(({ pixels }, i) => {
      const button = added(place, 'button');
      button.type = 'button';
      painter.draw(added(button, 'canvas'), pixels);
      button.addEventListener('click', () => choose(i));
      return { button, yours: added(button, 'span'), label: added(button, 'span'), read: added(button, 'span') };
    });
    this.#roving = new Roving(place);
  }

  /** @param {Quiz} quiz */
  show({ readings, answers, current, isOver }) {
    this.#tiles.forEach(({ button, yours, label, read }, i) => {
      const answer = answers[i], { label: right, read: wrong } = readings[i];
      button.disabled = !isOver;
      button.className = answer === null ? '' : answer === right ? 'right' : 'wrong';
      button.setAttribute('aria-current', String(i === current));
      yours.textContent = answer === null ? (isOver ? 'you –' : '') : `${isOver ? 'you ' : ''}${answer} ${answer === right ? '✓' : '✗'}`;
      label.textContent = isOver ? `label ${right}` : '';
      read.textContent = isOver ? `net ${wrong}` : '';
      button.setAttribute('aria-label', `digit ${i + 1}${isOver ? `: label ${right}, you ${answer ?? 'none'}, network ${wrong}` : ''}`);
    });
    if (isOver) this.#roving.reach(current);
  }

  /** Makes the first digit the one that Tab reaches. */
  begin() { this.#roving.set(this.#tiles.map(({ button }) => button)); }
}
