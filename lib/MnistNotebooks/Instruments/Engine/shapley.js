// Shapley values by sampled orderings.

import { RandomStream, shuffle } from './random.js';
import { paperOf, valueOf } from './targets.js';

/**
 * Shapley values (Shapley 1953) by sampled orderings (Castro, Gómez and Tejada 2009): the inputs are moved from the baseline to the
 * picture one after the other, and an input's share is its mean effect over many random orders. Each order is walked forwards and
 * backwards. In every walk the effects sum to the target's change, so the shares do too.
 *
 * Pairs of walks can be drawn a few at a time; shares and errors are those of all pairs so far.
 */
export class SampledShapley {
  #network;
  #target;
  #random;
  #from;
  #to;
  /** For each input that differs what it adds to the first layer's sums. @type {{ input: number, change: Float64Array }[]} */
  #players = [];
  #means;
  #squares;
  #pairs = 0;
  #before;
  #after;

  /**
   * @param {import('./network.js').Network} network
   * @param {import('./network.js').Numbers} inputs
   * @param {import('./targets.js').Target} target
   * @param {{ baseline?: import('./network.js').Numbers, seed?: number }} [options] Paper, and seed 1 by default.
   */
  constructor(network, inputs, target, { baseline = paperOf(network), seed = 1 } = {}) {
    this.#network = network;
    this.#target = target;
    this.#random = new RandomStream(seed);
    const [first] = network.layers;
    this.#from = first.sums(baseline);
    this.#to = first.sums(inputs);
    inputs.forEach((value, input) => {
      const distance = value - baseline[input];
      if (distance === 0) return;
      const change = Float64Array.from({ length: first.nodes }, (_, node) => first.weights[node * first.inputs + input] * distance);
      this.#players.push({ input, change });
    });
    this.#means = new Float64Array(inputs.length);
    this.#squares = new Float64Array(inputs.length);
    this.#before = this.#valueAt(this.#from);
    this.#after = this.#valueAt(this.#to);
  }

  /** The target's change from the baseline to the picture, which is what the shares sum to. */
  get change() { return this.#after - this.#before; }

  /** Pairs of walks drawn so far. */
  get pairs() { return this.#pairs; }

  /** One for each input. */
  get shares() { return this.#means.slice(); }

  /** The standard error of each share; there is none before the second pair. */
  get standardErrors() {
    return this.#squares.map(square => Math.sqrt(square / (this.#pairs - 1) / this.#pairs));
  }

  /**
   * Draws orders, and walks each in both directions.
   * @param {number} pairs
   */
  draw(pairs) {
    for (let i = 0; i < pairs; i++) {
      const order = shuffle(this.#random, this.#players.length), effects = new Float64Array(this.#means.length);
      this.#addHalf(order, effects);
      this.#addHalf(order.reverse(), effects);
      this.#count(effects);
    }
    return this;
  }

  /**
   * The mean and the sum of squared distances from it, without the loss of digits that comes with sums of squares (Welford 1962).
   * @param {Float64Array} effects
   */
  #count(effects) {
    this.#pairs++;
    for (const { input } of this.#players) {
      const distance = effects[input] - this.#means[input];
      this.#means[input] += distance / this.#pairs;
      this.#squares[input] += distance * (effects[input] - this.#means[input]);
    }
  }

  /**
   * @param {Int32Array} order
   * @param {Float64Array} effects
   */
  #addHalf(order, effects) {
    const sums = this.#from.slice();
    let before = this.#before;
    order.forEach((number, step) => {
      const { input, change } = this.#players[number];
      for (let node = 0; node < sums.length; node++) sums[node] += change[node];
      const after = step === order.length - 1 ? this.#after : this.#valueAt(sums);
      effects[input] += (after - before) / 2;
      before = after;
    });
  }

  /** @param {Float64Array} firstSums */
  #valueAt(firstSums) { return valueOf(this.#network.passFrom(firstSums), this.#target); }
}
