// The network before training: the library's start weights for a seed.

import { Network, TUTORIAL_SCALE } from './network.js';
import { SeededRandom } from './random.js';

/**
 * What determines a network before training; as in the library, the defaults are the tutorial's.
 * @typedef {object} Description
 * @property {number} [inputs] 784 by default.
 * @property {number[]} [hidden] Nodes of each hidden layer: 200 by default.
 * @property {number} [outputs] 10 by default.
 * @property {import('./network.js').ActivationName} [hiddenActivation] Sigmoid by default.
 * @property {import('./network.js').ActivationName} [outputActivation] Sigmoid by default.
 * @property {boolean} [biases] Whether there are any, which start at 0: not by default.
 * @property {import('./network.js').Scale} [scale] 0.01…1 by default.
 * @property {'tutorial' | 'he' | 'glorot'} [initialization] 'tutorial' by default.
 * @property {number} [seed] 1 by default.
 */

/**
 * A new network with its start weights.
 * @param {Description} description
 */
export function createNetwork(description) {
  const {
    inputs = 784, hidden = [200], outputs = 10, hiddenActivation = 'sigmoid', outputActivation = 'sigmoid', biases = false,
    scale = TUTORIAL_SCALE, initialization = 'tutorial', seed = 1,
  } = description;
  const random = new SeededRandom(seed), nodes = [inputs, ...hidden, outputs];
  return new Network({ scale, layers: nodes.slice(1).map((count, i) => {
    const isLast = i === nodes.length - 2;
    return {
      inputs: nodes[i],
      weights: byNodes(drawn(initialization, count, nodes[i], isLast, random), count, nodes[i]),
      biases: biases ? new Float64Array(count) : null,
      activation: isLast ? outputActivation : hiddenActivation,
    };
  }) });
}

/**
 * @param {'tutorial' | 'he' | 'glorot'} initialization
 * @param {number} nodes
 * @param {number} inputs
 * @param {boolean} isLast
 * @param {SeededRandom} random
 */
function drawn(initialization, nodes, inputs, isLast, random) {
  const weights = new Float64Array(nodes * inputs);
  if (initialization === 'glorot') {
    const most = Math.sqrt(6 / (inputs + nodes));
    return weights.map(() => -most + random.uniform() * (most + most));
  }
  fillNormal(weights, initialization === 'he' ? Math.sqrt(2 / inputs) : Math.pow(isLast ? inputs : nodes, -0.5), random);
  return weights;
}

/**
 * Normal numbers by Marsaglia's polar method, in the order in which MathNet draws them: the uniform ones are drawn ahead, 4/π times as
 * many as numbers are wanted, and what is left of them is thrown away.
 * @param {Float64Array} numbers
 * @param {number} deviation
 * @param {SeededRandom} random
 */
function fillNormal(numbers, deviation, random) {
  const expected = Math.ceil(numbers.length * 4 * 0.318309886183790671537767526745028724);
  const ahead = Float64Array.from({ length: expected + expected % 2 }, () => random.uniform());
  for (let i = 0, filled = 0; filled < numbers.length; i += 2) {
    const [a, b] = i < ahead.length ? [ahead[i], ahead[i + 1]] : [random.uniform(), random.uniform()];
    const x = 2 * a - 1, y = 2 * b - 1, square = x * x + y * y;
    if (square >= 1 || square === 0) continue;
    const factor = Math.sqrt(-2 * Math.log(square) / square);
    numbers[filled++] = deviation * (x * factor);
    if (filled < numbers.length) numbers[filled++] = deviation * (y * factor);
  }
}

/**
 * Rows for the nodes from MathNet's columns for the inputs.
 * @param {Float64Array} columns
 * @param {number} nodes
 * @param {number} inputs
 */
function byNodes(columns, nodes, inputs) {
  return columns.map((_, i) => columns[i % inputs * nodes + Math.floor(i / inputs)]);
}
