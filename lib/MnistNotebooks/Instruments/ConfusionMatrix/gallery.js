// The digits of an open cell, each a button.

import { fixed } from '../Elements/numbers.js';
import { added } from '../Elements/page-parts.js';
import { Roving } from '../Elements/roving.js';

/** @typedef {import('../Elements/readings.js').Reading} Reading */

export class Gallery {
  #place;
  #painter;
  #choose;
  #roving;
  /** @type {[Reading, HTMLButtonElement][]} */
  #shown = [];

  /**
   * @param {HTMLElement} place
   * @param {import('../Elements/digit-picture.js').DigitPainter} painter
   * @param {(reading: Reading) => void} choose Called with the digit that is clicked.
   */
  constructor(place, painter, choose) {
    this.#place = place;
    this.#painter = painter;
    this.#choose = choose;
    this.#roving = new Roving(place);
  }

  /** @param {Reading[]} readings */
  show(readings) {
    this.#place.replaceChildren();
    this.#place.scrollTop = 0;
    if (readings.length === 0) added(this.#place, 'p', '', 'Nothing to see here: open a cell with a number above 0.');
    this.#shown = readings.map(reading => [reading, this.#button(reading)]);
    this.#roving.set(this.#shown.map(([, button]) => button));
  }

  /** @param {Reading} chosen */
  mark(chosen) {
    for (const [reading, button] of this.#shown) button.setAttribute('aria-pressed', String(reading === chosen));
  }

  /** @param {Reading} reading */
  #button(reading) {
    const { record, label, read, outputs, pixels } = reading, button = added(this.#place, 'button');
    button.type = 'button';
    this.#painter.draw(added(button, 'canvas'), pixels);
    added(button, 'span', 'soft', `record ${record}`);
    added(button, 'span', '', `read ${read}: ${fixed(outputs[read])}`);
    if (label !== read) added(button, 'span', '', `true ${label}: ${fixed(outputs[label])}`);
    button.addEventListener('click', () => this.#choose(reading));
    return button;
  }
}
