// <mnist-confusion-matrix content="{ title, colors, counts, digits }">: a confusion matrix whose cells show the digits that they count.

import { DigitPainter } from '../Elements/digit-picture.js';
import { InstrumentElement } from '../Elements/element.js';
import { percent, whole } from '../Elements/numbers.js';
import OUTPUTS from '../Elements/output-list.css';
import { OutputList } from '../Elements/output-list.js';
import { say } from '../Elements/page-parts.js';
import { readingsOf } from '../Elements/readings.js';
import PAGE from './confusion-matrix.html';
import STYLE from './confusion-matrix.css';
import { Counts } from './counts.js';
import { Gallery } from './gallery.js';
import { MatrixTable } from './matrix-table.js';

/**
 * @typedef {import('../Elements/readings.js').Reading} Reading
 *
 * What the library writes for this instrument.
 * @typedef {object} MatrixContent
 * @property {number[][]} counts A row for each true digit, a column for each answer.
 * @property {import('../Elements/readings.js').StoredReadings} digits Of each cell those that it shows, in their order.
 */

class ConfusionMatrix extends InstrumentElement {
  /** @type {Counts} */
  #counts = /** @type {any} */ (null);
  /** @type {MatrixTable} */
  #table = /** @type {any} */ (null);
  /** @type {Gallery} */
  #gallery = /** @type {any} */ (null);
  /** @type {OutputList} */
  #outputs = /** @type {any} */ (null);
  /** @type {DigitPainter} */
  #painter = /** @type {any} */ (null);
  /** @type {Reading[]} */
  #readings = [];
  /** @type {Reading[]} */
  #shown = [];
  /** @type {Reading | null} */
  #chosen = null;

  start() {
    const { counts, digits } = /** @type {MatrixContent} */ (/** @type {unknown} */ (this.content));
    this.fill(OUTPUTS + STYLE, PAGE);
    this.#counts = new Counts(counts);
    this.#painter = new DigitPainter(this.content.colors.ink);
    this.#table = new MatrixTable(this.find('table'), this.#counts, (label, read) => this.open(label, read));
    this.#gallery = new Gallery(this.find('gallery'), this.#painter, reading => this.#choose(reading));
    this.#outputs = new OutputList(this.find('outputs'), counts.length);
    this.find('most').textContent = whole(this.#counts.worst.count);
    this.find('one').classList.add('empty');
    this.find('look').addEventListener('click', () => this.#lookInto());
    return readingsOf(digits).then(readings => {
      this.#readings = readings;
      const { label, read } = this.#counts.worst;
      this.open(label, read);
      // What the reader opens is said, but not what is open before.
      for (const id of ['heading', 'name']) this.find(id).setAttribute('role', 'status');
    });
  }

  // For tests, and for scripts of one's own.

  /** The digits of the open cell that are shown. */
  get shown() { return this.#shown; }

  /** The digit that is shown large; null when a cell is empty. */
  get chosen() { return this.#chosen; }

  /**
   * Opens a cell.
   * @param {number} label The true digit.
   * @param {number} read The answer.
   */
  open(label, read) {
    this.#shown = this.#readings.filter(reading => reading.label === label && reading.read === read);
    this.#table.mark(label, read);
    this.#gallery.show(this.#shown);
    say(this.find('heading'), headingOf(label, read, this.#counts.rows[label][read], this.#shown.length));
    this.#showShares(label, read);
    this.#choose(this.#shown[0] ?? null);
  }

  /** @param {Reading | null} reading */
  #choose(reading) {
    this.#chosen = reading;
    this.find('one').classList.toggle('empty', !reading);
    if (!reading) return;
    const { record, label, read, outputs, pixels } = reading;
    this.#gallery.mark(reading);
    this.#painter.draw(this.canvas('digit'), pixels);
    this.#outputs.show(outputs, read);
    this.#outputs.note(node => (node === read ? (read === label ? 'read, true' : 'read') : node === label ? 'true' : ''));
    say(this.find('name'), `Record ${record}: true ${label}, read as ${read}`);
    this.find('look').hidden = microscope() === null;
  }

  #lookInto() {
    const to = microscope();
    if (!to || !this.#chosen) return;
    to.show(this.#chosen.pixels, this.#chosen.label);
    to.scrollIntoView({ block: 'start' });
  }

  /**
   * @param {number} label
   * @param {number} read
   */
  #showShares(label, read) {
    const { rows } = this.#counts, found = rows[label][label], right = rows[read][read];
    const labelled = this.#counts.labelled(label), answered = this.#counts.answered(read);
    this.find('recall-name').textContent = `Recall of ${label}: ${shareOf(this.#counts.recall(label))}`;
    this.find('recall').textContent = `Of ${whole(labelled)} digits that are a ${label}, ${whole(found)} were read as ${label}.`;
    this.find('precision-name').textContent = `Precision of ${read}: ${shareOf(this.#counts.precision(read))}`;
    this.find('precision').textContent = `Of ${whole(answered)} digits read as ${read}, ${whole(right)} are a ${read}.`;
  }
}

/**
 * The microscope of the page, if it has one.
 * @returns {(HTMLElement & { show: (pixels: ArrayLike<number>, label: number) => void }) | null}
 */
function microscope() { return document.querySelector('mnist-microscope'); }

/** @param {number} share */
function shareOf(share) { return Number.isFinite(share) ? percent(share) : 'none'; }

/**
 * @param {number} label
 * @param {number} read
 * @param {number} count
 * @param {number} shown
 */
function headingOf(label, read, count, shown) {
  const digits = `${whole(count)} ${count === 1 ? 'digit' : 'digits'}`;
  if (label === read) {
    const some = shown < count ? `the ${shown} least sure of ${digits}` : `${digits}${count > 1 ? ', the least sure first' : ''}`;
    return `${label} read as ${label}, which is right: ${some}`;
  }
  const name = `${label} read as ${read}: `;
  if (count === 0) return `${name}no digit`;
  if (shown < count) return `${name}${digits}, of which the ${shown} surest are here`;
  return name + digits + (count > 1 ? ', the surest first' : '');
}

customElements.define('mnist-confusion-matrix', ConfusionMatrix);
