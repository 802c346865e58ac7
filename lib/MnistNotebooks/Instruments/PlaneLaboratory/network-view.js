// The network, layer beside layer: of every node a picture of what it gives over the plane, and lines between them as thick as the
// weights. A picture that is pointed at, or reached by the keyboard, is shown large; one that is pressed stays.

import { added } from '../Elements/page-parts.js';
import { MAP_SIDE } from './node-maps.js';

/**
 * A node; layer 0 is that of the inputs.
 * @typedef {{ layer: number, node: number }} NodePlace
 */

const INPUT_NAMES = ['x', 'y'];

// In pixels: a weight of 1 is as thick as that, and none is thicker than the other.
const THICKNESS = 1.5, THICKEST = 8, THINNEST = 0.2;

export class NetworkView {
  #place;
  #lines;
  #looked;
  /** @type {HTMLButtonElement[][]} */
  #buttons = [];
  /** @type {NodePlace | null} */
  #pointed = null;
  /** @type {NodePlace | null} */
  #pressed = null;
  /** @type {import('../Engine/network.js').Network | null} */
  #network = null;

  /**
   * @param {HTMLElement} place Gets a column of pictures for each layer.
   * @param {HTMLCanvasElement} lines Lies behind it.
   * @param {() => void} looked Called when another node is to be shown.
   */
  constructor(place, lines, looked) {
    this.#place = place;
    this.#lines = lines;
    this.#looked = looked;
    place.addEventListener('keydown', event => this.#move(event));
    new ResizeObserver(() => this.#drawLines()).observe(place);
  }

  /** The node that is to be shown large, if any. */
  get shown() { return this.#pointed ?? this.#pressed; }

  /**
   * A network of other layers.
   * @param {number[]} nodes Of each layer, the inputs first.
   */
  build(nodes) {
    if (nodes.join() === this.#buttons.map(({ length }) => length).join()) return;
    this.#pointed = this.#pressed = null;
    this.#place.replaceChildren();
    this.#buttons = nodes.map((count, layer) => {
      const column = added(this.#place, 'div', 'column');
      added(column, 'span', 'layer', layerName(layer, nodes.length));
      return Array.from({ length: count }, (_, node) => this.#button(column, { layer, node }, nodeName({ layer, node }, nodes.length)));
    });
    this.#reach(this.#buttons[0][0]);
  }

  /**
   * @param {import('../Engine/network.js').Network} network
   * @param {ImageData[][]} images Of each layer's nodes, the inputs first.
   */
  show(network, images) {
    this.#network = network;
    this.#buttons.forEach((buttons, layer) => buttons.forEach((button, node) =>
      /** @type {HTMLCanvasElement} */ (button.firstElementChild).getContext('2d')?.putImageData(images[layer][node], 0, 0)));
    this.#drawLines();
  }

  /**
   * @param {Element} column
   * @param {NodePlace} place
   * @param {string} name
   */
  #button(column, place, name) {
    const button = added(column, 'button', 'node'), canvas = added(button, 'canvas');
    button.type = 'button';
    button.title = name;
    button.tabIndex = -1;
    button.setAttribute('aria-label', name);
    button.setAttribute('aria-describedby', 'shown');
    button.setAttribute('aria-pressed', 'false');
    Object.assign(canvas, { width: MAP_SIDE, height: MAP_SIDE });
    button.addEventListener('pointerenter', event => { if (event.pointerType !== 'touch') this.#point(place); });
    button.addEventListener('pointerleave', () => this.#point(null));
    button.addEventListener('focus', () => {
      this.#reach(button);
      if (button.matches(':focus-visible')) this.#point(place);
    });
    button.addEventListener('blur', () => this.#point(null));
    button.addEventListener('click', () => this.#press(place));
    return button;
  }

  /** @param {NodePlace | null} place */
  #point(place) {
    this.#pointed = place;
    this.#looked();
  }

  /** @param {NodePlace | null} place Pressed once more it is released. */
  #press(place) {
    this.#pressed = place && this.#pressed?.layer === place.layer && this.#pressed.node === place.node ? null : place;
    this.#buttons.forEach((buttons, layer) => buttons.forEach((button, node) =>
      button.setAttribute('aria-pressed', String(layer === this.#pressed?.layer && node === this.#pressed.node))));
    this.#looked();
  }

  /** @param {HTMLButtonElement} reached The one stop for Tab. */
  #reach(reached) { for (const button of this.#buttons.flat()) button.tabIndex = button === reached ? 0 : -1; }

  /**
   * Arrow keys go up and down a layer, and from layer to layer.
   * @param {KeyboardEvent} event
   */
  #move(event) {
    /** @type {Record<string, [number, number]>} */
    const ways = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const way = ways[event.key], layer = this.#buttons.findIndex(buttons => buttons.some(button => button === event.target));
    if (event.key === 'Escape') this.#press(null);
    if (!way || layer < 0) return;
    event.preventDefault();
    const node = this.#buttons[layer].findIndex(button => button === event.target) + way[1], column = this.#buttons[layer + way[0]];
    column?.[Math.min(node, column.length - 1)]?.focus();
  }

  #drawLines() {
    const canvas = this.#lines, context = canvas.getContext('2d'), { clientWidth: width, clientHeight: height } = canvas;
    if (!context || !this.#network || width === 0) return;
    const scale = devicePixelRatio, pixels = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) [canvas.width, canvas.height] = pixels;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const { left, top } = canvas.getBoundingClientRect();
    const boxes = this.#buttons.map(buttons => buttons.map(button => button.getBoundingClientRect()));
    const style = getComputedStyle(canvas), up = style.getPropertyValue('--positive'), down = style.getPropertyValue('--negative');
    this.#network.layers.forEach(({ weights, inputs }, layer) => weights.forEach((weight, i) => {
      const from = boxes[layer][i % inputs], to = boxes[layer + 1][Math.floor(i / inputs)];
      context.beginPath();
      context.moveTo(from.right - left, from.top + from.height / 2 - top);
      context.lineTo(to.left - left, to.top + to.height / 2 - top);
      context.strokeStyle = weight < 0 ? down : up;
      context.lineWidth = Math.min(THICKEST, Math.max(THINNEST, THICKNESS * Math.abs(weight)));
      context.stroke();
    }));
  }
}

/**
 * @param {number} layer
 * @param {number} count Layers, with that of the inputs.
 */
function layerName(layer, count) { return layer === 0 ? 'inputs' : layer === count - 1 ? 'outputs' : `layer ${layer}`; }

/**
 * @param {NodePlace} place
 * @param {number} count Layers, with that of the inputs.
 */
export function nodeName({ layer, node }, count) {
  return layer === 0 ? `input ${INPUT_NAMES[node]}` : layer === count - 1 ? `output ${node}` : `layer ${layer}, node ${node}`;
}
