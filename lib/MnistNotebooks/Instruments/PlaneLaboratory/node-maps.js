// What every node gives everywhere in the plane: a map for each. A layer's maps are sums of the maps of the layer before, each times a
// weight, which then pass through the activation.

/** Cells of a map from left to right, and from top to bottom. */
export const MAP_SIDE = 60;

/**
 * The maps of all layers, the two inputs' first: for each node a number for each cell, row by row, the upper edge first.
 * @param {import('../Engine/network.js').Network} network
 * @param {number} reach How far the plane is shown to each side of the middle.
 */
export function nodeMaps(network, reach) {
  /** @type {Float64Array[][]} */
  const layers = [inputMaps(reach)];
  for (const layer of network.layers) {
    const sums = sumMaps(layer, layers[layers.length - 1]);
    layers.push(layer.activation === 'softmax' ? softmaxMaps(sums) : sums.map(map => layer.function.apply(map)));
  }
  return layers;
}

/** @param {number} reach */
function inputMaps(reach) {
  const step = 2 * reach / MAP_SIDE, from = step / 2 - reach;
  const map = (/** @type {(cell: number) => number} */ value) => Float64Array.from({ length: MAP_SIDE ** 2 }, (_, cell) => value(cell));
  return [map(cell => from + step * (cell % MAP_SIDE)), map(cell => -from - step * Math.floor(cell / MAP_SIDE))];
}

/**
 * @param {import('../Engine/network.js').Layer} layer
 * @param {Float64Array[]} maps Of the layer before.
 */
function sumMaps({ nodes, inputs, weights, biases }, maps) {
  return Array.from({ length: nodes }, (_, node) => {
    const sums = new Float64Array(MAP_SIDE ** 2).fill(biases ? biases[node] : 0);
    maps.forEach((map, input) => {
      const weight = weights[node * inputs + input];
      for (let cell = 0; cell < map.length; cell++) sums[cell] += weight * map[cell];
    });
    return sums;
  });
}

/**
 * Softmax, which looks at all nodes of a layer together: in each cell e to the power of every sum, divided by what these add up to.
 * @param {Float64Array[]} maps
 */
function softmaxMaps(maps) {
  for (let cell = 0; cell < MAP_SIDE ** 2; cell++) {
    // The largest power becomes 1, which changes no quotient and keeps eˣ from overflowing.
    let largest = -Infinity, total = 0;
    for (const map of maps) largest = Math.max(largest, map[cell]);
    for (const map of maps) total += map[cell] = Math.exp(map[cell] - largest);
    for (const map of maps) map[cell] /= total;
  }
  return maps;
}
