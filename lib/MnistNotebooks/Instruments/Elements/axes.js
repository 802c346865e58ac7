// The frame of a figure in SVG: axes with a few round numbers, and where a value lies.

/**
 * @typedef {object} Axis
 * @property {number} least
 * @property {number} most
 * @property {number[]} ticks
 * @property {(value: number) => string} text Of a tick.
 * @property {string} [title]
 * @property {boolean} [isLogarithmic]
 */

// In heights of the text, which grows with the page's.
const MARGIN = { left: 3.7, top: 0.7, bottom: 3.3 }, ROOM_FOR_A_NUMBER = 3.2;

const USUAL_TICKS = 4;

/**
 * Width and height of a figure, and the height of its text, in pixels.
 * @typedef {{ width: number, height: number, text: number }} Size
 */

/**
 * @param {Element} svg
 * @returns {Size}
 */
export function sizeOf(svg) {
  return { width: svg.clientWidth, height: svg.clientHeight, text: parseFloat(getComputedStyle(svg).fontSize) };
}

/**
 * Round numbers on an axis, few of them.
 * @param {number} most
 * @param {number} [least]
 */
export function roundTicks(most, least = 0) {
  const rough = (most - least) / USUAL_TICKS, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(size => size >= rough * 0.999) ?? rough;
  const first = Math.ceil(least / step - 1e-9), last = Math.floor(most / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}

/** Where values lie in a figure of a size. */
export class Frame {
  #x;
  #y;
  #text;

  /**
   * @param {Size} size
   * @param {number} beside Room to the right of the drawing.
   * @param {Axis} x
   * @param {Axis} y
   */
  constructor({ width, height, text }, beside, x, y) {
    this.left = MARGIN.left * text;
    this.top = MARGIN.top * text;
    this.right = width - beside;
    this.bottom = height - MARGIN.bottom * text;
    this.#text = text;
    this.#x = x;
    this.#y = y;
  }

  /** @param {number} value */
  x(value) { return this.left + place(this.#x, value) * (this.right - this.left); }

  /**
   * Values beyond the axis lie at its end.
   * @param {number} value
   */
  y(value) { return this.bottom - Math.min(1, Math.max(0, place(this.#y, value))) * (this.bottom - this.top); }

  /** Lines, numbers and the title of the horizontal axis; that of the vertical one stands above the figure. */
  get svg() {
    const { left, right, bottom } = this, text = this.#text;
    const rows = this.#y.ticks.map(value => `
      <path class="grid" d="M${left} ${this.y(value)}H${right}"/>
      <text x="${left - 6}" y="${this.y(value) + 0.36 * text}" text-anchor="end">${this.#y.text(value)}</text>`);
    const columns = sparse(this.#x.ticks, value => this.x(value), ROOM_FOR_A_NUMBER * text).map(value => `
      <path class="grid" d="M${this.x(value)} ${bottom}v4"/>
      <text x="${this.x(value)}" y="${bottom + 1.3 * text}" text-anchor="middle">${this.#x.text(value)}</text>`);
    return `${rows.join('')}${columns.join('')}<path class="axis" d="M${left} ${bottom}H${right}"/>
      <text x="${(left + right) / 2}" y="${bottom + 2.7 * text}" text-anchor="middle">${this.#x.title}</text>`;
  }
}

/**
 * From 0 at the beginning of an axis to 1 at its end.
 * @param {Axis} axis
 * @param {number} value
 */
function place({ least, most, isLogarithmic }, value) {
  return isLogarithmic ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
}

/**
 * Ticks whose numbers don't touch each other.
 * @param {number[]} ticks
 * @param {(value: number) => number} x
 * @param {number} room For one.
 */
function sparse(ticks, x, room) {
  let end = -Infinity;
  return ticks.filter(value => {
    if (x(value) < end + room) return false;
    end = x(value);
    return true;
  });
}
