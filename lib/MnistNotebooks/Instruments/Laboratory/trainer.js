// Trainings in the worker, one after the other.

import { pageDigits } from '../Engine/digits.js';
import { createNetwork } from '../Engine/start.js';
import { TrainingWorker } from '../Engine/training-worker.js';
import { heldBackOf } from './held-back.js';

const PIXELS = 784;

/** @typedef {import('./settings.js').Settings} Settings */

export class Trainer {
  /** @type {TrainingWorker | null} */
  #worker = null;

  /**
   * Trains a network.
   * @param {Settings} settings
   * @param {(progress: import('../Engine/worker.js').Progress) => void} told Up to twenty times a second.
   */
  async train(settings, told) {
    const { train } = await pageDigits(), heldBack = heldBackOf(train.labels.length);
    this.#worker ??= new TrainingWorker(mnistEngine.script);
    return this.#worker.train({
      ...jobOf(settings), digits: range(train, 0, settings.digits), test: range(train, train.labels.length - heldBack, heldBack),
      sendsWeights: true,
    }, told);
  }

  /** Ends the training that runs: it is done at once. */
  stop() { this.#worker?.stop(); }

  /** Ends the worker; the next training gets a new one. */
  close() {
    this.#worker?.close();
    this.#worker = null;
  }
}

/**
 * The network before training.
 * @param {Settings} settings
 */
export function startOf({ hidden, seed }) { return createNetwork({ hidden: [hidden], seed }); }

/**
 * What a worker is told, but for the digits. Curves get about eighty points, however long the training is; tests, which take as long as
 * training on a third of their digits, are fewer.
 * @param {Settings} settings
 */
function jobOf(settings) {
  const { rate, epochs, digits, rule } = settings, total = digits * epochs;
  return {
    network: startOf(settings).parts,
    options: { rate, epochs, rule: /** @type {import('../Engine/backward.js').Rule} */ (rule === 'exact' ? 'gradient' : 'tutorial') },
    recordsPerPoint: Math.max(10, Math.ceil(total / 80)),
    recordsPerTest: Math.max(50, Math.min(500, Math.ceil(total / 4)), Math.ceil(total / 20)),
  };
}

/**
 * Some digits of a set, in arrays of their own: a message copies all that an array is a part of.
 * @param {import('../Engine/sparse-digits.js').Digits} digits
 * @param {number} start
 * @param {number} count
 */
function range({ pixels, labels }, start, count) {
  return { pixels: pixels.slice(PIXELS * start, PIXELS * (start + count)), labels: labels.slice(start, start + count) };
}
