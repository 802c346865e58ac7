// The figures and the list of the trainings.

import { Curves } from '../Elements/curves.js';
import { percent, whole } from '../Elements/numbers.js';
import { Rates } from './rates.js';
import { accuracyOf, chanceOf } from './runs.js';
import { differenceOf, wordsOf } from './settings.js';

/** @typedef {import('./runs.js').Run} Run */

export class Results {
  #element;
  #runs;
  #heldBack;
  #chosen;
  #errors;
  #accuracies;
  #rates;
  #isDue = false;
  #isWhole = false;

  /**
   * @param {import('../Elements/element.js').InstrumentElement} element
   * @param {import('./runs.js').Runs} runs
   * @param {number} heldBack How many digits a share is counted on.
   * @param {(run: Run) => void} chosen Called for a run in the list that the reader presses.
   */
  constructor(element, runs, heldBack, chosen) {
    this.#element = element;
    this.#runs = runs;
    this.#heldBack = heldBack;
    this.#chosen = chosen;
    this.#errors = new Curves(element.find('errors'), 'records seen', String);
    this.#accuracies = new Curves(element.find('accuracies'), 'records seen', share => `${Math.round(100 * share)}\u00a0%`);
    this.#rates = new Rates(element.find('rates'));
  }

  /** Shows the runs as they are now. */
  show() {
    this.#isWhole = true;
    this.showProgress();
  }

  /** Shows how the newest run goes on, once a frame at most. */
  showProgress() {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#showCurves();
      if (this.#isWhole) this.#showRates();
      if (this.#isWhole) this.#showList();
      this.#isWhole = false;
    });
  }

  #showCurves() {
    const { list, newest } = this.#runs, x = Math.max(1000, ...list.map(run => run.records));
    const curve = (/** @type {Run} */ run, /** @type {[number, number][]} */ points) => ({
      points, color: run.color, isPale: this.#runs.isEarlier(run),
      name: list.length > 1 && newest ? nameOf(run, newest, list) : '',
    });
    const errors = list.map(run => curve(run, run.errors.map(point => [point.records, point.error])));
    const worst = Math.max(1, ...errors.flatMap(({ points }) => points.map(([, error]) => error)));
    this.#errors.show(errors, { x, y: Math.min(worst, 2) });
    this.#accuracies.show(list.map(run => curve(run, run.accuracies.map(point => [point.records, point.accuracy]))), { x, y: 1 });
  }

  #showRates() {
    this.#rates.show(this.#runs.list.filter(run => run.state !== 'running' && Number.isFinite(accuracyOf(run))).map(run => ({
      rate: run.settings.rate, accuracy: accuracyOf(run), chance: chanceOf(accuracyOf(run), this.#heldBack),
      color: run.color, isPale: this.#runs.isEarlier(run),
    })));
  }

  #showList() {
    const place = this.#element.find('runs'), { list } = this.#runs;
    // Elements stay, so that the focus stays where it is.
    while (place.children.length > list.length) place.lastElementChild?.remove();
    while (place.children.length < list.length) place.append(this.#newItem());
    [...list].reverse().forEach((run, i) => this.#showItem(place.children[i], run));
    /** @type {HTMLButtonElement} */ (this.#element.find('forget')).disabled = !list.some(run => this.#runs.isEarlier(run));
  }

  #newItem() {
    const item = document.createElement('li');
    item.innerHTML = '<span class="swatch"></span><button type="button" title="Take these settings"></button><span class="right"></span>';
    item.querySelector('button')?.addEventListener('click', () => {
      const run = this.#runs.list.find(({ number }) => String(number) === item.dataset.run);
      if (run) this.#chosen(run);
    });
    return item;
  }

  /**
   * @param {Element} item
   * @param {Run} run
   */
  #showItem(item, run) {
    const [swatch, button, right] = /** @type {HTMLElement[]} */ ([...item.children]), share = accuracyOf(run);
    /** @type {HTMLElement} */ (item).dataset.run = String(run.number);
    item.classList.toggle('earlier', this.#runs.isEarlier(run));
    swatch.style.setProperty('--color', run.color);
    const words = Object.values(wordsOf(run.settings));
    if (run.state === 'stopped') words.push(`stopped after ${whole(run.records)} records`);
    button.textContent = words.join(', ');
    right.textContent = Number.isFinite(share) ? `${percent(share)} ± ${(100 * chanceOf(share, this.#heldBack)).toFixed(1)}`
      : `${whole(run.records)} records`;
  }
}

/**
 * A run's name at the end of its curve: what it does not share with the newest; of the newest, what it does not share with the one before.
 * @param {Run} run
 * @param {Run} newest
 * @param {Run[]} list
 */
function nameOf(run, newest, list) {
  return differenceOf(run.settings, (run === newest ? list[list.length - 2] : newest).settings);
}
