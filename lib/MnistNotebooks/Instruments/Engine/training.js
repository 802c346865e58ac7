// Training on digits, fast: after every record or after every mini-batch, by plain descent. The same steps as backward.js within rounding.

import { checkLoss, squaredErrorOf, targetsOf } from './loss.js';
import { indexOfLargest } from './network.js';
import { shuffled } from './random.js';
import { SparseLayer } from './sparse-layer.js';

/**
 * How a network is trained; as in the library, the defaults are the tutorial's.
 * @typedef {object} TrainingOptions
 * @property {number} [rate] 0.1 by default.
 * @property {number} [epochs] 1 by default.
 * @property {number} [batchSize] Records whose mean gradient makes one step: 1 by default. The last mini-batch of an epoch may be smaller.
 * @property {import('./backward.js').Rule} [rule] 'tutorial' by default.
 * @property {import('./loss.js').LossName} [loss] 'squaredError' by default.
 * @property {boolean} [shuffle] Whether each epoch has an order of its own, which belongs to the seed: not by default.
 * @property {number} [seed] 1 by default.
 */

const CLASSES = 10;

export class Training {
  #network;
  #digits;
  #options;
  #first;
  #targets;
  /** For each record of a mini-batch what its layers computed, and then the steps that follow. */
  #batch;
  #records = 0;
  /** @type {Int32Array | null} */
  #order = null;
  #squaredErrors = 0;
  #counted = 0;

  /**
   * @param {import('./network.js').Network} network 784 inputs, and an output for every digit. Its weights change when {@link write} is
   *   called; those above the first layer at once.
   * @param {import('./sparse-digits.js').SparseDigits} digits
   * @param {TrainingOptions} [options]
   */
  constructor(network, digits, options = {}) {
    this.#options = { rate: 0.1, epochs: 1, batchSize: 1, shuffle: false, seed: 1,
      rule: /** @type {import('./backward.js').Rule} */ ('tutorial'),
      loss: /** @type {import('./loss.js').LossName} */ ('squaredError'), ...options };
    checkLoss(this.#options.loss, this.#options.rule, network);
    this.#network = network;
    this.#digits = digits;
    this.#first = new SparseLayer(network.layers[0], network.scale);
    this.#targets = Array.from({ length: CLASSES }, (_, label) => targetsOf(this.#options.loss, label, CLASSES));
    this.#batch = Array.from({ length: this.#options.batchSize }, () => network.layers.map(({ nodes }) => rowsOf(nodes)));
  }

  /** Records trained on so far. */
  get records() { return this.#records; }

  /** Records of all epochs. */
  get total() { return this.#options.epochs * this.#digits.count; }

  /**
   * Trains on the next records: whole mini-batches, at least so many records while there are any.
   * @param {number} count
   * @throws {RangeError} A weight has overflowed; the rate is much too large.
   */
  run(count) {
    const { batchSize, epochs, shuffle, seed } = this.#options, size = this.#digits.count;
    const end = Math.min(this.#records + count, this.total);
    while (this.#records < end) {
      const epoch = Math.floor(this.#records / size), place = this.#records % size;
      if (shuffle && place === 0) this.#order = shuffled(size, seed, epoch + 1);
      this.#step(place, Math.min(batchSize, size - place));
    }
    if (!Number.isFinite(this.#squaredErrors))
      throw new RangeError(`Weights overflowed by record ${this.#records} of ${epochs * size}; the learning rate is too large.`);
  }

  /** The mean of Σ(target − output)² over the records since it was last asked for, each before the step it is part of. */
  takeError() {
    const mean = this.#squaredErrors / this.#counted;
    this.#squaredErrors = this.#counted = 0;
    return mean;
  }

  /**
   * The share of a set's digits that the network reads right as it is now.
   * @param {import('./sparse-digits.js').SparseDigits} digits
   */
  accuracy(digits) {
    let right = 0;
    for (let record = 0; record < digits.count; record++)
      if (indexOfLargest(this.#forward(digits, record, 0)) === digits.labels[record]) right++;
    return right / digits.count;
  }

  /** The first layer's weights as they are now, a row for each node: the pictures of the hidden nodes. */
  get firstWeights() {
    const { weights } = this.#network.layers[0], rows = new Float32Array(weights.length);
    this.#first.writeWeights(rows);
    return rows;
  }

  /** Brings the network's first layer up to date. */
  write() { this.#first.write(); }

  /**
   * One step for the records of a mini-batch.
   * @param {number} place
   * @param {number} count
   */
  #step(place, count) {
    const recordAt = (/** @type {number} */ i) => (this.#order ? this.#order[place + i] : place + i);
    for (let i = 0; i < count; i++) {
      const targets = this.#targets[this.#digits.labels[recordAt(i)]];
      this.#squaredErrors += squaredErrorOf(this.#forward(this.#digits, recordAt(i), i), targets);
      this.#backward(i, targets, this.#options.rate / count);
    }
    for (let i = 0; i < count; i++) {
      const layers = this.#batch[i];
      this.#first.learn(this.#digits, recordAt(i), layers[0].steps);
      for (let layer = 1; layer < layers.length; layer++)
        this.#network.layers[layer].learn(layers[layer].steps, layers[layer - 1].values);
    }
    this.#records += count;
    this.#counted += count;
  }

  /**
   * @param {import('./sparse-digits.js').SparseDigits} digits
   * @param {number} record
   * @param {number} row Where in the mini-batch.
   */
  #forward(digits, record, row) {
    const layers = this.#batch[row];
    this.#first.forward(digits, record, layers[0].sums);
    this.#network.layers.forEach((layer, i) => {
      if (i > 0) layers[i].sums = layer.sums(layers[i - 1].values);
      layers[i].values = layer.function.apply(layers[i].sums);
    });
    return layers[layers.length - 1].values;
  }

  /**
   * Errors are multiplied with the rate where they arise, so that all that is carried back is a step already.
   * @param {number} row
   * @param {Float64Array} targets
   * @param {number} rate
   */
  #backward(row, targets, rate) {
    const layers = this.#batch[row], { rule, loss } = this.#options;
    /** @type {Float64Array} */
    let errors = layers[layers.length - 1].values.map((output, node) => rate * (targets[node] - output));
    for (let i = layers.length - 1; i >= 0; i--) {
      const { sums, values } = layers[i], layer = this.#network.layers[i];
      // Of softmax and cross-entropy together, target − output is the slope at the sums.
      const isOfSums = i === layers.length - 1 && loss === 'crossEntropy';
      layers[i].steps = isOfSums ? errors : layer.function.pullBack(errors, sums, values);
      if (i > 0) errors = layer.carryBack(rule === 'tutorial' ? errors : layers[i].steps);
    }
  }
}

/**
 * @param {number} nodes
 * @returns {{ sums: Float64Array, values: Float64Array, steps: Float64Array }}
 */
function rowsOf(nodes) {
  return { sums: new Float64Array(nodes), values: new Float64Array(nodes), steps: new Float64Array(nodes) };
}
