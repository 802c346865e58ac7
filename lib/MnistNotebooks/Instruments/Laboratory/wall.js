// The wall of hidden nodes: of each the weights from the 784 pixels, as a picture. All have one scale, so that they can be compared.

import { ColorTable } from '../Elements/color-table.js';

const SIDE = 28, GAP = 2, LARGEST = 5;

// The scale ends at so many times the usual size of a weight: ended at the largest one, it would leave nearly all of them pale.
const END = 4;

export class Wall {
  #canvas;
  #colors;
  #box;
  /** @type {ArrayLike<number>} */
  #weights = [];

  /**
   * @param {HTMLCanvasElement} canvas In a box of a fixed size, which it fills as well as it can.
   * @param {string[]} colors Of the scale.
   */
  constructor(canvas, colors) {
    this.#canvas = canvas;
    this.#colors = new ColorTable(colors);
    this.#box = /** @type {HTMLElement} */ (canvas.parentElement);
    new ResizeObserver(() => this.show(this.#weights)).observe(this.#box);
  }

  /**
   * Shows the weights.
   * @param {ArrayLike<number>} weights A row for each node.
   * @returns {number} Where the scale ends: weights that are larger have the last colour too.
   */
  show(weights) {
    this.#weights = weights;
    const nodes = weights.length / (SIDE * SIDE), { columns, rows, scale } = gridOf(nodes, this.#box);
    if (nodes === 0) return 0;
    const canvas = this.#canvas, width = columns * (SIDE + GAP) - GAP, height = rows * (SIDE + GAP) - GAP;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    Object.assign(canvas.style, {
      width: `${width * scale}px`, height: `${height * scale}px`, imageRendering: scale >= 1 ? 'pixelated' : 'auto',
    });
    const context = canvas.getContext('2d');
    if (!context) return 0;
    const image = context.createImageData(width, height), pixels = new Uint32Array(image.data.buffer), most = END * usual(weights);
    for (let node = 0; node < nodes; node++) {
      const left = node % columns * (SIDE + GAP), top = Math.floor(node / columns) * (SIDE + GAP);
      this.#colors.paint(pixels, { width, left, top, side: SIDE }, weights, { from: node * SIDE * SIDE, most });
    }
    context.putImageData(image, 0, 0);
    return most;
  }
}

/**
 * In how many columns and rows the pictures are largest.
 * @param {number} nodes
 * @param {{ clientWidth: number, clientHeight: number }} box
 */
export function gridOf(nodes, { clientWidth, clientHeight }) {
  let best = { columns: 1, rows: nodes, scale: 0 };
  for (let columns = 1; columns <= nodes; columns++) {
    const rows = Math.ceil(nodes / columns);
    const scale = Math.min(LARGEST, (clientWidth + GAP) / (columns * (SIDE + GAP)), (clientHeight + GAP) / (rows * (SIDE + GAP)));
    if (scale > best.scale) best = { columns, rows, scale };
  }
  return best;
}

/**
 * The root of the mean square.
 * @param {ArrayLike<number>} values
 */
function usual(values) {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i] * values[i];
  return Math.sqrt(squares / values.length);
}
