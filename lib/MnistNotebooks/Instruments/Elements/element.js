// What all instruments have in common: an element <mnist-NAME content="JSON">sentence</mnist-NAME> that shows itself in a shadow of its
// own. The sentence stands there as long as no script runs, and again if it fails.

import CARD from './card.css';
import { themeStyle } from './theme.js';

/**
 * What the library writes into the attribute, the same for all instruments.
 * @typedef {object} Content
 * @property {string} title
 * @property {import('./theme.js').InstrumentColors} colors
 */

export class InstrumentElement extends HTMLElement {
  /** @type {Content} */
  content = /** @type {Content} */ ({});

  /** Kept when the instrument shows itself, broken when it can't. @type {Promise<void>} */
  ready = Promise.resolve();

  connectedCallback() {
    // A notebook may take the element out and put it back.
    if (!this.shadowRoot) {
      this.content = JSON.parse(this.getAttribute('content') ?? '{}');
      this.ready = this.#begin(this.attachShadow({ mode: 'open' }));
    }
    if (!this.dataset.fault) this.wake();
  }

  disconnectedCallback() {
    // Moving an element is taking it out and putting it back at once.
    queueMicrotask(() => { if (!this.isConnected && !this.dataset.fault) this.rest(); });
  }

  /**
   * Shows the instrument, once.
   * @returns {void | Promise<void>}
   */
  start() {}

  /** Takes what costs something, whenever the element is put into the page. */
  wake() {}

  /** Gives it back, when the element is gone; it may come back. */
  rest() {}

  /** Shows what is worth a picture, for notebooks that are stored; the same each time. */
  async pose() { await this.ready; }

  /**
   * Fills the shadow.
   * @param {string} style
   * @param {string} page
   */
  fill(style, page) {
    const { shadowRoot, content } = this;
    if (!shadowRoot) return;
    shadowRoot.innerHTML = `<style>${themeStyle(content.colors)}${CARD}${style}</style>${page}`;
    this.find('title').textContent = content.title;
  }

  /**
   * A part of the instrument, by its id.
   * @param {string} id
   * @returns {HTMLElement}
   */
  find(id) {
    const found = this.shadowRoot?.getElementById(id);
    if (!found) throw new Error(`The instrument has no part '${id}'.`);
    return found;
  }

  /**
   * An input of the instrument, by its id.
   * @param {string} id
   */
  input(id) { return /** @type {HTMLInputElement} */ (this.find(id)); }

  /**
   * A canvas of the instrument, by its id.
   * @param {string} id
   */
  canvas(id) { return /** @type {HTMLCanvasElement} */ (this.find(id)); }

  /** @param {ShadowRoot} shadow */
  async #begin(shadow) {
    try {
      await this.start();
    } catch (fault) {
      shadow.innerHTML = '<slot></slot>';
      this.dataset.fault = 'yes';
      throw fault;
    }
  }
}
