// The network: fully connected layers one after the other, with every sum and every value of a forward pass.

import { ACTIVATIONS } from './activations.js';
import { unpackedWeights } from './weights.js';

/**
 * @typedef {import('./activations.js').Numbers} Numbers
 * @typedef {import('./activations.js').ActivationName} ActivationName
 *
 * How a level 0…255 becomes an input: offset + factor · level.
 * @typedef {{ offset: number, factor: number }} Scale
 *
 * What makes a layer; messages to workers hold it as it is.
 * @typedef {object} LayerParts
 * @property {number} inputs
 * @property {Numbers} weights A row for each node.
 * @property {Numbers | null} biases One for each node, or none.
 * @property {ActivationName} activation
 *
 * @typedef {{ layers: LayerParts[], scale: Scale }} NetworkParts
 *
 * A forward pass.
 * @typedef {object} Pass
 * @property {Numbers} inputs
 * @property {{ sums: Float64Array, values: Float64Array }[]} layers
 * @property {Float64Array} outputs The values of the last layer.
 */

/** The tutorial's inputs, 0.01 (paper) to 1 (ink). */
export const TUTORIAL_SCALE = { offset: 0.01, factor: 0.99 / 255 };

/** Inputs 0 (paper) to 1 (ink). */
export const UNIT_SCALE = { offset: 0, factor: 1 / 255 };

export class Layer {
  /** @param {LayerParts} parts */
  constructor({ inputs, weights, biases, activation }) {
    this.inputs = inputs;
    this.nodes = weights.length / inputs;
    this.weights = weights;
    this.biases = biases;
    this.activation = activation;
    this.function = ACTIVATIONS[activation];
  }

  /**
   * weights · inputs + biases
   * @param {Numbers} inputs
   */
  sums(inputs) {
    const sums = new Float64Array(this.nodes);
    for (let node = 0, at = 0; node < sums.length; node++) {
      let sum = this.biases ? this.biases[node] : 0;
      for (let i = 0; i < this.inputs; i++, at++) sum += this.weights[at] * inputs[i];
      sums[node] = sum;
    }
    return sums;
  }

  /**
   * weightsᵀ · slopes
   * @param {Float64Array} slopes
   */
  carryBack(slopes) {
    const back = new Float64Array(this.inputs);
    for (let node = 0, at = 0; node < this.nodes; node++) {
      const slope = slopes[node];
      for (let i = 0; i < this.inputs; i++, at++) back[i] += this.weights[at] * slope;
    }
    return back;
  }

  /**
   * Every weight += its node's step · its input, every bias += its node's step.
   * @param {Numbers} steps Rate · delta of each node.
   * @param {Numbers} inputs
   */
  learn(steps, inputs) {
    for (let node = 0, at = 0; node < this.nodes; node++) {
      const step = steps[node];
      for (let i = 0; i < this.inputs; i++, at++) this.weights[at] += step * inputs[i];
      if (this.biases) this.biases[node] += step;
    }
  }
}

export class Network {
  /** @param {NetworkParts} parts The arrays are not copied: training changes them in place. */
  constructor({ layers, scale }) {
    this.layers = layers.map(layer => new Layer(layer));
    this.scale = scale;
  }

  /**
   * A network as a page stores it.
   * @param {{ layers: import('./weights.js').PackedLayer[], scale: Scale }} stored
   */
  static unpacked({ layers, scale }) {
    return new Network({ scale, layers: layers.map(layer => ({
      inputs: layer.inputs,
      weights: unpackedWeights(layer),
      biases: layer.biases && Float32Array.from(layer.biases),
      activation: layer.activation,
    })) });
  }

  /** What the constructor takes, with arrays of its own: for messages, and for a copy. */
  get parts() {
    return { scale: { ...this.scale }, layers: this.layers.map(({ inputs, weights, biases, activation }) =>
      ({ inputs, weights: weights.slice(), biases: biases && biases.slice(), activation })) };
  }

  /**
   * What the network sees of a picture.
   * @param {ArrayLike<number>} pixels Levels, 0…255.
   */
  inputsOf(pixels) {
    return Float64Array.from(pixels, pixel => this.scale.offset + this.scale.factor * pixel);
  }

  /**
   * Sums and values of every layer.
   * @param {Numbers} inputs
   * @returns {Pass}
   */
  forward(inputs) {
    const layers = this.passFrom(this.layers[0].sums(inputs));
    return { inputs, layers, outputs: layers[layers.length - 1].values };
  }

  /**
   * Sums and values of every layer, from the sums of the first on.
   * @param {Float64Array} firstSums
   */
  passFrom(firstSums) {
    /** @type {Pass['layers']} */
    const pass = [];
    for (const layer of this.layers) {
      const sums = pass.length === 0 ? firstSums : layer.sums(pass[pass.length - 1].values);
      pass.push({ sums, values: layer.function.apply(sums) });
    }
    return pass;
  }
}

/**
 * The place of the largest number, the first one when several are equal: what a network says.
 * @param {ArrayLike<number>} values
 */
export function indexOfLargest(values) {
  let largest = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[largest]) largest = i;
  return largest;
}
