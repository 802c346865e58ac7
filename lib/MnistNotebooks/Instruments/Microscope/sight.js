// What is under the microscope: a digit, one of some networks, the nodes that are silenced in it, and the node that is asked about; and
// what the network computes there.

import { gradientTimesInput, occlusion, onePixel } from '../Engine/maps.js';
import { indexOfLargest, Network } from '../Engine/network.js';
import { SampledShapley } from '../Engine/shapley.js';
import { paperOf, valueOf } from '../Engine/targets.js';

/**
 * @typedef {import('../Engine/network.js').Pass} Pass
 * @typedef {{ layer: number, node: number }} Place Of a node; layer 0 is next to the inputs.
 *
 * @typedef {object} Shares
 * @property {Float64Array} map How much each pixel has to do with the node's sum.
 * @property {number} total What these add up to.
 */

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
  /** In each hidden layer. @type {Set<number>[]} */
  #silenced = [];
  /** @type {Uint8Array | null} */
  #pixels = null;
  /** @type {Pass | null} */
  #pass = null;
  /** @type {Place | null} */
  #chosen = null;

  /** @param {Network[]} networks Each with a hidden layer, or more. */
  constructor(networks) {
    this.#networks = networks;
    this.#network = networks[0];
    this.number = 0;
  }

  /** The network, in which silenced nodes send nothing on. */
  get network() { return this.#network; }

  /** Which of the networks it is. */
  get number() { return this.#number; }

  set number(number) {
    const wasOutput = this.#chosen !== null && this.isOutput(this.#chosen);
    this.#number = number;
    this.#silenced = this.#networks[number].layers.slice(0, -1).map(() => new Set());
    this.#chosen = this.#chosen && wasOutput ? { ...this.#chosen, layer: this.outputLayer } : null;
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

  /** The last layer; those before it are hidden. */
  get outputLayer() { return this.#silenced.length; }

  /** @param {Place} place */
  isOutput({ layer }) { return layer === this.outputLayer; }

  /**
   * What a node is called.
   * @param {Place} place
   */
  nameOf(place) {
    return this.isOutput(place) ? `output node ${place.node}` : hiddenName(place, this.outputLayer);
  }

  /** The hidden nodes that are silenced, layer by layer. */
  get silenced() { return this.#silenced.map(nodes => [...nodes]); }

  /**
   * Silences a hidden node, or lets it speak again.
   * @param {Place} place
   */
  toggle({ layer, node }) {
    if (!this.#silenced[layer].delete(node)) this.#silenced[layer].add(node);
    this.#run();
  }

  /** Lets all hidden nodes speak again. */
  hearAll() {
    for (const nodes of this.#silenced) nodes.clear();
    this.#run();
  }

  /** The node that is asked about: the reader's, or else the output that wins. @returns {Place} */
  get node() { return this.#chosen ?? { layer: this.outputLayer, node: this.winner ?? 0 }; }

  /** @param {Place | null} place */
  set node(place) { this.#chosen = place; }

  /** Whether the reader has chosen it. */
  get isChosen() { return this.#chosen !== null; }

  /**
   * What the nodes of the layer before add to the sum of a node: output · weight.
   * @param {Place} place Behind the first layer.
   * @returns {Float64Array} Zeros while there is no picture.
   */
  pushesOn({ layer, node }) {
    const pass = this.#pass, { weights, inputs } = this.#network.layers[layer];
    if (!pass) return new Float64Array(inputs);
    return Float64Array.from(pass.layers[layer - 1].values, (value, from) => value * weights[node * inputs + from]);
  }

  /**
   * What a hidden node adds to the sums of the nodes of the next layer: output · weight.
   * @param {Place} place
   * @returns {Float64Array} Zeros while there is no picture.
   */
  pushesOf({ layer, node }) {
    const { weights, inputs, nodes } = this.#network.layers[layer + 1], value = this.#pass?.layers[layer].values[node] ?? 0;
    return Float64Array.from({ length: nodes }, (_, to) => value * weights[to * inputs + node]);
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
 * What a hidden node is called; where there is one hidden layer, it goes without saying.
 * @param {Place} place
 * @param {number} layers That are hidden.
 */
export function hiddenName({ layer, node }, layers) {
  return layers === 1 ? `hidden node ${node}` : `node ${node} of hidden layer ${layer + 1}`;
}

/**
 * A network whose silenced hidden nodes send nothing on: the weights from them are 0.
 * @param {Network} network
 * @param {Set<number>[]} silenced In each hidden layer.
 */
function without({ layers, scale }, silenced) {
  return new Network({ scale, layers: layers.map((layer, i) => {
    const silent = silenced[i - 1];
    if (!silent?.size) return layer;
    const { nodes, inputs } = layer, weights = layer.weights.slice();
    for (const from of silent)
      for (let to = 0; to < nodes; to++) weights[to * inputs + from] = 0;
    return { ...layer, weights };
  }) });
}
