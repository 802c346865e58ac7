// A figure of curves that grow step by step, in SVG.

import { Frame, roundTicks, sizeOf } from './axes.js';
import { short } from './numbers.js';

/**
 * @typedef {object} StepCurve
 * @property {ArrayLike<number>} values At the steps 0, 1, 2 …
 * @property {string} color
 * @property {string} [dashes] Of its line; without them it has no gaps.
 * @property {boolean} [isStrong]
 *
 * Where the axes end.
 * @typedef {{ steps: number, least: number, most: number }} Ends
 */

export class StepCurves {
  #svg;
  #title;
  /** @type {[StepCurve[], Ends]} */
  #shown = [[], { steps: 1, least: 0, most: 1 }];

  /**
   * @param {Element} svg Of the class step-curves.
   * @param {string} title What a step is.
   */
  constructor(svg, title) {
    this.#svg = svg;
    this.#title = title;
    new ResizeObserver(() => this.show(...this.#shown)).observe(svg);
  }

  /**
   * @param {StepCurve[]} curves The last one lies on top.
   * @param {Ends} ends
   */
  show(curves, { steps, least, most }) {
    this.#shown = [curves, { steps, least, most }];
    const size = sizeOf(this.#svg);
    if (size.width === 0) return;
    const frame = new Frame(size, 1.2 * size.text,
      { least: 0, most: steps, title: this.#title, ticks: roundTicks(steps), text: String },
      { least, most, ticks: roundTicks(most, least), text: value => short(value) });
    this.#svg.innerHTML = frame.svg + curves.map(curve => lineOf(curve, frame)).join('');
  }
}

/**
 * @param {StepCurve} curve
 * @param {Frame} frame
 */
function lineOf({ values, color, dashes = '', isStrong = false }, frame) {
  const places = Array.from(values, (value, step) => [frame.x(step).toFixed(1), frame.y(value).toFixed(1)]);
  const [x, y] = places[places.length - 1];
  return `<g class="curve${isStrong ? ' strong' : ''}" style="--color: ${color}">
    <polyline points="${places.map(place => place.join()).join(' ')}" stroke-dasharray="${dashes}"/>
    <circle cx="${x}" cy="${y}" r="4"/></g>`;
}
