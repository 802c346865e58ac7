// The networks' hidden nodes: for each network a wall for each of its hidden layers. One network is seen.

import { onePixelMaps } from '../Engine/maps.js';
import { Network } from '../Engine/network.js';
import { ColorTable } from '../Elements/color-table.js';
import { NodeWall } from '../Elements/node-wall.js';
import { short, whole } from '../Elements/numbers.js';
import { added } from '../Elements/page-parts.js';
import { hiddenName } from './sight.js';

/** This share of the weights is within the colours' ends. */
const WITHIN = 0.998;

/** @typedef {import('../Engine/activations.js').Numbers} Numbers */

export class GlassWalls {
  #networks;
  #shown = 0;

  /**
   * @param {HTMLElement} place
   * @param {Network[]} networks
   * @param {string[]} colors Of the weights, low to high.
   * @param {(place: import('./sight.js').Place) => void} choose
   */
  constructor(place, networks, colors, choose) {
    const table = new ColorTable(colors);
    this.#networks = networks.map(network => {
      const element = added(place, 'div', 'layers'), layers = picturesOf(network);
      return { element, walls: layers.map((pictures, layer) => {
        const nodes = network.layers[layer].nodes, most = sizeWithin(pictures), part = added(element, 'div', 'layer');
        const [name, what] = wordsOf(nodes, layer, layers.length);
        added(part, 'p', 'name', name);
        const inner = added(part, 'div', 'wall');
        inner.setAttribute('role', 'group');
        inner.setAttribute('aria-label', `${name}: ${what}`);
        const wall = new NodeWall(inner, nodes, table, most, node => choose({ layer, node }),
          node => hiddenName({ layer, node }, layers.length));
        wall.showWeights(pictures);
        addScale(part, most, colors, what);
        return wall;
      }) };
    });
    this.show(0);
  }

  /** @param {number} number Of the network. */
  show(number) {
    this.#shown = number;
    this.#networks.forEach(({ element }, i) => element.classList.toggle('away', i !== number));
  }

  /** The walls that are seen, one for each hidden layer. */
  get walls() { return this.#networks[this.#shown].walls; }
}

/**
 * What each hidden node answers to, by layers: one inked pixel after the other on paper, and how far the node's sum rises. In the first
 * layer that is the weight, in parts of the ink that an input has, so there the weights themselves are shown.
 * @param {Network} network
 * @returns {Numbers[]}
 */
function picturesOf({ layers, scale }) {
  const hidden = layers.slice(0, -1), [first] = hidden;
  if (hidden.length === 1) return [first.weights];
  const network = new Network({ layers: hidden, scale }), ink = new Uint8Array(first.inputs).fill(255);
  const maps = onePixelMaps(network, network.inputsOf(ink));
  return hidden.map((_, layer) => (layer === 0 ? first.weights : maps[layer].sums));
}

/**
 * A wall's name, and what its colours mean. Below the first of two walls there is room for more.
 * @param {number} nodes
 * @param {number} layer
 * @param {number} layers
 */
function wordsOf(nodes, layer, layers) {
  if (layers === 1) return [`${whole(nodes)} hidden nodes, each as the picture of its weights`, 'weights, as bright as the output'];
  return [`Hidden layer ${layer + 1}: ${whole(nodes)} nodes`,
    layer === 0 ? 'weights; each node as bright as its output' : 'rise by one pixel'];
}

/**
 * @param {HTMLElement} part
 * @param {number} most
 * @param {string[]} colors
 * @param {string} what
 */
function addScale(part, most, colors, what) {
  const scale = added(part, 'p', 'scale small');
  added(scale, 'span', '', short(-most));
  added(scale, 'span', 'ramp').style.background = `linear-gradient(to right, ${colors.join()})`;
  added(scale, 'span', '', short(most));
  added(scale, 'span', 'soft', what);
}

/** @param {ArrayLike<number>} weights */
function sizeWithin(weights) {
  const sizes = Float64Array.from(weights, Math.abs).sort();
  return sizes[Math.floor(WITHIN * (sizes.length - 1))];
}
