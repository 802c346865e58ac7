// The hidden nodes side by side: each is the picture of its weights, as bright as its output. In front of every picture lies a button, so
// that mouse, finger and keyboard reach each node, and the browser finds out which one is meant.

import { SIDE } from '../Engine/picture.js';
import { added } from './page-parts.js';
import { fixed } from './numbers.js';
import { Roving } from './roving.js';

const CELL = SIDE + 2, NARROW = 440, COLUMNS = 20, NARROW_COLUMNS = 10;

/** So few nodes have larger pictures, with their numbers. */
const FEW = 20, FEW_COLUMNS = 5;

/** Behind the pictures. A node whose output is 0 is nearly as dark, but can be made out. */
const DARK = '#15181d', DIMMEST = 0.12;

export class NodeWall {
  #place;
  #canvas;
  /** The pictures at full brightness, one below the other. */
  #pictures = document.createElement('canvas');
  #colors;
  #most;
  #nameOf;
  #buttons;
  #roving;
  #columns = 0;
  /** @type {Float64Array} */
  #values;
  #reached = 0;

  /**
   * @param {HTMLElement} place
   * @param {number} nodes
   * @param {import('./color-table.js').ColorTable} colors
   * @param {number} most The weight that has the last colour.
   * @param {(node: number) => void} choose Called with the node that is clicked.
   * @param {(node: number) => string} [nameOf] What a node is called.
   */
  constructor(place, nodes, colors, most, choose, nameOf = node => `hidden node ${node}`) {
    this.#place = place;
    this.#values = new Float64Array(nodes);
    this.#canvas = added(place, 'canvas');
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.#colors = colors;
    this.#most = most;
    this.#nameOf = nameOf;
    this.#pictures.width = SIDE;
    this.#pictures.height = nodes * SIDE;
    this.#buttons = Array.from({ length: nodes }, (_, node) => this.#button(node, choose));
    this.#roving = new Roving(place);
    this.#roving.set(this.#buttons);
    // In the next frame: what is observed may not change while it is.
    new ResizeObserver(() => requestAnimationFrame(() => this.#arrange())).observe(place);
    this.#arrange();
  }

  /**
   * The pictures of other weights.
   * @param {import('../Engine/activations.js').Numbers} weights A row for each node.
   */
  showWeights(weights) {
    const context = contextOf(this.#pictures), image = context.createImageData(SIDE, this.#pictures.height);
    const pixels = new Uint32Array(image.data.buffer);
    for (let node = 0; node < this.#buttons.length; node++) {
      const place = { width: SIDE, left: 0, top: node * SIDE, side: SIDE };
      this.#colors.paint(pixels, place, weights, { from: node * SIDE * SIDE, most: this.#most });
    }
    context.putImageData(image, 0, 0);
  }

  /**
   * Lights the nodes.
   * @param {Float64Array} values Outputs, 0…1.
   */
  light(values) {
    this.#values = values;
    const context = contextOf(this.#canvas);
    context.globalAlpha = 1;
    context.fillStyle = DARK;
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    for (let node = 0; node < values.length; node++) {
      const x = node % this.#columns * CELL + 1, y = Math.floor(node / this.#columns) * CELL + 1;
      context.globalAlpha = DIMMEST + (1 - DIMMEST) * values[node];
      context.drawImage(this.#pictures, 0, node * SIDE, SIDE, SIDE, x, y, SIDE, SIDE);
    }
    this.#name(this.#reached);
  }

  /**
   * Marks the chosen node, and those that push something up or down.
   * @param {number | null} chosen
   * @param {Map<number, number>} pushes How strongly, by node.
   * @param {number[]} [silenced] Nodes that send nothing on.
   */
  mark(chosen, pushes, silenced = []) {
    this.#buttons.forEach((button, node) => {
      const push = pushes.get(node) ?? 0;
      button.className = `${push > 0 ? 'up' : push < 0 ? 'down' : ''}${silenced.includes(node) ? ' silent' : ''}`;
      button.setAttribute('aria-pressed', String(node === chosen));
    });
    if (chosen !== null) this.#reach(chosen);
  }

  /**
   * Where the middle of a node is in the window.
   * @param {number} node
   */
  middleOf(node) {
    const { left, top, width, height } = this.#place.getBoundingClientRect(), rows = this.#rows;
    const column = node % this.#columns, row = Math.floor(node / this.#columns);
    return { x: left + width * (column + 0.5) / this.#columns, y: top + height * (row + 0.5) / rows };
  }

  get #isFew() { return this.#values.length <= FEW; }

  get #rows() { return Math.ceil(this.#buttons.length / this.#columns); }

  /** As many columns as there is room for. */
  #arrange() {
    const columns = this.#isFew ? FEW_COLUMNS : this.#place.clientWidth < NARROW ? NARROW_COLUMNS : COLUMNS;
    if (columns === this.#columns) return;
    this.#columns = columns;
    this.#canvas.width = columns * CELL;
    this.#canvas.height = this.#rows * CELL;
    this.#place.style.setProperty('--columns', String(columns));
    this.light(this.#values);
  }

  /**
   * @param {number} node
   * @param {(node: number) => void} choose
   */
  #button(node, choose) {
    const button = added(this.#place, 'button');
    button.type = 'button';
    button.title = this.#nameOf(node);
    if (this.#isFew) added(button, 'span', 'number', String(node));
    button.addEventListener('focus', () => this.#reach(node));
    button.addEventListener('click', () => choose(node));
    return button;
  }

  /** @param {number} node Comes next by Tab. */
  #reach(node) {
    this.#roving.reach(node);
    this.#reached = node;
    this.#name(node);
  }

  /** @param {number} node Its name for screen readers tells its output. */
  #name(node) { this.#buttons[node]?.setAttribute('aria-label', `${this.#nameOf(node)}, output ${fixed(this.#values[node])}`); }
}

/** @param {HTMLCanvasElement} canvas */
function contextOf(canvas) {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no canvas to draw on.');
  return context;
}
