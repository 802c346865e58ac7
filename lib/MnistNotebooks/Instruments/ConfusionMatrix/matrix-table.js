// The counts as a table, each a button, with recall beside its rows and precision below its columns.

import { whole } from '../Elements/numbers.js';
import { added } from '../Elements/page-parts.js';
import { Roving } from '../Elements/roving.js';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** The palest colour of a cell with mistakes, in per cent of the strongest. */
const PALEST = 14;

export class MatrixTable {
  /** @type {HTMLButtonElement[]} */
  #buttons = [];
  #roving;

  /**
   * @param {HTMLElement} table
   * @param {import('./counts.js').Counts} counts
   * @param {(label: number, read: number) => void} open Called with the cell that is clicked.
   */
  constructor(table, counts, open) {
    this.#roving = new Roving(table, true);
    const head = added(table, 'thead'), body = added(table, 'tbody'), most = counts.worst.count;
    const groups = row(head), numbers = row(head);
    heading(groups, 'columnheader', '');
    heading(groups, 'columnheader', 'read as').colSpan = DIGITS.length;
    heading(groups, 'columnheader', '');
    heading(numbers, 'columnheader', 'true');
    for (const digit of DIGITS) heading(numbers, 'columnheader', String(digit));
    heading(numbers, 'columnheader', 'recall').className = 'share';
    for (const label of DIGITS) {
      const line = row(body);
      heading(line, 'rowheader', String(label));
      for (const read of DIGITS) {
        const cell = gridCell(line), button = added(cell, 'button', '', String(counts.rows[label][read]));
        button.type = 'button';
        button.setAttribute('aria-label', `true ${label}, read as ${read}: ${whole(counts.rows[label][read])}`);
        button.addEventListener('click', () => open(label, read));
        paint(button, counts.rows[label][read], label === read, most);
        this.#buttons.push(button);
      }
      share(line, counts.recall(label), `recall of ${label}`);
    }
    const last = row(body);
    last.className = 'precision';
    heading(last, 'rowheader', 'precision');
    for (const digit of DIGITS) share(last, counts.precision(digit), `precision of ${digit}`);
    share(last, counts.right / counts.total, 'accuracy').classList.add('accuracy');
    this.#roving.set(this.#buttons);
  }

  /**
   * Marks the cell that is open.
   * @param {number} label
   * @param {number} read
   */
  mark(label, read) {
    const open = label * DIGITS.length + read;
    this.#buttons.forEach((button, i) => button.parentElement?.setAttribute('aria-selected', String(i === open)));
    this.#roving.reach(open);
  }
}

/** @param {Element} part */
function row(part) {
  const line = added(part, 'tr');
  line.setAttribute('role', 'row');
  return line;
}

/**
 * @param {Element} line
 * @param {'columnheader' | 'rowheader'} role
 * @param {string} text
 */
function heading(line, role, text) {
  const cell = added(line, 'th', '', text);
  cell.setAttribute('role', role);
  return cell;
}

/** @param {Element} line */
function gridCell(line) {
  const cell = added(line, 'td');
  cell.setAttribute('role', 'gridcell');
  return cell;
}

/**
 * @param {Element} line
 * @param {number} value
 * @param {string} name
 */
function share(line, value, name) {
  const cell = gridCell(line), text = Number.isFinite(value) ? (100 * value).toFixed(1) : '–';
  cell.className = 'share';
  cell.textContent = text;
  cell.setAttribute('aria-label', `${name}: ${text} %`);
  return cell;
}

/**
 * @param {HTMLElement} button
 * @param {number} count
 * @param {boolean} isRight
 * @param {number} most The most mistakes of a cell.
 */
function paint(button, count, isRight, most) {
  if (isRight) button.className = 'right';
  else if (count === 0) button.className = 'none';
  else button.style.setProperty('--strength', `${PALEST + (100 - PALEST) * count / most}%`);
}
