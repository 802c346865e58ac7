// The backward pass for one weight alone, with every number on its way: the tutorial's rule.

import { backward } from '../Engine/backward.js';

/**
 * How much higher an output should be.
 * @typedef {{ target: number, output: number, error: number }} OutputError
 *
 * What an output passes back to a hidden node: weight · error.
 * @typedef {{ weight: number, error: number, product: number }} PassedBack
 *
 * @typedef {object} WeightStep
 * @property {OutputError[]} outputErrors Where the errors begin.
 * @property {PassedBack[] | null} passedBack What a hidden error is the sum of, by output; null for a weight of the last layer.
 * @property {number} error How much higher the node's value should be.
 * @property {number} value The node's own.
 * @property {number} slope Of the sigmoid there: value · (1 − value).
 * @property {number} before What came through the connection: the value of the pixel, or of the node before.
 * @property {number} direction error · slope · before
 * @property {number} rate
 * @property {number} change rate · direction
 * @property {number} weight As it is.
 * @property {number} after weight + change
 */

/**
 * @param {import('../Engine/network.js').Network} network Of sigmoids.
 * @param {import('../Engine/network.js').Pass} pass
 * @param {Float64Array} targets
 * @param {import('../Elements/connection-lines.js').Connection} connection
 * @param {number} rate
 * @returns {WeightStep}
 */
export function weightStep(network, pass, targets, { layer, node, input }, rate) {
  const back = backward(network, pass, targets), isLast = layer === network.layers.length - 1;
  const { weights, inputs } = network.layers[layer], weight = weights[node * inputs + input];
  const { errors, inputs: seen } = back[layer], value = pass.layers[layer].values[node];
  const error = errors[node], slope = value * (1 - value), before = seen[input];
  const direction = error * slope * before, change = rate * direction;
  return {
    outputErrors: Array.from(pass.outputs, (output, k) => ({ target: targets[k], output, error: targets[k] - output })),
    passedBack: isLast ? null : passedBackTo(node, network.layers[layer + 1], back[layer + 1].errors),
    error, value, slope, before, direction, rate, change, weight, after: weight + change,
  };
}

/**
 * Each later node's error, times the weight that leads to it.
 * @param {number} node
 * @param {import('../Engine/network.js').Layer} later
 * @param {Float64Array} errors
 * @returns {PassedBack[]}
 */
function passedBackTo(node, { weights, inputs }, errors) {
  return Array.from(errors, (error, to) => {
    const weight = weights[to * inputs + node];
    return { weight, error, product: weight * error };
  });
}
