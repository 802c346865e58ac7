// Pixels that are rubbed out: by dragging over the picture, or by the keyboard, with a mark that the arrow keys move.

import { SIDE } from '../Engine/picture.js';
import { added } from '../Elements/page-parts.js';

export class Rubber {
  #surface;
  #rub;
  #mark;
  #pixel = SIDE / 2 * SIDE + SIDE / 2;
  /** @type {number | null} */
  #pointer = null;

  /**
   * @param {HTMLElement} surface Lies over the picture, and is as large.
   * @param {(pixels: number[]) => void} rub Called with pixels that are rubbed out.
   */
  constructor(surface, rub) {
    this.#surface = surface;
    this.#rub = rub;
    this.#mark = added(surface, 'span', 'pixel');
    this.#move(this.#pixel);
    surface.addEventListener('pointerdown', event => this.#begin(event));
    surface.addEventListener('pointermove', event => { if (event.pointerId === this.#pointer) this.#rubAt(event); });
    for (const end of /** @type {const} */ (['pointerup', 'pointercancel']))
      surface.addEventListener(end, event => { if (event.pointerId === this.#pointer) this.#pointer = null; });
    surface.addEventListener('keydown', event => this.#press(event));
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (this.#pointer !== null || event.button !== 0) return;
    this.#pointer = event.pointerId;
    this.#surface.setPointerCapture(event.pointerId);
    this.#rubAt(event);
  }

  /** @param {PointerEvent} event */
  #rubAt(event) {
    const pieces = event.getCoalescedEvents?.() ?? [], { left, top, width, height } = this.#surface.getBoundingClientRect();
    const rubbed = (pieces.length > 0 ? pieces : [event]).flatMap(({ clientX, clientY }) => {
      const column = Math.floor((clientX - left) / width * SIDE), row = Math.floor((clientY - top) / height * SIDE);
      return isInside(column) && isInside(row) ? [row * SIDE + column] : [];
    });
    if (rubbed.length === 0) return;
    this.#move(rubbed[rubbed.length - 1]);
    this.#rub(rubbed);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const column = this.#pixel % SIDE, row = Math.floor(this.#pixel / SIDE);
    /** @type {Record<string, [number, number]>} */
    const to = { ArrowRight: [column + 1, row], ArrowLeft: [column - 1, row], ArrowDown: [column, row + 1], ArrowUp: [column, row - 1] };
    const place = to[event.key], rubs = event.key === ' ' || event.key === 'Enter';
    if (!place && !rubs) return;
    event.preventDefault();
    if (rubs) this.#rub([this.#pixel]);
    else if (isInside(place[0]) && isInside(place[1])) this.#move(place[1] * SIDE + place[0]);
  }

  /** @param {number} pixel */
  #move(pixel) {
    this.#pixel = pixel;
    const column = pixel % SIDE, row = Math.floor(pixel / SIDE);
    this.#mark.style.translate = `${100 * column}% ${100 * row}%`;
    this.#surface.setAttribute('aria-label',
      `The digit as the network sees it. Pixel in row ${row}, column ${column}: arrow keys move, space rubs it out.`);
  }
}

/** @param {number} place */
function isInside(place) { return place >= 0 && place < SIDE; }
