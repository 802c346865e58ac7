// Sets points and takes them away, by clicks in the plane and by keys.

import { addChoice } from './plane-controls.js';
import { MOST_OWN, OWN_CLASSES, OWN_REACH, nearestTo, withPoint } from './own-points.js';

/**
 * @typedef {import('./own-points.js').OwnPoint} OwnPoint
 * @typedef {{ x: number, y: number }} Place
 */

// Of the plane: how near to a point a click means that point, and how far an arrow key goes, which is farther.
const NEAR = 0.045, STEP = 0.05, FORM_NAMES = ['circle', 'square', 'diamond'];

export class OwnEditor {
  #element;
  #canvas;
  #points;
  #changed;
  #choices;
  #label = 0;
  /** @type {Place} */
  #cursor = { x: 0, y: 0 };

  /**
   * @param {import('../Elements/element.js').InstrumentElement} element
   * @param {{ points: () => OwnPoint[] | null, placeAt: (event: MouseEvent) => Place }} plane The points, null while they are not the
   *   reader's own; and where in the plane a click is.
   * @param {(points: OwnPoint[] | null, said: string) => void} changed Other points, or null when only the cross or the class is another;
   *   and what was done in words.
   */
  constructor(element, { points, placeAt }, changed) {
    this.#element = element;
    this.#canvas = element.canvas('points');
    this.#points = points;
    this.#changed = changed;
    this.#choices = Array.from({ length: OWN_CLASSES }, (_, label) =>
      addChoice(element.find('classes'), 'class', String(label), `${label}: ${FORM_NAMES[label]}`, () => this.#choose(label)));
    this.#choices[0].checked = true;
    this.#canvas.addEventListener('click', event => { if (points()) this.#turn(placeAt(event)); });
    this.#canvas.addEventListener('keydown', event => { if (points()) this.#press(event); });
    for (const kind of ['focus', 'blur']) this.#canvas.addEventListener(kind, () => this.#changed(null, ''));
    element.find('clear').addEventListener('click', () => this.#changed([], 'All points are taken away.'));
  }

  /** Where a key would set a point, while the plane has the focus from the keyboard. */
  get cursor() { return this.#points() && this.#canvas.matches(':focus-visible') ? this.#cursor : null; }

  /** Shows or hides what belongs to points of one's own. */
  show() {
    const isOwn = this.#points() !== null;
    this.#element.find('own').hidden = !isOwn;
    this.#canvas.classList.toggle('settable', isOwn);
    this.#canvas.tabIndex = isOwn ? 0 : -1;
    this.#canvas.setAttribute('role', isOwn ? 'application' : 'img');
  }

  /** @param {number} label */
  #choose(label) {
    this.#label = label;
    this.#choices[label].checked = true;
  }

  /**
   * Takes away the point at a place, or sets one where there is none.
   * @param {Place} place
   * @param {boolean} [sets] Whether it does.
   */
  #turn(place, sets = true) {
    const points = this.#points() ?? [], there = nearestTo(points, place, NEAR);
    if (there) {
      this.#changed(points.filter(point => point !== there), `Took away the ${nameOf(there)}.`);
    } else if (!sets) {
      this.#changed(null, 'There is no point.');
    } else if (points.length < MOST_OWN) {
      const more = withPoint(points, { ...place, label: this.#label }), point = more[more.length - 1];
      this.#changed(more, `Set a ${nameOf(point)}, ${point.isUnseen ? 'held back' : 'to learn from'}.`);
    } else {
      this.#changed(null, `There is room for ${MOST_OWN} points.`);
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    /** @type {Record<string, [number, number]>} */
    const ways = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const way = ways[event.key], label = '012'.indexOf(event.key);
    if (way) {
      const moved = (/** @type {number} */ from, /** @type {number} */ by) =>
        Math.round(100 * Math.min(OWN_REACH, Math.max(-OWN_REACH, from + by * STEP))) / 100;
      this.#cursor = { x: moved(this.#cursor.x, way[0]), y: moved(this.#cursor.y, way[1]) };
      this.#changed(null, '');
    } else if (['Enter', ' ', 'Delete', 'Backspace'].includes(event.key)) {
      this.#turn(this.#cursor, event.key === 'Enter' || event.key === ' ');
    } else if (label >= 0) {
      this.#choose(label);
    } else {
      return;
    }
    event.preventDefault();
  }
}

/** @param {OwnPoint} point */
function nameOf({ x, y, label }) {
  return `${FORM_NAMES[label]} at ${[x, y].map(value => value.toFixed(2).replace('-', '−')).join(', ')}`;
}
