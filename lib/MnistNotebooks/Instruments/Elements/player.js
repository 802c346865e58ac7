// Plays something that has steps: a button, a slider, and one step back and on.

import { added } from './page-parts.js';

/** From the first step to the last one, in milliseconds. */
const DURATION = 12_000;

export class Player {
  #play;
  #slider;
  #counter;
  #words;
  #changed;
  #frame = 0;

  /**
   * @param {HTMLElement} place Of the class player.
   * @param {(step: number, steps: number) => string} words Say where it is.
   * @param {(isMoving: boolean) => void} changed Called after each step; at last with false.
   */
  constructor(place, words, changed) {
    this.#words = words;
    this.#changed = changed;
    this.#play = button(place, '', () => (this.#frame ? this.pause() : this.#start()));
    this.#play.className = 'main';
    button(place, '◀', () => this.#go(this.step - 1)).setAttribute('aria-label', 'One step back');
    this.#slider = added(place, 'input');
    this.#slider.type = 'range';
    this.#slider.setAttribute('aria-label', 'Step');
    this.#slider.addEventListener('input', () => this.#go(this.#slider.valueAsNumber));
    button(place, '▶', () => this.#go(this.step + 1)).setAttribute('aria-label', 'One step on');
    this.#counter = added(place, 'span', 'counter');
    this.begin(1);
  }

  get step() { return this.#slider.valueAsNumber; }

  get steps() { return Number(this.#slider.max); }

  /**
   * From the first step, of something else.
   * @param {number} steps
   */
  begin(steps) {
    this.#stop();
    this.#slider.max = String(steps);
    this.#show(0);
  }

  /**
   * Stands still at a step, which nobody is told.
   * @param {number} step
   */
  halt(step) {
    this.#stop();
    this.#show(step);
  }

  /** Stands still. */
  pause() {
    if (!this.#frame) return;
    this.#stop();
    this.#show(this.step);
    this.#changed(false);
  }

  /** @param {number} step */
  #go(step) {
    this.halt(Math.min(Math.max(step, 0), this.steps));
    this.#changed(false);
  }

  #start() {
    const from = this.step < this.steps ? this.step : 0;
    let begin = NaN;
    const tick = (/** @type {number} */ now) => {
      if (Number.isNaN(begin)) begin = now;
      const step = Math.min(from + Math.floor((now - begin) / DURATION * this.steps), this.steps), isOver = step === this.steps;
      this.#frame = isOver ? 0 : requestAnimationFrame(tick);
      if (step === this.step && !isOver) return;
      this.#show(step);
      this.#changed(!isOver);
    };
    this.#frame = requestAnimationFrame(tick);
    this.#show(from);
  }

  #stop() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  /** @param {number} step */
  #show(step) {
    this.#slider.value = String(step);
    this.#play.textContent = this.#frame ? '❚❚ Pause' : '▶ Play';
    this.#counter.textContent = this.#words(step, this.steps);
    this.#slider.setAttribute('aria-valuetext', this.#counter.textContent);
  }
}

/**
 * @param {HTMLElement} place
 * @param {string} text
 * @param {() => void} act
 */
function button(place, text, act) {
  const made = added(place, 'button', '', text);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}
