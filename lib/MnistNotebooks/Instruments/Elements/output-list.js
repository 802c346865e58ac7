// A network's outputs as bars, from 0 to 1; each can be a button.

import { fixed } from './numbers.js';
import { added, say } from './page-parts.js';

export class OutputList {
  #rows;

  /**
   * @param {HTMLElement} place A list of the class output-list.
   * @param {number} nodes
   * @param {(node: number) => void} [choose] Called with the node that is clicked; without it nothing can be clicked.
   */
  constructor(place, nodes, choose) {
    this.#rows = Array.from({ length: nodes }, (_, node) => {
      const item = added(place, 'li'), row = choose ? added(item, 'button') : item;
      row.classList.add('row');
      if (row instanceof HTMLButtonElement) row.type = 'button';
      added(row, 'span', 'number', String(node));
      const bar = added(added(row, 'span', 'track'), 'span', 'bar'), value = added(row, 'span', 'value');
      if (choose) row.addEventListener('click', () => choose(node));
      return { row, bar, value, note: choose ? null : added(row, 'span', 'note') };
    });
  }

  /**
   * @param {Float64Array} values
   * @param {number | null} winner
   */
  show(values, winner) {
    this.#rows.forEach(({ row, bar, value }, node) => {
      bar.style.transform = `scaleX(${values[node]})`;
      say(value, fixed(values[node]));
      row.classList.toggle('winner', node === winner);
      if (row instanceof HTMLButtonElement) row.setAttribute('aria-label', `output node ${node}: ${fixed(values[node])}`);
    });
  }

  /** Rows without values. */
  clear() {
    for (const { row, bar, value, note } of this.#rows) {
      bar.style.transform = '';
      value.textContent = '';
      row.classList.remove('winner');
      if (note) note.textContent = '';
    }
  }

  /** @param {number | null} chosen */
  mark(chosen) {
    this.#rows.forEach(({ row }, node) => row.setAttribute('aria-pressed', String(node === chosen)));
  }

  /**
   * Words behind rows that are no buttons.
   * @param {(node: number) => string} words
   */
  note(words) { this.#rows.forEach(({ note }, node) => { if (note) note.textContent = words(node); }); }

  /**
   * Where a line to a node ends in the window.
   * @param {number} node
   */
  middleOf(node) {
    const { left, top, height } = this.#rows[node].row.getBoundingClientRect();
    return { x: left, y: top + height / 2 };
  }
}
