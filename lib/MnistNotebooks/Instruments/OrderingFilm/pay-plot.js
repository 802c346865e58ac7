// What one pixel was paid in each random ordering, by the place at which it came, in SVG.

import { Frame, roundTicks, sizeOf } from '../Elements/axes.js';
import { short } from '../Elements/numbers.js';

/**
 * @typedef {object} Pays
 * @property {{ place: number, pay: number }[]} dots The last one is that of the newest ordering.
 * @property {number} mean
 * @property {number} alone What the pixel does on empty paper.
 * @property {number} places
 */

export class PayPlot {
  #svg;
  /** @type {Pays | null} */
  #shown = null;

  /** @param {Element} svg */
  constructor(svg) {
    this.#svg = svg;
    new ResizeObserver(() => { if (this.#shown) this.show(this.#shown); }).observe(svg);
  }

  /** @param {Pays} pays */
  show(pays) {
    this.#shown = pays;
    const { dots, mean, alone, places } = pays, size = sizeOf(this.#svg), all = [0, mean, alone, ...dots.map(({ pay }) => pay)];
    if (size.width === 0) return;
    const least = Math.min(...all), most = Math.max(...all), room = (most - least || 1) * 0.06;
    const y = { least: least - room, most: most + room };
    const frame = new Frame(size, 1.2 * size.text,
      { least: 1, most: places, title: 'came as pixel number', ticks: [1, ...roundTicks(places).slice(1)], text: String },
      { ...y, ticks: roundTicks(y.most, y.least), text: value => short(value) });
    const circles = dots.map(({ place, pay }, i) =>
      `<circle class="${i === dots.length - 1 ? 'newest' : 'dot'}" cx="${frame.x(place)}" cy="${frame.y(pay)}" r="4"/>`);
    this.#svg.innerHTML = `${frame.svg}<path class="alone" d="M${frame.left} ${frame.y(alone)}H${frame.right}"/>
      ${circles.join('')}<path class="mean" d="M${frame.left} ${frame.y(mean)}H${frame.right}"/>`;
  }
}
