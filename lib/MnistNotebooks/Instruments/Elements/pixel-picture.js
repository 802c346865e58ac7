// A picture of 28×28 numbers, the inputs or the weights to them; each pixel can be pointed at.

import { SIDE } from '../Engine/picture.js';

/** Colours the pixels of an image, four bytes each. @typedef {(pixels: Uint32Array) => void} Painting */

export class PixelPicture {
  #canvas;
  #context;

  /**
   * @param {HTMLCanvasElement} canvas 28×28; the page enlarges it.
   * @param {(pixel: number) => void} choose Called with the pixel that is clicked.
   * @param {HTMLElement} [surface] What is clicked, if something lies over the canvas.
   */
  constructor(canvas, choose, surface = canvas) {
    this.#canvas = canvas;
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    surface.addEventListener('click', event => choose(this.#pixelAt(event)));
  }

  /** @param {Painting} painting */
  show(painting) {
    const image = this.#context.createImageData(SIDE, SIDE);
    painting(new Uint32Array(image.data.buffer));
    this.#context.putImageData(image, 0, 0);
  }

  /**
   * Where the middle of a pixel is in the window.
   * @param {number} pixel
   */
  middleOf(pixel) {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    return { x: left + width * (pixel % SIDE + 0.5) / SIDE, y: top + height * (Math.floor(pixel / SIDE) + 0.5) / SIDE };
  }

  /** @param {MouseEvent} event */
  #pixelAt({ clientX, clientY }) {
    const { left, top, width, height } = this.#canvas.getBoundingClientRect();
    const place = (/** @type {number} */ share) => Math.min(Math.max(Math.floor(share * SIDE), 0), SIDE - 1);
    return place((clientY - top) / height) * SIDE + place((clientX - left) / width);
  }
}
