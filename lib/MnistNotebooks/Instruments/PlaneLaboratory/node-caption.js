// What the plane shows, in words.

import { fixed } from '../Elements/numbers.js';
import { nodeName } from './network-view.js';

/** @type {Record<string, string>} */
const FUNCTIONS = { tanh: 'tanh', sigmoid: 'σ', relu: 'ReLU', identity: '' };

/**
 * @param {import('./network-view.js').NodePlace | null} shown Null for the answer.
 * @param {import('../Engine/network.js').Network} network
 * @returns {{ text: string, line: [number, number, number] | null }} Of a node of the first layer the line where its sum is 0.
 */
export function captionOf(shown, network) {
  const last = network.layers.length;
  if (!shown) {
    return { line: null, text: 'The network’s answer: everywhere the class of its largest output, the stronger the further that is ahead. '
      + 'Points are crossed out where it is wrong.' };
  }
  const { layer, node } = shown, name = nodeName(shown, last + 1), title = name[0].toUpperCase() + name.slice(1);
  if (layer === 0) return { line: null, text: `${title}: from blue, below 0, to red, above 0. All that follows is made of x and y.` };
  const { weights, biases, activation, inputs } = network.layers[layer - 1], bias = biases ? biases[node] : 0;
  if (layer === 1) {
    const [a, b] = [weights[2 * node], weights[2 * node + 1]];
    const sum = `${fixed(a, 2)} x ${term(b)} y ${term(bias)}`;
    const of = layer === last ? 'softmax, with the other outputs, of ' : FUNCTIONS[activation];
    return { line: [a, b, bias], text: `${title}: ${of}(${sum}). Its sum is 0 along the black line: the node halves the plane.` };
  }
  const before = `${inputs} ${inputs === 1 ? 'picture' : 'pictures'} of layer ${layer - 1}`;
  const sum = `the sum of ${before}, each times its weight, and ${fixed(bias, 2)}`;
  return { line: null, text: layer === last ? `${title}: softmax, with the other outputs, of ${sum}. Strong where it is near 1.`
    : `${title}: ${FUNCTIONS[activation]} of ${sum}. Red is above 0, blue below, white 0.` };
}

/** @param {number} value */
function term(value) { return `${value < 0 ? '−' : '+'} ${fixed(Math.abs(value), 2)}`; }
