// The wall of hidden nodes: of each the weights from the 784 pixels, as a picture. All have one scale, so that they can be compared.

import { ColorTable } from '../Elements/color-table.js';
import { short, whole } from '../Elements/numbers.js';

const SIDE = 28, GAP = 2, LARGEST = 5;

// The scale ends at so many times the usual size of a weight: ended at the largest one, it would leave nearly all of them pale.
const END = 4;

export class Wall {
  #element;
  #canvas;
  #colors;
  #box;
  /** @type {ArrayLike<number>} */
  #weights = [];

  /**
   * @param {import('../Elements/element.js').InstrumentElement} element The canvas is in a box of a fixed size, which it fills as well as
   *   it can.
   */
  constructor(element) {
    const { diverging } = element.content.colors;
    this.#element = element;
    this.#canvas = element.canvas('wall');
    this.#colors = new ColorTable(diverging);
    this.#box = /** @type {HTMLElement} */ (this.#canvas.parentElement);
    element.find('ramp').style.background = `linear-gradient(to right, ${diverging.join()})`;
    new ResizeObserver(() => this.#paint(this.#weights)).observe(this.#box);
  }

  /**
   * @param {ArrayLike<number>} weights A row for each node.
   * @param {number} records Trained on so far.
   */
  show(weights, records) {
    const nodes = weights.length / (SIDE * SIDE), end = END * usual(weights);
    const when = records === 0 ? 'before training' : `after ${whole(records)} records`;
    this.#element.find('wall-name').textContent = `The weights of ${whole(nodes)} hidden ${nodes === 1 ? 'node' : 'nodes'} ${when}`;
    this.#element.find('least').textContent = `−${short(end)} and below`;
    this.#element.find('most').textContent = `${short(end)} and above`;
    this.#paint(weights);
  }

  /** @param {ArrayLike<number>} weights */
  #paint(weights) {
    this.#weights = weights;
    const nodes = weights.length / (SIDE * SIDE), { columns, rows, scale } = gridOf(nodes, this.#box);
    if (nodes === 0) return;
    const canvas = this.#canvas, width = columns * (SIDE + GAP) - GAP, height = rows * (SIDE + GAP) - GAP;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    Object.assign(canvas.style, {
      width: `${width * scale}px`, height: `${height * scale}px`, imageRendering: scale >= 1 ? 'pixelated' : 'auto',
    });
    const context = canvas.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height), pixels = new Uint32Array(image.data.buffer), end = END * usual(weights);
    for (let node = 0; node < nodes; node++) {
      const left = node % columns * (SIDE + GAP), top = Math.floor(node / columns) * (SIDE + GAP);
      this.#colors.paint(pixels, { width, left, top, side: SIDE }, weights, { from: node * SIDE * SIDE, most: end });
    }
    context.putImageData(image, 0, 0);
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
