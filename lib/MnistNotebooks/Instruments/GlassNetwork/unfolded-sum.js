// A node's sum, product by product: the largest ones, the rest together, the bias where there is one, and what the sigmoid makes of it.

/**
 * @typedef {object} Product
 * @property {number} input Which pixel, or which node of the layer before.
 * @property {number} value What comes from there.
 * @property {number} weight
 * @property {number} product value · weight
 *
 * @typedef {object} UnfoldedSum
 * @property {Product[]} products The largest ones, whatever their sign; the largest first.
 * @property {number} others How many products are not among them.
 * @property {number} rest What these add up to.
 * @property {number | null} bias
 * @property {number} sum Of everything.
 * @property {number} value The activation of the sum.
 */

/**
 * @param {import('../Engine/network.js').Network} network
 * @param {import('../Engine/network.js').Pass} pass
 * @param {{ layer: number, node: number }} where
 * @param {number} [count] How many products are told one by one.
 * @returns {UnfoldedSum}
 */
export function unfoldedSum(network, pass, { layer, node }, count = 10) {
  const { weights, inputs, biases } = network.layers[layer], seen = layer > 0 ? pass.layers[layer - 1].values : pass.inputs;
  /** @type {Product[]} */
  const all = Array.from(seen, (value, input) => {
    const weight = weights[node * inputs + input];
    return { input, value, weight, product: value * weight };
  });
  all.sort((a, b) => Math.abs(b.product) - Math.abs(a.product) || a.input - b.input);
  const { sums, values } = pass.layers[layer];
  return {
    products: all.slice(0, count),
    others: all.length - count,
    rest: all.slice(count).reduce((sum, { product }) => sum + product, 0),
    bias: biases && biases[node],
    sum: sums[node],
    value: values[node],
  };
}
