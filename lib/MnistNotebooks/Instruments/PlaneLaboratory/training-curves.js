// The losses and the shares of right points, after every epoch.

import { Curves } from '../Elements/curves.js';

/** @typedef {import('./plane-training.js').Moment} Moment */

// So many points are enough for a curve.
const MOST_POINTS = 200, LEAST_EPOCHS = 20;

const NAMES = ['learned', 'unseen'];

export class TrainingCurves {
  #losses;
  #shares;
  #colors;

  /**
   * @param {import('../Elements/element.js').InstrumentElement} element
   * @param {string[]} series Colours; the classes have the first ones.
   */
  constructor(element, series) {
    this.#losses = new Curves(element.find('losses'), 'epochs', String);
    this.#shares = new Curves(element.find('shares'), 'epochs', share => `${Math.round(100 * share)}\u00a0%`);
    this.#colors = [series[4], series[3]];
  }

  /** @param {Moment[]} history */
  show(history) {
    const x = Math.max(LEAST_EPOCHS, history.length - 1), every = Math.ceil(history.length / MOST_POINTS);
    const epochs = history.map((_, epoch) => epoch).filter(epoch => epoch % every === 0 || epoch === history.length - 1);
    const curves = (/** @type {(moment: Moment) => number[]} */ of) => NAMES.map((name, i) => ({
      name, color: this.#colors[i], isPale: false,
      points: epochs.map(epoch => /** @type {[number, number]} */ ([epoch, of(history[epoch])[i]])).filter(([, y]) => Number.isFinite(y)),
    }));
    const losses = curves(({ losses: both }) => both), worst = Math.max(1, ...losses.flatMap(({ points }) => points.map(([, y]) => y)));
    this.#losses.show(losses, { x, y: worst });
    this.#shares.show(curves(({ shares }) => shares), { x, y: 1 });
  }
}
