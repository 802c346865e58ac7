// The network itself: its inputs as a picture, its hidden nodes as a wall, its outputs as bars, and what passes between them as lines.

import { SIDE } from '../Engine/picture.js';
import { ColorTable } from '../Elements/color-table.js';
import { inkColors } from '../Elements/digit-picture.js';
import { short, whole } from '../Elements/numbers.js';
import { ConnectionLines } from '../Elements/connection-lines.js';
import { HIDDEN, isSame, OUTPUT } from './look.js';
import { NodeWall } from '../Elements/node-wall.js';
import { OutputList } from '../Elements/output-list.js';
import { partOf } from '../Elements/page-parts.js';
import { PixelPicture } from '../Elements/pixel-picture.js';
import { weightName } from './weight-view.js';

/**
 * @typedef {import('./look.js').Look} Look
 * @typedef {import('../Engine/network.js').Network} Network
 *
 * What is called with what the reader clicks.
 * @typedef {object} Choices
 * @property {(pixel: number) => void} pixel
 * @property {(node: import('./look.js').Place) => void} node
 * @property {(connection: import('../Elements/connection-lines.js').Connection) => void} connection
 */

/** Weights are coloured up to here; a few are larger at the end of the training. */
const MOST = 0.5;

export class GlassView {
  #root;
  #ink;
  #colors;
  #inputs;
  #weights;
  #wall;
  #outputs;
  #lines;
  /** @type {Look | null} */
  #look = null;

  /**
   * @param {ShadowRoot} root
   * @param {Network} network
   * @param {import('../Elements/theme.js').InstrumentColors} colors
   * @param {Choices} choices
   */
  constructor(root, { layers }, colors, choices) {
    this.#root = root;
    this.#ink = inkColors(colors.ink);
    this.#colors = new ColorTable(colors.diverging);
    // Lines begin on the picture; pixels below them can be clicked all the same.
    this.#inputs = new PixelPicture(partOf(root, 'inputs', HTMLCanvasElement), choices.pixel, this.#part('pixels'));
    this.#weights = new PixelPicture(partOf(root, 'weights', HTMLCanvasElement), choices.pixel);
    const { nodes } = layers[HIDDEN];
    this.#wall = new NodeWall(partOf(root, 'wall', HTMLElement), nodes, this.#colors, MOST, node => choices.node({ layer: HIDDEN, node }));
    this.#outputs = new OutputList(partOf(root, 'outputs', HTMLElement), layers[OUTPUT].nodes,
      node => choices.node({ layer: OUTPUT, node }));
    this.#lines = new ConnectionLines(partOf(root, 'lines', SVGElement), choices.connection);
    this.#part('wall-name').textContent = `${whole(nodes)} hidden nodes, each as the picture of its weights`;
    this.#part('scale-low').textContent = short(-MOST);
    this.#part('scale-high').textContent = short(MOST);
    this.#part('ramp').style.background = `linear-gradient(to right, ${colors.diverging.join()})`;
    // In the next frame: what is observed may not change while it is.
    new ResizeObserver(() => requestAnimationFrame(() => this.#showLines())).observe(this.#part('glass'));
  }

  /** @param {Uint8Array | null} pixels */
  showInputs(pixels) {
    this.#inputs.show(image => image.forEach((_, i) => { image[i] = this.#ink[pixels ? pixels[i] : 0]; }));
  }

  /** @param {Network} network */
  showWeights({ layers }) { this.#wall.showWeights(layers[HIDDEN].weights); }

  /** @param {Look} look */
  showPass({ pass, network, winner }) {
    const [hidden, outputs] = network.layers.map(({ nodes }, layer) => pass?.layers[layer].values ?? new Float64Array(nodes));
    this.#wall.light(hidden);
    this.#outputs.show(outputs, winner);
  }

  /** @param {Look} look */
  showChoice(look) {
    const { node: { layer, node }, unfolded, hidden, network } = look;
    this.#look = look;
    this.#wall.mark(layer === HIDDEN ? node : null,
      new Map(layer === OUTPUT ? unfolded?.products.map(({ input, product }) => [input, product]) : []));
    this.#outputs.mark(layer === OUTPUT ? node : null);
    const { weights } = network.layers[HIDDEN], size = SIDE * SIDE;
    this.#weights.show(image => this.#colors.paint(image, { width: SIDE, left: 0, top: 0, side: SIDE },
      weights.subarray(hidden * size, (hidden + 1) * size), { from: 0, most: MOST }));
    this.#part('weights-name').textContent = `wih[${hidden}, ·]`;
    this.#showLines();
  }

  #showLines() {
    const look = this.#look;
    if (!look) return;
    const { passing, connection: shown } = look;
    const most = [HIDDEN, OUTPUT].map(layer => Math.max(1e-9, ...passing.map(({ connection, product }) =>
      (connection.layer === layer ? Math.abs(product) : 0))));
    this.#lines.show(passing.map(({ connection, product }) => {
      const { layer, node, input } = connection;
      return {
        connection, push: product / most[layer], isChosen: isSame(connection, shown),
        from: layer === HIDDEN ? this.#inputs.middleOf(input) : this.#wall.middleOf(input),
        to: layer === HIDDEN ? this.#wall.middleOf(node) : this.#outputs.middleOf(node),
        name: `${weightName(connection)}, product ${short(product, 4)}`,
      };
    }));
  }

  /** @param {string} id */
  #part(id) { return partOf(this.#root, id, HTMLElement); }
}
