// The networks' hidden nodes: a wall for each network, of which one is seen.

import { ColorTable } from '../Elements/color-table.js';
import { NodeWall } from '../Elements/node-wall.js';
import { added } from '../Elements/page-parts.js';
import { HIDDEN } from './sight.js';

/** This share of the weights is within the colours' ends. */
const WITHIN = 0.998;

export class GlassWalls {
  #walls;
  #shown = 0;

  /**
   * @param {HTMLElement} place
   * @param {import('../Engine/network.js').Network[]} networks
   * @param {string[]} colors Of the weights.
   * @param {(node: number) => void} choose
   */
  constructor(place, networks, colors, choose) {
    const table = new ColorTable(colors);
    this.#walls = networks.map(({ layers }) => {
      const { weights, nodes } = layers[HIDDEN], most = sizeWithin(weights), element = added(place, 'div', 'wall');
      element.setAttribute('role', 'group');
      element.setAttribute('aria-labelledby', 'wall-name');
      const wall = new NodeWall(element, nodes, table, most, choose);
      wall.showWeights(weights);
      return { element, wall, most };
    });
    this.show(0);
  }

  /** @param {number} number Of the network. */
  show(number) {
    this.#shown = number;
    this.#walls.forEach(({ element }, i) => element.classList.toggle('away', i !== number));
  }

  /** The wall that is seen. */
  get wall() { return this.#walls[this.#shown].wall; }

  /** The weight that has the last colour in it. */
  get most() { return this.#walls[this.#shown].most; }
}

/** @param {ArrayLike<number>} weights */
function sizeWithin(weights) {
  const sizes = Float64Array.from(weights, Math.abs).sort();
  return sizes[Math.floor(WITHIN * (sizes.length - 1))];
}
