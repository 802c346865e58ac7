// A film: the inked pixels of a digit come onto empty paper one after the other, and are paid for what an output does.

import { onePixel } from '../Engine/maps.js';
import { RandomStream, shuffle } from '../Engine/random.js';
import { paperOf, valueOf } from '../Engine/targets.js';
import { walk } from '../Engine/walk.js';

/**
 * What is paid for: an output's sum, or its value.
 * @typedef {{ node: number, of: 'sum' | 'value' }} Output
 *
 * @typedef {'rows' | 'influence' | 'random'} OrderName
 *
 * What one ordering paid.
 * @typedef {object} Ordering
 * @property {number[]} pixels In the order in which they come.
 * @property {Float64Array} changes How far the output is from empty paper: before the first pixel, and after each.
 * @property {Float64Array} pay Of each of the 784 pixels what it added on arrival.
 */

/** So many random orderings are drawn at first. */
const FIRST = 20;

export class Film {
  #network;
  #inputs;
  #output;
  #inked;
  #rows;
  #byInfluence;
  /** @type {Ordering[]} */
  #random = [];
  #sums;

  /**
   * @param {import('../Engine/network.js').Network} network
   * @param {Uint8Array} pixels
   * @param {Output} output
   */
  constructor(network, pixels, output) {
    this.#network = network;
    this.#inputs = network.inputsOf(pixels);
    this.#output = output;
    this.#inked = Array.from(pixels.keys()).filter(pixel => pixels[pixel] > 0);
    /** What each pixel does alone, on empty paper. */
    this.alone = onePixel(network, this.#inputs, output);
    this.#rows = this.#orderingOf(this.#inked);
    this.#byInfluence = this.#orderingOf([...this.#inked].sort((a, b) => this.alone[b] - this.alone[a]));
    this.#sums = new Float64Array(pixels.length);
    this.draw(FIRST);
  }

  /** How many pixels have ink. */
  get count() { return this.#inked.length; }

  /** All random orderings that were drawn. */
  get random() { return this.#random; }

  /**
   * Draws random orderings, the same ones each time.
   * @param {number} count
   */
  draw(count) {
    for (let i = 0; i < count; i++) {
      const order = shuffle(new RandomStream(1, this.#random.length), this.count);
      const ordering = this.#orderingOf(Array.from(order, place => this.#inked[place]));
      this.#random.push(ordering);
      for (const pixel of this.#inked) this.#sums[pixel] += ordering.pay[pixel];
    }
  }

  /** Of each pixel the mean of what the random orderings paid, which is an estimate of its Shapley value. */
  get mean() { return this.#sums.map(sum => sum / this.#random.length); }

  /**
   * The standard error of that mean.
   * @param {number} pixel
   */
  errorOf(pixel) {
    const count = this.#random.length, mean = this.#sums[pixel] / count;
    const squares = this.#random.reduce((sum, { pay }) => sum + (pay[pixel] - mean) ** 2, 0);
    return Math.sqrt(squares / (count - 1) / count);
  }

  /**
   * Of the random ones the last.
   * @param {OrderName} name
   */
  ordering(name) {
    return name === 'rows' ? this.#rows : name === 'influence' ? this.#byInfluence : this.#random[this.#random.length - 1];
  }

  /**
   * How much a way of paying has paid: before the first pixel, and after each.
   * @param {Ordering} ordering
   * @param {Float64Array} pay Of each pixel.
   */
  paid({ pixels }, pay) {
    let sum = 0;
    return Float64Array.from([0, ...pixels.map(pixel => sum += pay[pixel])]);
  }

  /**
   * @param {number[]} pixels
   * @returns {Ordering}
   */
  #orderingOf(pixels) {
    const layers = walk(this.#network, paperOf(this.#network), this.#inputs, pixels);
    const values = layers.map(layer => valueOf([layer], this.#output));
    const pay = new Float64Array(this.#inputs.length);
    pixels.forEach((pixel, step) => { pay[pixel] = values[step + 1] - values[step]; });
    return { pixels, changes: Float64Array.from(values, value => value - values[0]), pay };
  }
}
