// The maps of one node, method beside method, on one scale, each with what it adds up to.

import { SIDE } from '../Engine/picture.js';
import { added } from '../Elements/page-parts.js';
import { signed } from '../Elements/formats.js';
import { METHOD_NAMES } from './sight.js';

/**
 * @typedef {import('./sight.js').MethodName} MethodName
 * @typedef {import('./sight.js').Shares} Shares
 */

export class MapRow {
  #colors;
  /** @type {Map<MethodName, { canvas: HTMLCanvasElement, total: HTMLElement }>} */
  #maps;

  /**
   * @param {HTMLElement} place
   * @param {import('../Elements/color-table.js').ColorTable} colors
   */
  constructor(place, colors) {
    this.#colors = colors;
    this.#maps = new Map(METHOD_NAMES.map(name => {
      const map = added(place, 'div', 'map'), canvas = added(map, 'canvas');
      added(map, 'span', 'method', name);
      const total = added(map, 'span', 'soft total');
      canvas.width = canvas.height = SIDE;
      canvas.setAttribute('role', 'img');
      return [name, { canvas, total }];
    }));
  }

  /**
   * @param {MethodName} method
   * @param {Shares | null} shares None while there is no picture.
   * @param {number} most The share that has the last colour.
   */
  show(method, shares, most) {
    const { canvas, total } = this.#partsOf(method), context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const image = context.createImageData(SIDE, SIDE), place = { width: SIDE, left: 0, top: 0, side: SIDE };
    this.#colors.paint(new Uint32Array(image.data.buffer), place, shares?.map ?? new Float64Array(SIDE * SIDE), { from: 0, most });
    context.putImageData(image, 0, 0);
    canvas.classList.remove('old');
    total.textContent = shares ? `sums to ${signed(shares.total, 2)}` : '';
    canvas.setAttribute('aria-label', `Map by ${method}${shares ? `, which ${total.textContent}` : ''}`);
  }

  /**
   * Says that a map is of what was there before.
   * @param {MethodName} method
   */
  age(method) { this.#partsOf(method).canvas.classList.add('old'); }

  /** @param {MethodName} method */
  #partsOf(method) { return /** @type {{ canvas: HTMLCanvasElement, total: HTMLElement }} */ (this.#maps.get(method)); }
}
