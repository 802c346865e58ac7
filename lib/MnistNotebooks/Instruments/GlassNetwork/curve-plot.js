// A curve with one of its points marked. It takes whatever size its place has.

import { added, say } from '../Elements/page-parts.js';

/**
 * @typedef {object} Curve
 * @property {ArrayLike<number>} values At equal distances.
 * @property {[number, number]} range Of the height.
 * @property {[string, string]} ends What is written at the top and at the bottom.
 * @property {{ place: number, value: number }} mark Where the point is: at which of the values, between them too, and how high.
 * @property {string} description For those who don't see it.
 */

export class CurvePlot {
  #place;
  #path;
  #zero;
  #mark;
  #high;
  #low;

  /** @param {HTMLElement} place */
  constructor(place) {
    this.#place = place;
    place.setAttribute('role', 'img');
    const area = added(place, 'div', 'area');
    area.innerHTML = `<svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <path class="zero" d=""></path><path class="curve" d=""></path></svg>`;
    const [zero, path] = area.querySelectorAll('path');
    this.#zero = zero;
    this.#path = path;
    this.#mark = added(area, 'span', 'mark');
    this.#high = added(place, 'span', 'high');
    this.#low = added(place, 'span', 'low');
  }

  /** @param {Curve} curve */
  show({ values, range: [low, high], ends: [top, bottom], mark, description }) {
    const last = values.length - 1, heightOf = (/** @type {number} */ value) => 1 - (value - low) / (high - low);
    this.#path.setAttribute('d', Array.from(values, (value, i) => `${i === 0 ? 'M' : 'L'} ${i / last} ${heightOf(value)}`).join(' '));
    this.#zero.setAttribute('d', low < 0 && high > 0 ? `M 0 ${heightOf(0)} H 1` : '');
    this.#mark.style.transform = `translate(${100 * mark.place / last}%, ${100 * heightOf(mark.value)}%)`;
    say(this.#high, top);
    say(this.#low, bottom);
    this.#place.setAttribute('aria-label', description);
  }
}
