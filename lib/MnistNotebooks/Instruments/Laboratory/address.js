// The address of the page, which keeps the settings: for the reader himself, and to be sent to others.

import { makeCopyButton } from '../Elements/copy-button.js';
import { ADDRESS, addressOf, settingsFrom } from './settings.js';

/** @typedef {import('./settings.js').Settings} Settings */

export class Address {
  #element;
  #numbers;
  #taken;
  /** @type {Settings | null} */
  #settings = null;
  #arrived = () => {
    const kept = this.kept;
    if (kept) this.#taken(kept);
  };

  /**
   * @param {import('../Elements/element.js').InstrumentElement} element
   * @param {Record<import('./settings.js').NumberName, import('./settings.js').NumberSetting>} numbers
   * @param {(settings: Settings) => void} taken Called with settings that arrive while the page is open.
   */
  constructor(element, numbers, taken) {
    this.#element = element;
    this.#numbers = numbers;
    this.#taken = taken;
    element.find('address').addEventListener('click', event => {
      event.preventDefault();
      this.#write();
    });
    makeCopyButton(element.find('copy-address'), () => location.href.split('#')[0] + this.#text);
  }

  /** The settings that the address keeps; null when it keeps none. */
  get kept() { return this.#isOurs ? settingsFrom(location.hash, this.#numbers) : null; }

  /** Looks for settings that arrive. */
  wake() { addEventListener('hashchange', this.#arrived); }

  /** Looks no more. */
  rest() { removeEventListener('hashchange', this.#arrived); }

  /**
   * Shows where the settings are kept.
   * @param {Settings} settings
   */
  show(settings) {
    this.#settings = settings;
    const link = this.#element.find('address');
    link.textContent = this.#text;
    link.setAttribute('href', this.#text);
  }

  /** Keeps the settings that are shown, unless the address leads to a place of the page. */
  keep() {
    if (location.hash === '' || location.hash.startsWith(ADDRESS)) this.#write();
  }

  get #text() { return this.#settings ? addressOf(this.#settings) : ''; }

  /**
   * The address is that of the first laboratory of a page.
   * @returns {boolean}
   */
  get #isOurs() { return this.#element.isSameNode(document.querySelector(this.#element.localName)); }

  // In the frames of some notebooks the address can't be changed; it is shown all the same.
  #write() {
    if (!this.#isOurs) return;
    try {
      history.replaceState(history.state, '', this.#text);
    } catch {
      return;
    }
  }
}
