// What a layer makes of its sums, and how slopes pass back through it.

/**
 * Numbers of a layer: as many as it has nodes, or weights.
 * @typedef {Float64Array | Float32Array} Numbers
 *
 * @typedef {'sigmoid' | 'relu' | 'tanh' | 'softmax' | 'identity'} ActivationName
 *
 * @typedef {object} Activation
 * @property {(sums: Float64Array) => Float64Array} apply Values from the sums of a layer.
 * @property {(slopes: Float64Array, sums: Float64Array, values: Float64Array) => Float64Array} pullBack Slopes by the sums from slopes
 *   by the values: the transposed Jacobian of apply times the slopes.
 * @property {(values: Numbers) => [number, number]} range Between which numbers the values are drawn.
 */

/**
 * The largest absolute value, never quite zero, so that it can be divided by.
 * @param {Numbers} values
 */
export function greatest(values) {
  let most = 1e-9;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

/** @type {Record<ActivationName, Activation>} */
export const ACTIVATIONS = {
  sigmoid: elementwise(sum => 1 / (1 + Math.exp(-sum)), (_, value) => value * (1 - value), () => [0, 1]),
  relu: elementwise(sum => Math.max(0, sum), sum => (sum > 0 ? 1 : 0), values => [0, greatest(values)]),
  tanh: elementwise(Math.tanh, (_, value) => 1 - value * value, () => [-1, 1]),
  identity: elementwise(sum => sum, () => 1, values => [-greatest(values), greatest(values)]),
  softmax: {
    range: () => [0, 1],
    apply: sums => {
      // The largest power becomes 1, which changes no quotient and keeps eˣ from overflowing.
      const largest = Math.max(...sums), powers = sums.map(sum => Math.exp(sum - largest));
      const total = powers.reduce((a, b) => a + b);
      return powers.map(power => power / total);
    },
    pullBack: (slopes, _, values) => {
      const mean = slopes.reduce((sum, slope, i) => sum + slope * values[i], 0);
      return slopes.map((slope, i) => values[i] * (slope - mean));
    },
  },
};

/**
 * An activation that looks at one node at a time.
 * @param {(sum: number) => number} value
 * @param {(sum: number, value: number) => number} slope
 * @param {(values: Numbers) => [number, number]} range
 * @returns {Activation}
 */
function elementwise(value, slope, range) {
  return {
    range,
    // A loop takes half the time of map, and a plane has many cells.
    apply: sums => {
      const values = new Float64Array(sums.length);
      for (let i = 0; i < sums.length; i++) values[i] = value(sums[i]);
      return values;
    },
    pullBack: (slopes, sums, values) => slopes.map((one, i) => one * slope(sums[i], values[i])),
  };
}
