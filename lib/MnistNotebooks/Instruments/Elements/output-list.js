// The ten outputs as bars, each a button.

import { added } from './page-parts.js';
import { fixed } from './formats.js';

export class OutputList {
  #rows;

  /**
   * @param {HTMLElement} place
   * @param {number} nodes
   * @param {(node: number) => void} choose Called with the node that is clicked.
   */
  constructor(place, nodes, choose) {
    this.#rows = Array.from({ length: nodes }, (_, node) => {
      const button = added(added(place, 'li'), 'button');
      button.type = 'button';
      added(button, 'span', 'number', String(node));
      const bar = added(added(button, 'span', 'track'), 'span', 'bar'), value = added(button, 'span', 'value');
      button.addEventListener('click', () => choose(node));
      return { button, bar, value };
    });
  }

  /**
   * @param {Float64Array} values
   * @param {number | null} winner
   */
  show(values, winner) {
    this.#rows.forEach(({ button, bar, value }, node) => {
      bar.style.width = `${100 * values[node]}%`;
      value.textContent = fixed(values[node]);
      button.classList.toggle('winner', node === winner);
      button.setAttribute('aria-label', `output node ${node}: ${fixed(values[node])}`);
    });
  }

  /** @param {number | null} chosen */
  mark(chosen) {
    this.#rows.forEach(({ button }, node) => button.setAttribute('aria-pressed', String(node === chosen)));
  }

  /**
   * Where a line to a node ends in the window.
   * @param {number} node
   */
  middleOf(node) {
    const { left, top, height } = this.#rows[node].button.getBoundingClientRect();
    return { x: left, y: top + height / 2 };
  }
}
