// The test digits that can be stepped through.

import { SIDE } from '../Engine/picture.js';
import { indexOfLargest } from '../Engine/network.js';

const SIZE = SIDE * SIDE;

export class TestDigits {
  /** @param {import('../Engine/sparse-digits.js').Digits} digits */
  constructor({ pixels, labels }) {
    this.pixels = pixels;
    this.labels = labels;
  }

  get count() { return this.labels.length; }

  /**
   * A whole number's digit; the first one follows the last.
   * @param {number} number
   */
  numberOf(number) { return (Math.trunc(number) % this.count + this.count) % this.count || 0; }

  /** @param {number} number */
  pixelsOf(number) { return this.pixels.subarray(number * SIZE, (number + 1) * SIZE); }

  /**
   * The next digit that a network misreads; null when it reads all of them.
   * @param {import('../Engine/network.js').Network} network
   * @param {number} from Where the search starts; that one comes last.
   */
  nextMistake(network, from) {
    for (let i = 1; i <= this.count; i++) {
      const number = this.numberOf(from + i);
      if (indexOfLargest(network.forward(network.inputsOf(this.pixelsOf(number))).outputs) !== this.labels[number]) return number;
    }
    return null;
  }
}
