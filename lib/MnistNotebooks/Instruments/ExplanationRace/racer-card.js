// One of those who race: the digit with what is left of its ink, what the network says, and the numbers.

import { SIDE } from '../Engine/picture.js';
import { fixed } from '../Elements/numbers.js';
import { added } from '../Elements/page-parts.js';
import { PixelPicture } from '../Elements/pixel-picture.js';

/**
 * How a line is drawn.
 * @typedef {{ color: string, dashes?: string, isStrong?: boolean }} LineStyle
 *
 * The colours of every level of ink, and of what is deleted.
 * @typedef {{ ink: Uint32Array, deleted: number }} PictureColors
 */

export class RacerCard {
  #colors;
  #picture;
  #says;
  #fell;
  #sum;
  #mean;

  /**
   * @param {HTMLElement} place
   * @param {string} name
   * @param {LineStyle} line
   * @param {PictureColors} colors
   */
  constructor(place, name, { color, dashes = '', isStrong }, colors) {
    this.#colors = colors;
    const title = added(place, 'p', 'racer');
    title.innerHTML = `<svg viewBox="0 0 28 8" aria-hidden="true"><path d="M0 4H28" stroke="${color}"
      stroke-width="${isStrong ? 5 : 3}" stroke-dasharray="${dashes}"/></svg>`;
    added(title, 'span', '', name);
    /** Holds the picture, and what lies over it. */
    this.frame = added(place, 'div', 'frame');
    const canvas = added(this.frame, 'canvas');
    canvas.width = canvas.height = SIDE;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `What ${name} left of the digit`);
    this.#picture = new PixelPicture(canvas, () => {});
    /** Below the picture, or beside it. */
    this.numbers = added(place, 'div', 'numbers');
    this.#says = added(this.numbers, 'p', 'says');
    this.#fell = added(this.numbers, 'p', 'value');
    this.#sum = added(this.numbers, 'p', 'value');
    this.#mean = added(this.numbers, 'p', 'value soft');
  }

  /**
   * @param {import('./race.js').Racer} racer
   * @param {Uint8Array} pixels
   * @param {number} step
   */
  show(racer, pixels, step) {
    const deleted = new Set(racer.order.slice(0, step)), said = racer.says[step], { fall } = racer;
    this.#picture.show(image => image.forEach((_, pixel) => {
      image[pixel] = deleted.has(pixel) ? this.#colors.deleted : this.#colors.ink[pixels[pixel]];
    }));
    const hasFallen = fall !== null && fall <= step;
    this.#says.textContent = `says ${said}`;
    this.#fell.textContent = hasFallen ? `fell after ${fall}` : 'not fallen';
    this.#says.classList.toggle('fallen', hasFallen);
    this.#sum.textContent = `sum ${fixed(racer.sums[step], 2)}`;
    this.#mean.textContent = `mean ${fixed(racer.meanTo(step), 2)}`;
  }
}
