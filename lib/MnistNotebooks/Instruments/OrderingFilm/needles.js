// Bars from a common zero: what was promised or paid, and what is true.

import { signed } from '../Elements/formats.js';
import { added } from '../Elements/page-parts.js';

export class Needles {
  #rows;

  /**
   * @param {HTMLElement} place
   * @param {string[]} colors One for each bar.
   */
  constructor(place, colors) {
    this.#rows = colors.map(color => {
      const name = added(place, 'span', 'what'), track = added(place, 'span', 'track'), bar = added(track, 'span', 'bar');
      bar.style.background = color;
      return { name, zero: added(track, 'span', 'zero'), bar, value: added(place, 'span', 'amount') };
    });
  }

  /**
   * @param {{ name: string, value: number }[]} bars
   * @param {{ least: number, most: number }} ends
   */
  show(bars, { least, most }) {
    const placeOf = (/** @type {number} */ value) => 100 * (value - least) / (most - least);
    bars.forEach(({ name, value }, i) => {
      const row = this.#rows[i], zero = placeOf(0), end = placeOf(value);
      row.name.textContent = name;
      row.value.textContent = signed(value, 2);
      // Nothing is laid out anew.
      row.zero.style.transform = `translateX(${zero}%)`;
      row.bar.style.transform = `translateX(${zero}%) scaleX(${(end - zero) / 100})`;
    });
  }
}
