// Digits as pictures, black on white.

import { SIDE } from '../Engine/picture.js';

/**
 * The colour of every level, 0 (paper) to 255 (ink), as images hold it.
 * @param {string[]} ink The colours of paper and of ink.
 */
export function inkColors(ink) {
  const [paper, dark] = ink.map(color => [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16)));
  const bytes = Uint8ClampedArray.from({ length: 4 * 256 }, (_, i) =>
    i % 4 === 3 ? 255 : paper[i % 4] + (dark[i % 4] - paper[i % 4]) * Math.floor(i / 4) / 255);
  return new Uint32Array(bytes.buffer);
}

/** Draws digits. */
export class DigitPainter {
  #ink;

  /** @param {string[]} ink The colours of paper and of ink. */
  constructor(ink) { this.#ink = inkColors(ink); }

  /**
   * @param {HTMLCanvasElement} canvas The page enlarges it.
   * @param {Uint8Array} pixels 784 levels, 0 (paper) to 255 (ink).
   */
  draw(canvas, pixels) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser has no canvas to draw on.');
    canvas.width = canvas.height = SIDE;
    const image = context.createImageData(SIDE, SIDE), colors = new Uint32Array(image.data.buffer);
    pixels.forEach((level, i) => { colors[i] = this.#ink[level]; });
    context.putImageData(image, 0, 0);
  }
}
