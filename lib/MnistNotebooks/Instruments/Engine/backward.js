// The backward pass as the formulas read: from the output errors to the direction of every weight. One array for each thing that a
// reader may ask for. Training on digits has a fast form in training.js; both make the same steps.

import { checkLoss, lossOf } from './loss.js';

/**
 * How errors travel from a layer to the one before it.
 *
 * 'tutorial': weightsᵀ · errors, without the slope of the later layer. For one hidden layer below sigmoid outputs that is the gradient of
 * the cross-entropy of these outputs for the hidden weights, while the last layer follows the squared error.
 *
 * 'gradient': weightsᵀ · deltas, the chain rule, which is the exact negative gradient of the loss.
 * @typedef {'tutorial' | 'gradient'} Rule
 *
 * What one layer learns from one record.
 * @typedef {object} LayerBackward
 * @property {Float64Array} errors How much higher each value should be: targets − outputs in the last layer, carried back to the others.
 * @property {Float64Array} deltas The errors at the sums, error × slope of the activation: the directions of the biases.
 * @property {import('./network.js').Numbers} inputs What the layer saw. A weight's direction is its node's delta times its input.
 *
 * Slopes of the loss at a layer's weights and biases.
 * @typedef {{ weights: Float64Array, biases: Float64Array | null }} LayerGradients
 *
 * @typedef {object} BackwardOptions
 * @property {Rule} [rule] 'tutorial' by default.
 * @property {import('./loss.js').LossName} [loss] 'squaredError' by default.
 */

/**
 * The way back of one record.
 * @param {import('./network.js').Network} network
 * @param {import('./network.js').Pass} pass
 * @param {Float64Array} targets
 * @param {BackwardOptions} [options]
 * @returns {LayerBackward[]} One for each layer, the one next to the inputs first.
 */
export function backward(network, pass, targets, { rule = 'tutorial', loss = 'squaredError' } = {}) {
  checkLoss(loss, rule, network);
  /** @type {LayerBackward[]} */
  const back = [];
  for (let i = network.layers.length - 1; i >= 0; i--) {
    const { sums, values } = pass.layers[i], after = back[0];
    const errors = after ? network.layers[i + 1].carryBack(rule === 'tutorial' ? after.errors : after.deltas)
      : values.map((output, node) => (loss === 'crossEntropy' ? targets[node] / output : targets[node] - output));
    const deltas = !after && loss === 'crossEntropy' ? crossEntropyDeltas(values, targets)
      : network.layers[i].function.pullBack(errors, sums, values);
    back.unshift({ errors, deltas, inputs: i > 0 ? pass.layers[i - 1].values : pass.inputs });
  }
  return back;
}

/**
 * The slopes of softmax and cross-entropy together, which need no quotient: targets − outputs when the targets sum to 1.
 * @param {Float64Array} outputs
 * @param {Float64Array} targets
 */
function crossEntropyDeltas(outputs, targets) {
  const total = targets.reduce((sum, target) => sum + target, 0);
  return outputs.map((output, node) => targets[node] - total * output);
}

/**
 * The mean slopes over a mini-batch, and its mean loss with the penalty l2 · Σ w² on the weights.
 * @param {import('./network.js').Network} network It is not changed.
 * @param {{ inputs: import('./network.js').Numbers, targets: Float64Array }[]} records
 * @param {BackwardOptions & { l2?: number }} [options]
 */
export function gradients(network, records, { l2 = 0, ...options } = {}) {
  /** @type {LayerGradients[]} */
  const layers = network.layers.map(({ weights, biases, nodes }) => ({
    weights: Float64Array.from(weights, weight => 2 * l2 * weight),
    biases: biases && new Float64Array(nodes),
  }));
  let loss = 0;
  for (const { weights } of network.layers) for (const weight of weights) loss += l2 * weight * weight;
  for (const { inputs, targets } of records) {
    const pass = network.forward(inputs);
    loss += lossOf(options.loss ?? 'squaredError', pass, targets) / records.length;
    backward(network, pass, targets, options).forEach(({ deltas, inputs: seen }, i) => subtract(layers[i], deltas, seen, records.length));
  }
  return { loss, layers };
}

/**
 * Deltas point downhill, slopes uphill.
 * @param {LayerGradients} layer
 * @param {Float64Array} deltas
 * @param {import('./network.js').Numbers} inputs
 * @param {number} records
 */
function subtract({ weights, biases }, deltas, inputs, records) {
  for (let node = 0, at = 0; node < deltas.length; node++) {
    const delta = deltas[node] / records;
    for (let i = 0; i < inputs.length; i++, at++) weights[at] -= delta * inputs[i];
    if (biases) biases[node] -= delta;
  }
}

/**
 * One step of plain descent: every weight and bias moves by −rate · slope.
 * @param {import('./network.js').Network} network
 * @param {LayerGradients[]} slopes
 * @param {number} rate
 */
export function descend(network, slopes, rate) {
  network.layers.forEach(({ weights, biases }, i) => {
    const of = slopes[i];
    for (let at = 0; at < weights.length; at++) weights[at] -= rate * of.weights[at];
    if (biases && of.biases) for (let node = 0; node < biases.length; node++) biases[node] -= rate * of.biases[node];
  });
}
