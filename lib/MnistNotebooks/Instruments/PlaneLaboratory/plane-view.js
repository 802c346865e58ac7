// The plane: what the network answers there, or what one of its nodes gives, and over it the points.

import { MAP_SIDE } from './node-maps.js';
import { drawCross, drawPoint } from './point-marks.js';

/**
 * @typedef {import('./own-points.js').Point} Point
 *
 * What lies over the map.
 * @typedef {object} Overlay
 * @property {import('./point-sets.js').PointSet} points
 * @property {boolean[]} learnedRight Which of the learned points are right; the others are crossed out.
 * @property {boolean[]} unseenRight
 * @property {[number, number, number] | null} line Where a · x + b · y + c is 0.
 * @property {{ x: number, y: number } | null} cursor Where the next point would be set by a key.
 */

const LEAST_RADIUS = 3.4, SHARE_OF_SIDE = 0.0115, TEXT = 13, TICKS = [-0.5, 0, 0.5], NAME_AT = 0.75;

export class PlaneView {
  #map;
  #overlay;
  #colors;
  /** @type {Overlay | null} */
  #shown = null;

  /**
   * @param {HTMLCanvasElement} map
   * @param {HTMLCanvasElement} overlay Lies over it.
   * @param {string[]} colors Of the classes.
   */
  constructor(map, overlay, colors) {
    Object.assign(map, { width: MAP_SIDE, height: MAP_SIDE });
    this.#map = map;
    this.#overlay = overlay;
    this.#colors = colors;
    new ResizeObserver(() => { if (this.#shown) this.#draw(this.#shown); }).observe(overlay);
  }

  /**
   * @param {ImageData} image
   * @param {Overlay} overlay
   */
  show(image, overlay) {
    this.#map.getContext('2d')?.putImageData(image, 0, 0);
    this.#shown = overlay;
    this.#draw(overlay);
  }

  /**
   * Where in the plane a place of the window is.
   * @param {{ clientX: number, clientY: number }} place
   * @param {number} reach
   */
  placeAt({ clientX, clientY }, reach) {
    const { left, top, width, height } = this.#overlay.getBoundingClientRect();
    return { x: (2 * (clientX - left) / width - 1) * reach, y: (1 - 2 * (clientY - top) / height) * reach };
  }

  /** @param {Overlay} overlay */
  #draw({ points, learnedRight, unseenRight, line, cursor }) {
    const context = this.#overlay.getContext('2d'), side = this.#overlay.clientWidth, scale = devicePixelRatio, { reach } = points;
    if (!context || side === 0) return;
    const pixels = Math.round(side * scale), radius = Math.max(LEAST_RADIUS, SHARE_OF_SIDE * side);
    if (this.#overlay.width !== pixels) Object.assign(this.#overlay, { width: pixels, height: pixels });
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, side, side);
    const at = (/** @type {{ x: number, y: number }} */ { x, y }) => ({ x: (x / reach + 1) * side / 2, y: (1 - y / reach) * side / 2 });
    drawAxes(context, side, at);
    if (line) drawLine(context, line, reach, at);
    const draw = (/** @type {Point} */ point, /** @type {boolean} */ isUnseen) =>
      drawPoint(context, { ...at(point), label: point.label }, { color: this.#colors[point.label], radius, isUnseen });
    points.learned.forEach(point => draw(point, false));
    points.unseen.forEach(point => draw(point, true));
    points.learned.forEach((point, i) => { if (!learnedRight[i]) drawCross(context, at(point), radius); });
    points.unseen.forEach((point, i) => { if (!unseenRight[i]) drawCross(context, at(point), radius); });
    if (cursor) drawCursor(context, at(cursor), 2.4 * radius);
  }
}

/**
 * Ticks, and the names of the inputs.
 * @param {CanvasRenderingContext2D} context
 * @param {number} side
 * @param {(place: { x: number, y: number }) => { x: number, y: number }} at
 */
function drawAxes(context, side, at) {
  context.font = `${TEXT}px system-ui, sans-serif`;
  context.fillStyle = '#000000';
  for (const value of TICKS) {
    const { x, y } = at({ x: value, y: value }), text = String(value).replace('-', '−');
    context.fillRect(x - 0.5, side - 5, 1, 5);
    context.fillRect(0, y - 0.5, 5, 1);
    write(context, text, x, side - 8, 'center');
    write(context, text, 8, y + TEXT / 3, 'left');
  }
  write(context, 'x', at({ x: NAME_AT, y: 0 }).x, side - 8, 'center');
  write(context, 'y', 8, at({ x: 0, y: NAME_AT }).y, 'left');
}

/**
 * Black with a white edge, to be read on any colour.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {CanvasTextAlign} align
 */
function write(context, text, x, y, align) {
  context.textAlign = align;
  context.strokeStyle = '#ffffff';
  context.lineWidth = 3;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number, number]} line
 * @param {number} reach
 * @param {(place: { x: number, y: number }) => { x: number, y: number }} at
 */
function drawLine(context, [a, b, c], reach, at) {
  const length = Math.hypot(a, b), far = 3 * reach;
  if (length === 0) return;
  // The point of the line nearest to the middle, and from there far along it both ways.
  const x = -a * c / length ** 2, y = -b * c / length ** 2;
  const [from, to] = [-far, far].map(way => at({ x: x - way * b / length, y: y + way * a / length }));
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.strokeStyle = '#000000';
  context.lineWidth = 2;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ x: number, y: number }} place
 * @param {number} size
 */
function drawCursor(context, { x, y }, size) {
  context.beginPath();
  context.moveTo(x - size, y);
  context.lineTo(x + size, y);
  context.moveTo(x, y - size);
  context.lineTo(x, y + size);
  for (const [color, width] of /** @type {const} */ ([['#ffffff', 5], ['#0b5cad', 2.5]])) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  }
}
