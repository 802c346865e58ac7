// Accuracy by learning rate: a point for each run, with what chance may have moved it.

import { percent } from '../Elements/numbers.js';
import { Frame, sizeOf } from '../Elements/axes.js';

/**
 * @typedef {object} RatePoint
 * @property {number} rate
 * @property {number} accuracy
 * @property {number} chance Its standard error.
 * @property {string} color
 * @property {boolean} isPale
 */

export class Rates {
  #svg;
  /** @type {RatePoint[]} */
  #shown = [];

  /** @param {Element} svg */
  constructor(svg) {
    this.#svg = svg;
    new ResizeObserver(() => this.show(this.#shown)).observe(svg);
  }

  /** @param {RatePoint[]} points */
  show(points) {
    this.#shown = points;
    const size = sizeOf(this.#svg);
    if (size.width === 0) return;
    const least = Math.min(0.01, ...points.map(({ rate }) => rate)), most = Math.max(1, ...points.map(({ rate }) => rate));
    const frame = new Frame(size, 1.7 * size.text,
      { least: least / 1.5, most: most * 1.5, title: 'learning rate', ticks: powers(least, most), text: String, isLogarithmic: true },
      { least: 0, most: 1, ticks: [0, 0.25, 0.5, 0.75, 1], text: share => `${100 * share}\u00a0%` });
    const ordered = [...points].sort((a, b) => Number(b.isPale) - Number(a.isPale));
    this.#svg.innerHTML = frame.svg + ordered.map(point => markOf(point, frame)).join('');
  }
}

/**
 * @param {RatePoint} point
 * @param {Frame} frame
 */
function markOf({ rate, accuracy, chance, color, isPale }, frame) {
  const x = frame.x(rate), y = frame.y(accuracy);
  return `<g class="curve${isPale ? ' pale' : ''}" style="--color: ${color}"><title>rate ${rate}: ${percent(accuracy)}</title>
    <path d="M${x} ${frame.y(accuracy - chance)}V${frame.y(accuracy + chance)}"/><circle cx="${x}" cy="${y}" r="4.5"/></g>`;
}

/**
 * The powers of ten on an axis; between them 3, 30 …, where there is room.
 * @param {number} least
 * @param {number} most
 */
function powers(least, most) {
  const first = Math.floor(Math.log10(least) + 1e-9), last = Math.ceil(Math.log10(most) - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i)).flatMap(power => [power, 3 * power])
    .map(value => Number(value.toPrecision(2))).filter(value => value >= least && value <= most);
}
