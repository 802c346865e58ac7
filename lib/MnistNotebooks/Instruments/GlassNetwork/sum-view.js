// A node's sum, unfolded: one bar for each product, which begins where the one before it ended.

import { fixed, whole } from '../Elements/numbers.js';
import { signed } from '../Elements/formats.js';
import { added, partOf, say } from '../Elements/page-parts.js';
import { CurvePlot } from './curve-plot.js';

const SIGMOID_END = 8, SIGMOID_POINTS = 65;

/** The curve from −8 to 8. */
const SIGMOID = Array.from({ length: SIGMOID_POINTS }, (_, i) =>
  1 / (1 + Math.exp(-SIGMOID_END * (2 * i / (SIGMOID_POINTS - 1) - 1))));

/**
 * How the node and what its products come from are called.
 * @typedef {{ heading: string, fromName: (input: number) => string }} SumNames
 */

export class SumView {
  #root;
  #choose;
  #rows;
  #rest;
  #bias;
  #sum;
  #sigmoid;

  /**
   * @param {ShadowRoot} root
   * @param {number} count How many products are told one by one.
   * @param {boolean} hasBiases
   * @param {(input: number) => void} choose Called with where a product comes from, when it is clicked.
   */
  constructor(root, count, hasBiases, choose) {
    this.#root = root;
    this.#choose = choose;
    const body = partOf(root, 'products', HTMLTableSectionElement);
    this.#rows = Array.from({ length: count }, () => this.#productRow(body));
    this.#rest = totalRow(body, 'rest');
    this.#bias = hasBiases ? totalRow(body, 'bias') : null;
    this.#sum = totalRow(body, 'sum');
    this.#sigmoid = new CurvePlot(partOf(root, 'sigmoid', HTMLElement));
  }

  /**
   * @param {import('./unfolded-sum.js').UnfoldedSum} unfolded
   * @param {SumNames} names
   * @param {number | null} chosen Where the chosen connection comes from, if it leads to this node.
   */
  show({ products, others, rest, bias, sum, value }, { heading, fromName }, chosen) {
    say(partOf(this.#root, 'sum-heading', HTMLElement), heading);
    const axis = axisOf([...products.map(({ product }) => product), rest, bias ?? 0]);
    let reached = 0;
    products.forEach(({ input, value: came, weight, product }, i) => {
      const row = this.#rows[i];
      row.input = input;
      say(row.button, fromName(input));
      row.button.setAttribute('aria-pressed', String(input === chosen));
      row.row.classList.toggle('chosen', input === chosen);
      say(row.value, fixed(came));
      say(row.weight, fixed(weight));
      say(row.product, signed(product));
      draw(row.bar, reached, reached += product, axis);
    });
    fill(this.#rest, `${whole(others)} others`, signed(rest), reached, reached += rest, axis);
    if (this.#bias && bias !== null) fill(this.#bias, 'bias', signed(bias), reached, reached + bias, axis);
    fill(this.#sum, 'sum', signed(sum), 0, sum, axis);
    say(partOf(this.#root, 'sigmoid-text', HTMLElement), `sigmoid(${fixed(sum)}) = ${fixed(value)}`);
    this.#sigmoid.show({
      values: SIGMOID, range: [0, 1], ends: ['1', '0'], description: `The sigmoid makes ${fixed(value)} of ${fixed(sum)}`,
      mark: { place: (Math.min(Math.max(sum, -SIGMOID_END), SIGMOID_END) / SIGMOID_END + 1) / 2 * (SIGMOID_POINTS - 1), value },
    });
  }

  /** @param {HTMLTableSectionElement} body */
  #productRow(body) {
    const row = added(body, 'tr'), button = added(added(row, 'th'), 'button');
    button.type = 'button';
    const value = added(row, 'td'), weight = added(row, 'td'), product = added(row, 'td');
    const made = { input: 0, row, button, value, weight, product, bar: barIn(row) };
    // The button's own click arrives here too.
    row.addEventListener('click', () => this.#choose(made.input));
    return made;
  }
}

/**
 * A row that has a name, a number and a bar.
 * @param {HTMLTableSectionElement} body
 * @param {string} className
 */
function totalRow(body, className) {
  const row = added(body, 'tr', className), name = added(row, 'th'), product = added(row, 'td');
  name.colSpan = 3;
  return { name, product, bar: barIn(row) };
}

/** @param {HTMLTableRowElement} row */
function barIn(row) { return added(added(added(row, 'td', 'bars'), 'span', 'track'), 'span', 'bar'); }

/**
 * @param {ReturnType<typeof totalRow>} row
 * @param {string} text
 * @param {string} number
 * @param {number} from
 * @param {number} to
 * @param {[number, number]} axis
 */
function fill({ name, product, bar }, text, number, from, to, axis) {
  say(name, text);
  say(product, number);
  draw(bar, from, to, axis);
}

/**
 * From the lowest to the highest place that the bars reach, 0 included.
 * @param {number[]} terms
 * @returns {[number, number]}
 */
function axisOf(terms) {
  let reached = 0, low = 0, high = 0;
  for (const term of terms) {
    reached += term;
    low = Math.min(low, reached);
    high = Math.max(high, reached);
  }
  return [low, Math.max(high, low + 1e-9)];
}

/**
 * @param {HTMLElement} bar
 * @param {number} from
 * @param {number} to
 * @param {[number, number]} axis
 */
function draw(bar, from, to, [low, high]) {
  const percent = (/** @type {number} */ place) => 100 * (place - low) / (high - low);
  // Moved and stretched after the layout, so that nothing is laid out anew.
  bar.style.transform = `translateX(${percent(Math.min(from, to))}%) scaleX(${Math.abs(to - from) / (high - low)})`;
  bar.className = `bar ${to < from ? 'down' : 'up'}`;
  bar.parentElement?.style.setProperty('--zero', `${percent(0)}%`);
}
