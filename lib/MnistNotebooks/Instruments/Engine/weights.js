// Weights as a page stores them, in few bytes: whole multiples of a step, where each node has a step of its own. How far they are from
// the weights that were stored is at most half a step; C#'s PackedWeights says the largest distance.

/**
 * A layer's weights as they are stored.
 * @typedef {object} PackedLayer
 * @property {number} inputs
 * @property {18 | 8} bits Of a weight.
 * @property {string} weights Node by node. 18 bits: three characters each, in base 64 for addresses, multiple + 131072. 8 bits: base 64
 *   of a byte each, multiple + 128.
 * @property {number[]} steps One for each node.
 * @property {number[] | null} biases One for each node, or none.
 * @property {import('./activations.js').ActivationName} activation
 */

const BASE_64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * The weights, a row for each node.
 * @param {Pick<PackedLayer, 'inputs' | 'bits' | 'weights' | 'steps'>} stored
 */
export function unpackedWeights({ inputs, bits, weights, steps }) {
  const multiples = bits === 8 ? multiplesOf8Bits(weights) : multiplesOf18Bits(weights);
  // In single precision, which is what they were before they were written as decimals; so the error is the one that is stated.
  const singles = Float32Array.from(steps);
  return Float32Array.from(multiples, (multiple, i) => multiple * singles[Math.floor(i / inputs)]);
}

/** @param {string} text */
function multiplesOf18Bits(text) {
  const digit = new Uint8Array(128);
  [...BASE_64].forEach((character, i) => { digit[character.charCodeAt(0)] = i; });
  const at = (/** @type {number} */ i) => digit[text.charCodeAt(i)];
  return Int32Array.from({ length: text.length / 3 }, (_, i) => (64 * at(3 * i) + at(3 * i + 1)) * 64 + at(3 * i + 2) - 2 ** 17);
}

/** @param {string} text */
function multiplesOf8Bits(text) {
  return Int16Array.from(atob(text), character => character.charCodeAt(0) - 128);
}
