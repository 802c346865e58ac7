// A figure of curves over the records seen, in SVG: the runs of the last press strong, the earlier ones pale, each with its name at its
// end.

import { whole } from '../Elements/numbers.js';
import { Frame, roundTicks } from './axes.js';

/**
 * @typedef {object} Curve
 * @property {[number, number][]} points
 * @property {string} color
 * @property {boolean} isPale
 * @property {string} name Shown at its end; may be empty.
 */

// In pixels. A name stands behind a piece of its curve.
const NAME = 22, HEIGHT_OF_A_NAME = 16, WIDTH_OF_A_LETTER = 7.1, MOST_OF_NAMES = 0.38, ROOM_FOR_HALF_A_NUMBER = 24;

export class Curves {
  #svg;
  #yText;
  /** @type {[Curve[], { x: number, y: number }]} */
  #shown = [[], { x: 1, y: 1 }];

  /**
   * @param {Element} svg
   * @param {(value: number) => string} yText Numbers of the vertical axis.
   */
  constructor(svg, yText) {
    this.#svg = svg;
    this.#yText = yText;
    new ResizeObserver(() => this.show(...this.#shown)).observe(svg);
  }

  /**
   * @param {Curve[]} curves
   * @param {{ x: number, y: number }} most Where the axes end.
   */
  show(curves, most) {
    this.#shown = [curves, most];
    const { clientWidth: width, clientHeight: height } = this.#svg, named = curves.filter(({ name, points }) => name && points.length > 0);
    if (width === 0) return;
    const longest = Math.max(0, ...named.map(({ name }) => name.length)) * WIDTH_OF_A_LETTER + NAME + 2;
    const frame = new Frame({ width, height, right: Math.min(Math.max(longest, ROOM_FOR_HALF_A_NUMBER), MOST_OF_NAMES * width) },
      { least: 0, most: most.x, title: 'records seen', ticks: roundTicks(most.x), text: whole },
      { least: 0, most: most.y, ticks: roundTicks(most.y), text: this.#yText });
    // The strong ones over the pale ones.
    const ordered = [...curves].sort((a, b) => Number(b.isPale) - Number(a.isPale));
    this.#svg.innerHTML = frame.svg + ordered.map(curve => lineOf(curve, frame)).join('') + namesOf(named, frame, width);
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
 * @param {number} width
 */
function namesOf(named, frame, width) {
  const most = Math.floor((width - frame.right - NAME) / WIDTH_OF_A_LETTER);
  const texts = named.map(({ name, points, color, isPale }) =>
    ({ name: name.length > most ? `${name.slice(0, most - 1)}…` : name, y: frame.y(points[points.length - 1][1]), color, isPale }))
    .sort((a, b) => a.y - b.y);
  texts.forEach((text, i) => { if (i > 0) text.y = Math.max(text.y, texts[i - 1].y + HEIGHT_OF_A_NAME); });
  for (let i = texts.length - 1, below = frame.bottom; i >= 0; i--, below -= HEIGHT_OF_A_NAME) texts[i].y = Math.min(texts[i].y, below);
  return texts.map(({ name, y, color, isPale }) =>
    `<g class="curve${isPale ? ' pale' : ''}" style="--color: ${color}"><path d="M${frame.right + 8} ${y}h10"/>
      <text x="${frame.right + NAME}" y="${y + 5}">${name}</text></g>`).join('');
}
