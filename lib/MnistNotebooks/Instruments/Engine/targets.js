// What is explained: one number of a network.

/**
 * A node's sum, before its activation, or its value, after it.
 * @typedef {object} Target
 * @property {number} [layer] 0 is the one next to the inputs; −1, the default, is the last.
 * @property {number} node
 * @property {'sum' | 'value'} [of] 'sum' by default.
 */

/**
 * The layer of a target, counted from 0.
 * @param {import('./network.js').Network} network
 * @param {Target} target
 */
export function layerOf(network, { layer = -1 }) {
  return layer < 0 ? network.layers.length + layer : layer;
}

/**
 * The target's value in a forward pass.
 * @param {{ sums: Float64Array, values: Float64Array }[]} layers
 * @param {Target} target
 */
export function valueOf(layers, { layer = -1, node, of = 'sum' }) {
  const { sums, values } = layers[layer < 0 ? layers.length + layer : layer];
  return (of === 'sum' ? sums : values)[node];
}

/**
 * A picture without ink, as the network sees it.
 * @param {import('./network.js').Network} network
 */
export function paperOf(network) {
  return new Float64Array(network.layers[0].inputs).fill(network.scale.offset);
}
