// What is looked at: a digit, a moment of the training, a node and a connection; and what the network computes there.

import { targetsOf } from '../Engine/loss.js';
import { indexOfLargest } from '../Engine/network.js';
import { unfoldedSum } from './unfolded-sum.js';
import { weightStep } from './weight-step.js';

/**
 * @typedef {import('../Elements/connection-lines.js').Connection} Connection
 * @typedef {{ layer: number, node: number }} Place Of a node.
 * @typedef {{ connection: Connection, product: number }} Passing What passes through a connection: value · weight.
 */

export const HIDDEN = 0, OUTPUT = 1;

export class Look {
  #rate;
  #stop;
  /** @type {Uint8Array | null} */
  #pixels = null;
  /** @type {import('../Engine/network.js').Pass | null} */
  #pass = null;
  /** @type {import('./unfolded-sum.js').UnfoldedSum | null} */
  #unfolded = null;
  /** @type {Place | null} */
  #chosenNode = null;
  /** @type {Connection | null} */
  #chosenConnection = null;

  /**
   * @param {import('./snapshots.js').Snapshots} snapshots
   * @param {number} rate The learning rate.
   */
  constructor(snapshots, rate) {
    this.snapshots = snapshots;
    this.#rate = rate;
    this.#stop = snapshots.count - 1;
    /** The label of a digit; of a drawing only who drew it knows that. @type {number | null} */
    this.label = null;
    /** What the reader says the digit should be. @type {number | null} */
    this.meant = null;
  }

  get network() { return this.snapshots.networkAt(this.#stop); }

  /** Which moment of the training. */
  get stop() { return this.#stop; }

  set stop(stop) {
    this.#stop = stop;
    this.#run();
  }

  /** What the network is shown; null while there is nothing. */
  get pixels() { return this.#pixels; }

  set pixels(pixels) {
    this.#pixels = pixels;
    this.#run();
  }

  /** The forward pass; null while there is no picture. */
  get pass() { return this.#pass; }

  /** What the network says; null while there is no picture. */
  get winner() { return this.#pass && indexOfLargest(this.#pass.outputs); }

  /** What the digit should be: by the reader, by its label, or else by the network itself. */
  get target() { return this.meant ?? this.label ?? this.winner ?? 0; }

  /** Whether somebody has said what the digit should be. */
  get hasTarget() { return this.meant !== null || this.label !== null; }

  /** The node that is looked into: the reader's, or else the output that wins. @returns {Place} */
  get node() { return this.#chosenNode ?? { layer: OUTPUT, node: this.winner ?? 0 }; }

  set node(place) {
    this.#chosenNode = place;
    this.#chosenConnection = null;
    this.#unfold();
  }

  /** Its sum; null while there is no picture. */
  get unfolded() { return this.#unfolded; }

  /** The connection that is looked at: the reader's, or else the one through which most comes to the node. @returns {Connection} */
  get connection() { return this.#chosenConnection ?? { ...this.node, input: this.#unfolded?.products[0].input ?? 0 }; }

  set connection(connection) { this.#chosenConnection = connection; }

  /** The hidden node that is looked into, or at the end of the connection. */
  get hidden() {
    const { node, connection } = this;
    return node.layer === HIDDEN ? node.node : connection.layer === HIDDEN ? connection.node : connection.input;
  }

  /** The backward pass for the connection's weight; null while there is no picture. */
  get step() {
    if (!this.#pass) return null;
    const targets = targetsOf('squaredError', this.target, this.#pass.outputs.length);
    return weightStep(this.network, this.#pass, targets, this.connection, this.#rate);
  }

  /**
   * What passes through the connections that matter: the largest products of the node, of a hidden node also what it sends to each output,
   * and the connection that is looked at.
   * @returns {Passing[]}
   */
  get passing() {
    const { node, connection, network } = this, pass = this.#pass, unfolded = this.#unfolded;
    if (!pass || !unfolded) return [];
    const productOf = (/** @type {Connection} */ { layer, node, input }) => {
      const { weights, inputs } = network.layers[layer];
      return weights[node * inputs + input] * (layer === HIDDEN ? pass.inputs : pass.layers[layer - 1].values)[input];
    };
    const connections = unfolded.products.map(({ input }) => ({ ...node, input }));
    if (node.layer === HIDDEN)
      pass.outputs.forEach((_, output) => connections.push({ layer: OUTPUT, node: output, input: node.node }));
    if (!connections.some(one => isSame(one, connection))) connections.push(connection);
    return connections.map(one => ({ connection: one, product: productOf(one) }));
  }

  #run() {
    this.#pass = this.#pixels && this.network.forward(this.network.inputsOf(this.#pixels));
    this.#unfold();
  }

  #unfold() { this.#unfolded = this.#pass && unfoldedSum(this.network, this.#pass, this.node); }
}

/**
 * @param {Connection} a
 * @param {Connection} b
 */
export function isSame(a, b) { return a.layer === b.layer && a.node === b.node && a.input === b.input; }
