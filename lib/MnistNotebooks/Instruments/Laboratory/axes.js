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

const MARGIN = { left: 52, top: 10, bottom: 46 }, ROOM_FOR_A_NUMBER = 44;

/**
 * Round numbers from 0 to a value, few of them.
 * @param {number} most
 * @param {number} [count] About how many.
 */
export function roundTicks(most, count = 4) {
  const rough = most / count, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map(factor => factor * power).find(size => size >= rough * 0.999) ?? rough;
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}

/** Where values lie in a figure of a size. */
export class Frame {
  #x;
  #y;

  /**
   * @param {{ width: number, height: number, right: number }} size Right: room beside the drawing.
   * @param {Axis} x
   * @param {Axis} y
   */
  constructor({ width, height, right }, x, y) {
    this.left = MARGIN.left;
    this.top = MARGIN.top;
    this.right = width - right;
    this.bottom = height - MARGIN.bottom;
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
    const { left, right, bottom } = this;
    const rows = this.#y.ticks.map(value => `
      <path class="grid" d="M${left} ${this.y(value)}H${right}"/>
      <text x="${left - 6}" y="${this.y(value) + 5}" text-anchor="end">${this.#y.text(value)}</text>`);
    const columns = sparse(this.#x.ticks, value => this.x(value)).map(value => `
      <path class="grid" d="M${this.x(value)} ${bottom}v4"/>
      <text x="${this.x(value)}" y="${bottom + 18}" text-anchor="middle">${this.#x.text(value)}</text>`);
    return `${rows.join('')}${columns.join('')}<path class="axis" d="M${left} ${bottom}H${right}"/>
      <text x="${(left + right) / 2}" y="${bottom + 38}" text-anchor="middle">${this.#x.title}</text>`;
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
 */
function sparse(ticks, x) {
  let end = -Infinity;
  return ticks.filter(value => {
    if (x(value) < end + ROOM_FOR_A_NUMBER) return false;
    end = x(value);
    return true;
  });
}
