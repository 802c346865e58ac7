// How much each input has to do with a node: three maps. "How much" always means compared with a baseline: paper, unless another is given.

import { layerOf, paperOf, valueOf } from './targets.js';

/**
 * @typedef {import('./network.js').Network} Network
 * @typedef {import('./network.js').Numbers} Numbers
 *
 * A map for every node of a layer, [nodes × inputs]: of the sums before the activation, and of the values after it.
 * @typedef {{ sums: Float64Array, values: Float64Array }} LayerMaps
 */

/**
 * One pixel over the baseline: each input alone is moved from the baseline to the picture; its share is how far a node rises.
 * @param {Network} network
 * @param {Numbers} inputs
 * @param {Numbers} [baseline]
 * @returns {LayerMaps[]} One for each layer.
 */
export function onePixelMaps(network, inputs, baseline = paperOf(network)) {
  return mapsOfMoves(network, baseline, inputs, 1);
}

/**
 * Occlusion: each input alone is moved from the picture to the baseline; its share is how far a node falls.
 * @param {Network} network
 * @param {Numbers} inputs
 * @param {Numbers} [baseline]
 * @returns {LayerMaps[]} One for each layer.
 */
export function occlusionMaps(network, inputs, baseline = paperOf(network)) {
  return mapsOfMoves(network, inputs, baseline, -1);
}

/**
 * The map of one target: as {@link onePixelMaps}.
 * @param {Network} network
 * @param {Numbers} inputs
 * @param {import('./targets.js').Target} target
 * @param {Numbers} [baseline]
 */
export function onePixel(network, inputs, target, baseline = paperOf(network)) {
  const before = valueOf(network.forward(baseline).layers, target);
  return mapOf(network, baseline, inputs, layers => valueOf(layers, target) - before);
}

/**
 * The map of one target: as {@link occlusionMaps}.
 * @param {Network} network
 * @param {Numbers} inputs
 * @param {import('./targets.js').Target} target
 * @param {Numbers} [baseline]
 */
export function occlusion(network, inputs, target, baseline = paperOf(network)) {
  const before = valueOf(network.forward(inputs).layers, target);
  return mapOf(network, inputs, baseline, layers => before - valueOf(layers, target));
}

/**
 * Gradient × input: the slope of a target along each input at the picture, times how far the input is from the baseline.
 * @param {Network} network
 * @param {Numbers} inputs
 * @param {import('./targets.js').Target} target
 * @param {Numbers} [baseline]
 */
export function gradientTimesInput(network, inputs, target, baseline = paperOf(network)) {
  return gradientOf(network, inputs, target).map((slope, i) => slope * (inputs[i] - baseline[i]));
}

/**
 * The slope of a target along each input.
 * @param {Network} network
 * @param {Numbers} inputs
 * @param {import('./targets.js').Target} target
 */
export function gradientOf(network, inputs, target) {
  const { layers } = network.forward(inputs), last = layerOf(network, target);
  /** @type {Float64Array} */
  let slopes = layers[last].sums.map((_, node) => (node === target.node ? 1 : 0));
  if (target.of === 'value') slopes = network.layers[last].function.pullBack(slopes, layers[last].sums, layers[last].values);
  for (let i = last; i > 0; i--)
    slopes = network.layers[i - 1].function.pullBack(network.layers[i].carryBack(slopes), layers[i - 1].sums, layers[i - 1].values);
  return network.layers[0].carryBack(slopes);
}

/**
 * Calls for each input that differs, with the forward pass in which it alone has been moved. Of the first layer only what changes is
 * computed: one product for each node.
 * @param {Network} network
 * @param {Numbers} from
 * @param {Numbers} to
 * @param {(input: number, layers: import('./network.js').Pass['layers']) => void} visit
 */
function moveEach(network, from, to, visit) {
  const [first] = network.layers, start = first.sums(from);
  for (let input = 0; input < from.length; input++) {
    const change = to[input] - from[input];
    if (change === 0) continue;
    visit(input, network.passFrom(start.map((sum, node) => sum + first.weights[node * first.inputs + input] * change)));
  }
}

/**
 * @param {Network} network
 * @param {Numbers} from
 * @param {Numbers} to
 * @param {(layers: import('./network.js').Pass['layers']) => number} share
 */
function mapOf(network, from, to, share) {
  const map = new Float64Array(from.length);
  moveEach(network, from, to, (input, layers) => { map[input] = share(layers); });
  return map;
}

/**
 * @param {Network} network
 * @param {Numbers} from
 * @param {Numbers} to
 * @param {1 | -1} sign
 * @returns {LayerMaps[]}
 */
function mapsOfMoves(network, from, to, sign) {
  const before = network.forward(from).layers, count = from.length;
  const maps = network.layers.map(({ nodes }) => ({ sums: new Float64Array(nodes * count), values: new Float64Array(nodes * count) }));
  moveEach(network, from, to, (input, layers) => layers.forEach(({ sums, values }, i) => {
    for (let node = 0; node < sums.length; node++) {
      maps[i].sums[node * count + input] = sign * (sums[node] - before[i].sums[node]);
      maps[i].values[node * count + input] = sign * (values[node] - before[i].values[node]);
    }
  }));
  return maps;
}
