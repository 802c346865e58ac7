// Numbers as colours, fast enough for a hundred thousand weights twenty times a second.

const STEPS = 511;

/** Colours of a scale from −most to most, in whole steps; zero is in the middle. */
export class ColorTable {
  #colors = new Uint32Array(STEPS);

  /** @param {string[]} colors Of the scale, as #rrggbb, the first for −most. */
  constructor(colors) {
    const stops = colors.map(color => [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16)));
    const bytes = new Uint8ClampedArray(this.#colors.buffer);
    for (let step = 0; step < STEPS; step++) {
      const place = step / (STEPS - 1) * (stops.length - 1), stop = Math.min(Math.floor(place), stops.length - 2);
      for (let i = 0; i < 3; i++)
        bytes[4 * step + i] = stops[stop][i] + (stops[stop + 1][i] - stops[stop][i]) * (place - stop);
      bytes[4 * step + 3] = 255;
    }
  }

  /**
   * Paints a picture of a network's inputs into an image, a pixel for each number.
   * @param {Uint32Array} image The pixels of the whole image.
   * @param {{ width: number, left: number, top: number, side: number }} place
   * @param {ArrayLike<number>} values
   * @param {{ from: number, most: number }} range Where the picture's values begin, and the value of the last colour.
   */
  paint(image, { width, left, top, side }, values, { from, most }) {
    const middle = (STEPS - 1) / 2, factor = most > 0 ? middle / most : 0;
    for (let y = 0, i = from; y < side; y++) {
      let at = (top + y) * width + left;
      for (let x = 0; x < side; x++, i++, at++) {
        const step = Math.round(middle + factor * values[i]);
        image[at] = this.#colors[step < 0 ? 0 : step >= STEPS ? STEPS - 1 : step];
      }
    }
  }
}
