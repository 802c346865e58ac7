// One training, stopped at twelve places: the network as it was after so many records.

import { Network } from '../Engine/network.js';

/**
 * The network after some records, as the page stores it.
 * @typedef {object} StoredSnapshot
 * @property {number} records Trained on so far.
 * @property {number} accuracy The share of all test digits that this network reads right, before its weights were packed.
 * @property {number[]} errors How far a weight of each layer is from the one that was trained, at most.
 * @property {{ layers: import('../Engine/weights.js').PackedLayer[], scale: import('../Engine/network.js').Scale }} network
 */

export class Snapshots {
  /** @type {(Network | undefined)[]} */
  #networks = [];

  /** @param {StoredSnapshot[]} stored In the order of training. */
  constructor(stored) {
    this.stored = stored;
  }

  get count() { return this.stored.length; }

  /**
   * The network at a stop. It is unpacked when it is first asked for: that takes a few milliseconds.
   * @param {number} stop
   */
  networkAt(stop) {
    return this.#networks[stop] ??= Network.unpacked(this.stored[stop].network);
  }

  /**
   * What became of one weight, stop by stop.
   * @param {import('../Elements/connection-lines.js').Connection} connection
   */
  historyOf({ layer, node, input }) {
    return this.stored.map((_, stop) => {
      const { weights, inputs } = this.networkAt(stop).layers[layer];
      return weights[node * inputs + input];
    });
  }
}
