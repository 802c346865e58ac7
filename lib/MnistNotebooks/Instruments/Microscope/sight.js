// What is under the microscope: a digit, one of some networks, the nodes that are silenced in it, and the node that is asked about; and
// what the network computes there.

import { gradientTimesInput, occlusion, onePixel } from '../Engine/maps.js';
import { indexOfLargest, Network } from '../Engine/network.js';
import { SampledShapley } from '../Engine/shapley.js';
import { paperOf, valueOf } from '../Engine/targets.js';

/**
 * @typedef {import('../Engine/network.js').Pass} Pass
 * @typedef {{ layer: number, node: number }} Place Of a node.
 *
 * @typedef {object} Shares
 * @property {Float64Array} map How much each pixel has to do with the node's sum.
 * @property {number} total What these add up to.
 */

export const HIDDEN = 0, OUTPUT = 1;

/** Orders that Shapley values are drawn from, each forwards and backwards. */
const ORDERS = 20;

/** By their names: each gives a map of a node's sum. */
const METHODS = {
  'gradient × input': gradientTimesInput,
  'one pixel': onePixel,
  'occlusion': occlusion,
  'Shapley value': shapley,
};

/** @typedef {keyof typeof METHODS} MethodName */

/** In the order in which they are shown. */
export const METHOD_NAMES = /** @type {MethodName[]} */ (Object.keys(METHODS));

/** Takes too long for every piece of a stroke. @type {MethodName} */
export const SLOW_METHOD = 'Shapley value';

export class Sight {
  #networks;
  #number = 0;
  /** The network as it is looked at: without the nodes that are silenced. @type {Network} */
  #network;
  /** @type {Set<number>} */
  #silenced = new Set();
  /** @type {Uint8Array | null} */
  #pixels = null;
  /** @type {Pass | null} */
  #pass = null;
  /** @type {Place | null} */
  #chosen = null;

  /** @param {Network[]} networks Each with one hidden layer. */
  constructor(networks) {
    this.#networks = networks;
    this.#network = networks[0];
  }

  /** The network, in which silenced nodes send nothing on. */
  get network() { return this.#network; }

  /** Which of the networks it is. */
  get number() { return this.#number; }

  set number(number) {
    this.#number = number;
    this.#silenced.clear();
    if (this.#chosen?.layer === HIDDEN) this.#chosen = null;
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

  /** The hidden nodes that are silenced. */
  get silenced() { return [...this.#silenced]; }

  /**
   * Silences a hidden node, or lets it speak again.
   * @param {number} node
   */
  toggle(node) {
    if (!this.#silenced.delete(node)) this.#silenced.add(node);
    this.#run();
  }

  /** The node that is asked about: the reader's, or else the output that wins. @returns {Place} */
  get node() { return this.#chosen ?? { layer: OUTPUT, node: this.winner ?? 0 }; }

  /** @param {Place | null} place */
  set node(place) { this.#chosen = place; }

  /** Whether the reader has chosen it. */
  get isChosen() { return this.#chosen !== null; }

  /**
   * What the hidden nodes add to the sum of an output: output · weight.
   * @param {number} output
   * @returns {Float64Array} None while there is no picture.
   */
  pushesOn(output) {
    const pass = this.#pass, { weights, inputs } = this.#network.layers[OUTPUT];
    if (!pass) return new Float64Array(inputs);
    return Float64Array.from(pass.layers[HIDDEN].values, (value, node) => value * weights[output * inputs + node]);
  }

  /** How far the sum of the node is from what it is for paper; null while there is no picture. */
  get change() {
    if (!this.#pass) return null;
    return valueOf(this.#pass.layers, this.node) - valueOf(this.#network.forward(paperOf(this.#network)).layers, this.node);
  }

  /**
   * What a method says of the node's sum; null while there is no picture.
   * @param {MethodName} method
   * @returns {Shares | null}
   */
  sharesBy(method) {
    if (!this.#pass) return null;
    const map = METHODS[method](this.#network, this.#pass.inputs, this.node);
    return { map, total: map.reduce((sum, share) => sum + share, 0) };
  }

  #run() {
    this.#network = without(this.#networks[this.#number], this.#silenced);
    this.#pass = this.#pixels && this.#network.forward(this.#network.inputsOf(this.#pixels));
  }
}

/**
 * @param {Network} network
 * @param {import('../Engine/network.js').Numbers} inputs
 * @param {Place} target
 */
function shapley(network, inputs, target) { return new SampledShapley(network, inputs, target).draw(ORDERS).shares; }

/**
 * A network whose silenced hidden nodes send nothing on: the weights from them are 0.
 * @param {Network} network
 * @param {Set<number>} silenced
 */
function without(network, silenced) {
  if (silenced.size === 0) return network;
  const { layers, scale } = network, [hidden, output] = layers, weights = output.weights.slice();
  for (const node of silenced)
    for (let to = 0; to < output.nodes; to++) weights[to * output.inputs + node] = 0;
  return new Network({ layers: [hidden, { ...output, weights }], scale });
}
