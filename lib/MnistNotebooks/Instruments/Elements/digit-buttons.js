// A few digits to choose from.

import { added } from './page-parts.js';
import { Roving } from './roving.js';

/**
 * A test digit as the library writes it.
 * @typedef {object} StoredDigit
 * @property {number} record Its number in the set.
 * @property {number} label
 * @property {string} pixels Base 64 of 784 levels, 0 (paper) to 255 (ink).
 */

export class DigitButtons {
  #buttons;

  /**
   * @param {HTMLElement} place Of the class digit-buttons.
   * @param {StoredDigit[]} digits
   * @param {import('./digit-picture.js').DigitPainter} painter
   * @param {(index: number) => void} choose
   */
  constructor(place, digits, painter, choose) {
    this.#buttons = digits.map((digit, index) => {
      const made = added(place, 'button');
      made.type = 'button';
      made.setAttribute('aria-label', `Record ${digit.record}, a ${digit.label}`);
      painter.draw(added(made, 'canvas'), pixelsOf(digit));
      made.addEventListener('click', () => choose(index));
      return made;
    });
    new Roving(place).set(this.#buttons);
  }

  /** @param {number} chosen */
  mark(chosen) { this.#buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(index === chosen))); }
}

/** @param {StoredDigit} digit */
export function pixelsOf({ pixels }) { return Uint8Array.from(atob(pixels), character => character.charCodeAt(0)); }
