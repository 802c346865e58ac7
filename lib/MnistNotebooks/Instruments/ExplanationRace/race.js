// A race: who deletes the digit's ink so that the network gives it up first.

import { indexOfLargest } from '../Engine/network.js';
import { paperOf } from '../Engine/targets.js';
import { areaUnder, walk } from '../Engine/walk.js';

/** Deletes pixels in an order, while the network looks on. */
export class Racer {
  /**
   * @param {string} name
   * @param {number[]} order Inked pixels.
   * @param {(order: number[]) => import('../Engine/network.js').Pass['layers']} deleted What the last layer is on the way.
   */
  constructor(name, order, deleted) {
    const states = deleted(order), winner = indexOfLargest(states[0].values);
    this.name = name;
    this.order = order;
    /** The sum of the output that won, before anything was deleted, and after each pixel. */
    this.sums = Float64Array.from(states, ({ sums }) => sums[winner]);
    /** What the network says then. */
    this.says = states.map(({ values }) => indexOfLargest(values));
    const fall = this.says.findIndex(said => said !== winner);
    /** After how many pixels it first says something else; null while it does not. */
    this.fall = fall < 0 ? null : fall;
  }

  /**
   * The area under its curve up to a step, as its mean value.
   * @param {number} step
   */
  meanTo(step) { return areaUnder(this.sums.subarray(0, step + 1)); }
}

/** A digit, those who race over it, and the reader, who is one of them. */
export class Race {
  #deleted;

  /**
   * @param {import('../Engine/network.js').Network} network
   * @param {Uint8Array} pixels
   * @param {{ name: string, order: number[] }[]} methods
   */
  constructor(network, pixels, methods) {
    const inputs = network.inputsOf(pixels), paper = paperOf(network);
    this.#deleted = (/** @type {number[]} */ order) => walk(network, inputs, paper, order);
    this.pixels = pixels;
    this.methods = methods.map(({ name, order }) => new Racer(name, order, this.#deleted));
    /** The reader, with the pixels that he has rubbed out so far. */
    this.reader = this.#readerWith([]);
  }

  /** What the network says of the whole digit. */
  get winner() { return this.reader.says[0]; }

  /** How many pixels have ink. */
  get count() { return this.methods[0].order.length; }

  /**
   * @param {number[]} pixels Rubbed out by the reader.
   * @returns {boolean} Whether there was ink among them.
   */
  rub(pixels) {
    const { order } = this.reader;
    const fresh = [...new Set(pixels)].filter(pixel => this.pixels[pixel] > 0 && !order.includes(pixel));
    if (fresh.length > 0) this.reader = this.#readerWith([...order, ...fresh]);
    return fresh.length > 0;
  }

  /** Gives the reader all ink back. */
  inkBack() { this.reader = this.#readerWith([]); }

  /** @param {number[]} order */
  #readerWith(order) { return new Racer('you', order, this.#deleted); }
}
