// A figure of curves over the course of a training, in SVG, some of them strong and others pale, each with its name at its end.

import { whole } from './numbers.js';
import { Frame, roundTicks, sizeOf } from './axes.js';

/**
 * @typedef {object} Curve
 * @property {[number, number][]} points
 * @property {string} color
 * @property {boolean} isPale
 * @property {string} name Shown at its end; may be empty.
 */

// In heights of the text. A name stands behind a piece of its curve.
const PIECE = 1.6, HEIGHT_OF_A_NAME = 1.15, WIDTH_OF_A_LETTER = 0.51, HALF_A_NUMBER = 1.7;

// Of the width of the figure.
const MOST_OF_NAMES = 0.38;

export class Curves {
  #svg;
  #xTitle;
  #yText;
  /** @type {[Curve[], { x: number, y: number }]} */
  #shown = [[], { x: 1, y: 1 }];

  /**
   * @param {Element} svg
   * @param {string} xTitle Of the horizontal axis, whose numbers are whole.
   * @param {(value: number) => string} yText Numbers of the vertical axis.
   */
  constructor(svg, xTitle, yText) {
    this.#svg = svg;
    this.#xTitle = xTitle;
    this.#yText = yText;
    new ResizeObserver(() => this.show(...this.#shown)).observe(svg);
  }

  /**
   * @param {Curve[]} curves
   * @param {{ x: number, y: number }} most Where the axes end.
   */
  show(curves, most) {
    this.#shown = [curves, most];
    const size = sizeOf(this.#svg), named = curves.filter(({ name, points }) => name && points.length > 0);
    if (size.width === 0) return;
    const longest = Math.max(0, ...named.map(({ name }) => name.length * WIDTH_OF_A_LETTER + PIECE + 0.2));
    const frame = new Frame(size, Math.min(Math.max(longest, HALF_A_NUMBER) * size.text, MOST_OF_NAMES * size.width),
      { least: 0, most: most.x, title: this.#xTitle, ticks: roundTicks(most.x), text: whole },
      { least: 0, most: most.y, ticks: roundTicks(most.y), text: this.#yText });
    // The strong ones over the pale ones.
    const ordered = [...curves].sort((a, b) => Number(b.isPale) - Number(a.isPale));
    this.#svg.innerHTML = frame.svg + ordered.map(curve => lineOf(curve, frame)).join('') + namesOf(named, frame, size);
  }
}

/**
 * @param {Curve} curve
 * @param {Frame} frame
 */
function lineOf({ points, color, isPale }, frame) {
  if (points.length === 0) return '';
  const places = points.map(([x, y]) => `${frame.x(x).toFixed(1)},${frame.y(y).toFixed(1)}`);
  const [last] = places.slice(-1), [x, y] = last.split(',');
  return `<g class="curve${isPale ? ' pale' : ''}" style="--color: ${color}">
    <polyline points="${places.join(' ')}"/><circle cx="${x}" cy="${y}" r="3.5"/></g>`;
}

/**
 * Names beside the ends of their curves, moved so that none covers another.
 * @param {Curve[]} named
 * @param {Frame} frame
 * @param {import('../Elements/axes.js').Size} size
 */
function namesOf(named, frame, { width, text: height }) {
  const most = Math.floor(((width - frame.right) / height - PIECE) / WIDTH_OF_A_LETTER), step = HEIGHT_OF_A_NAME * height;
  const texts = named.map(({ name, points, color, isPale }) =>
    ({ name: name.length > most ? `${name.slice(0, most - 1)}…` : name, y: frame.y(points[points.length - 1][1]), color, isPale }))
    .sort((a, b) => a.y - b.y);
  texts.forEach((text, i) => { if (i > 0) text.y = Math.max(text.y, texts[i - 1].y + step); });
  for (let i = texts.length - 1, below = frame.bottom; i >= 0; i--, below -= step) texts[i].y = Math.min(texts[i].y, below);
  return texts.map(({ name, y, color, isPale }) =>
    `<g class="curve${isPale ? ' pale' : ''}" style="--color: ${color}"><path d="M${frame.right + 0.6 * height} ${y}h${0.7 * height}"/>
      <text x="${frame.right + PIECE * height}" y="${y + 0.36 * height}">${name}</text></g>`).join('');
}
