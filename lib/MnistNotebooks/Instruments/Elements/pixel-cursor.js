// Pixels of a picture that are touched: by clicking and dragging over it, or by the keyboard, with a mark that the arrow keys move.

import { SIDE } from '../Engine/picture.js';
import { added } from './page-parts.js';

export class PixelCursor {
  #surface;
  #touch;
  #words;
  #mark;
  #pixel = SIDE / 2 * SIDE + SIDE / 2;
  /** @type {number | null} */
  #pointer = null;

  /**
   * @param {HTMLElement} surface Of the class pixel-cursor; lies over the picture, and is as large.
   * @param {{ picture: string, space: string }} words What the picture is, and what the space bar does to a pixel.
   * @param {(pixels: number[]) => void} touch Called with the pixels that are touched.
   */
  constructor(surface, words, touch) {
    this.#surface = surface;
    this.#words = words;
    this.#touch = touch;
    this.#mark = added(surface, 'span', 'pixel');
    this.move(this.#pixel);
    surface.addEventListener('pointerdown', event => this.#begin(event));
    surface.addEventListener('pointermove', event => { if (event.pointerId === this.#pointer) this.#touchAt(event); });
    for (const end of /** @type {const} */ (['pointerup', 'pointercancel']))
      surface.addEventListener(end, event => { if (event.pointerId === this.#pointer) this.#pointer = null; });
    surface.addEventListener('keydown', event => this.#press(event));
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (this.#pointer !== null || event.button !== 0) return;
    this.#pointer = event.pointerId;
    this.#surface.setPointerCapture(event.pointerId);
    this.#touchAt(event);
  }

  /** @param {PointerEvent} event */
  #touchAt(event) {
    const pieces = event.getCoalescedEvents?.() ?? [], { left, top, width, height } = this.#surface.getBoundingClientRect();
    const touched = (pieces.length > 0 ? pieces : [event]).flatMap(({ clientX, clientY }) => {
      const column = Math.floor((clientX - left) / width * SIDE), row = Math.floor((clientY - top) / height * SIDE);
      return isInside(column) && isInside(row) ? [row * SIDE + column] : [];
    });
    if (touched.length === 0) return;
    this.move(touched[touched.length - 1]);
    this.#touch(touched);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const column = this.#pixel % SIDE, row = Math.floor(this.#pixel / SIDE);
    /** @type {Record<string, [number, number]>} */
    const to = { ArrowRight: [column + 1, row], ArrowLeft: [column - 1, row], ArrowDown: [column, row + 1], ArrowUp: [column, row - 1] };
    const place = to[event.key], touches = event.key === ' ' || event.key === 'Enter';
    if (!place && !touches) return;
    event.preventDefault();
    if (touches) this.#touch([this.#pixel]);
    else if (isInside(place[0]) && isInside(place[1])) this.move(place[1] * SIDE + place[0]);
  }

  /**
   * Moves the mark.
   * @param {number} pixel
   */
  move(pixel) {
    this.#pixel = pixel;
    const column = pixel % SIDE, row = Math.floor(pixel / SIDE);
    this.#mark.style.translate = `${100 * column}% ${100 * row}%`;
    this.#surface.setAttribute('aria-label',
      `${this.#words.picture}. Pixel in row ${row}, column ${column}: arrow keys move, space ${this.#words.space}.`);
  }
}

/** @param {number} place */
function isInside(place) { return place >= 0 && place < SIDE; }
