// The address of the page, which keeps an instrument's settings: for the reader himself, and to be sent to others.

import { makeCopyButton } from './copy-button.js';

/**
 * How an address keeps settings.
 * @template Settings
 * @typedef {object} AddressForm
 * @property {string} begin What the end of such an address begins with.
 * @property {(hash: string) => Settings | null} read Null for the address of something else.
 * @property {(settings: Settings) => string} write
 */

/** @template Settings */
export class Address {
  #element;
  #form;
  #text = '';
  #arrived;

  /**
   * @param {import('./element.js').InstrumentElement} element
   * @param {AddressForm<Settings>} form
   * @param {(settings: Settings) => void} taken Called with settings that arrive while the page is open.
   */
  constructor(element, form, taken) {
    this.#element = element;
    this.#form = form;
    this.#arrived = () => {
      const kept = this.kept;
      if (kept) taken(kept);
    };
    element.find('address').addEventListener('click', event => {
      event.preventDefault();
      this.#write();
    });
    makeCopyButton(element.find('copy-address'), () => location.href.split('#')[0] + this.#text);
  }

  /** The settings that the address keeps; null when it keeps none. */
  get kept() { return this.#isOurs ? this.#form.read(location.hash) : null; }

  /** Looks for settings that arrive. */
  wake() { addEventListener('hashchange', this.#arrived); }

  /** Looks no more. */
  rest() { removeEventListener('hashchange', this.#arrived); }

  /**
   * Shows where the settings are kept.
   * @param {Settings} settings
   */
  show(settings) {
    this.#text = this.#form.write(settings);
    const link = this.#element.find('address');
    link.textContent = this.#text;
    link.setAttribute('href', this.#text);
  }

  /** Keeps the settings that are shown, unless the address leads to a place of the page. */
  keep() {
    if (location.hash === '' || location.hash.startsWith(this.#form.begin)) this.#write();
  }

  /**
   * The address is that of the first instrument of its kind on a page.
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
