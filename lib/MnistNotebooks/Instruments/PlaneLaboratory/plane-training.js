// A training in the plane, epoch by epoch: the steps of the library's Training.Run with TrainingOptions.Modern.

import { Adam } from '../Engine/adam.js';
import { gradients } from '../Engine/backward.js';
import { lossOf, targetsOf } from '../Engine/loss.js';
import { indexOfLargest } from '../Engine/network.js';
import { shuffled } from '../Engine/random.js';
import { createNetwork } from '../Engine/start.js';

/**
 * How a network does on some points.
 * @typedef {object} Judgement
 * @property {number} loss Mean cross-entropy, without the penalty.
 * @property {number} right How many points are right.
 * @property {boolean[]} isRight Which ones.
 *
 * A moment of a training: the loss of the learned points and of the unseen ones, and the shares of them that are right.
 * @typedef {{ losses: [number, number], shares: [number, number] }} Moment
 */

/** Points whose mean slope makes one step. */
export const BATCH = 16;

const ORDER_SEED = 1, LOSS = 'crossEntropy';

export class PlaneTraining {
  #points;
  #records;
  #penalty;
  #adam;
  /** Before training, and after every epoch. @type {Moment[]} */
  history = [];

  /**
   * @param {import('./point-sets.js').PointSet} points
   * @param {import('./settings.js').Settings} settings
   */
  constructor(points, { hidden, activation, rate, penalty, seed }) {
    this.#points = points;
    this.network = createNetwork({
      inputs: 2, hidden, outputs: points.classes, hiddenActivation: activation, outputActivation: 'softmax', biases: true,
      initialization: 'glorot', seed,
    });
    this.#records = points.learned.map(point => this.#recordOf(point));
    this.#penalty = penalty;
    this.#adam = new Adam(this.network, rate);
    this.learned = this.#judge(points.learned);
    this.unseen = this.#judge(points.unseen);
    this.#remember();
  }

  /** Epochs done. */
  get epoch() { return this.history.length - 1; }

  /** Passes all learned points through the network once, in an order of this epoch's own. */
  step() {
    const order = shuffled(this.#records.length, ORDER_SEED, this.epoch + 1);
    for (let first = 0; first < order.length; first += BATCH) {
      const batch = Array.from(order.subarray(first, first + BATCH), record => this.#records[record]);
      this.#adam.step(gradients(this.network, batch, { rule: 'gradient', loss: LOSS, l2: this.#penalty }).layers);
    }
    this.learned = this.#judge(this.#points.learned);
    this.unseen = this.#judge(this.#points.unseen);
    this.#remember();
  }

  #remember() {
    this.history.push({
      losses: [this.learned.loss, this.unseen.loss],
      shares: [this.learned.right / this.#points.learned.length, this.unseen.right / this.#points.unseen.length],
    });
  }

  /**
   * @param {import('./own-points.js').Point[]} points
   * @returns {Judgement}
   */
  #judge(points) {
    let loss = 0;
    const isRight = points.map(point => {
      const { inputs, targets } = this.#recordOf(point), pass = this.network.forward(inputs);
      loss += lossOf(LOSS, pass, targets) / points.length;
      return indexOfLargest(pass.outputs) === point.label;
    });
    return { loss, isRight, right: isRight.filter(Boolean).length };
  }

  /** @param {import('./own-points.js').Point} point */
  #recordOf({ x, y, label }) {
    return { inputs: Float64Array.of(x, y), targets: targetsOf(LOSS, label, this.#points.classes) };
  }
}
