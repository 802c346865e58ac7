// The controls of the settings.

import { added } from '../Elements/page-parts.js';
import { HIDDEN_ACTIVATIONS, LEARNING_RATES, MOST_LAYERS, MOST_NODES, PENALTIES, SETS, isSeed } from './settings.js';

/**
 * @typedef {import('./settings.js').Settings} Settings
 */

export class PlaneControls {
  #element;
  #settings;
  #changed;
  #layers;

  /**
   * @param {import('../Elements/element.js').InstrumentElement} element
   * @param {Settings} settings
   * @param {() => void} changed By the reader.
   */
  constructor(element, settings, changed) {
    this.#element = element;
    this.#settings = settings;
    this.#changed = changed;
    for (const [name, text] of Object.entries(SETS))
      addChoice(element.find('sets'), 'set', name, text, () => this.set({ points: /** @type {import('./settings.js').SetName} */ (name) }));
    this.#layers = Array.from({ length: MOST_LAYERS }, (_, layer) => this.#layerSelect(layer));
    this.#fill('activation', Object.keys(HIDDEN_ACTIVATIONS), value =>
      ({ activation: /** @type {import('./settings.js').HiddenActivation} */ (value) }));
    this.#fill('rate', LEARNING_RATES.map(String), value => ({ rate: Number(value) }));
    this.#fill('penalty', PENALTIES.map(String), value => ({ penalty: Number(value) }));
    const seed = element.input('seed');
    seed.addEventListener('input', () => {
      seed.setAttribute('aria-invalid', String(!isSeed(seed.valueAsNumber)));
      if (isSeed(seed.valueAsNumber)) this.set({ seed: seed.valueAsNumber });
    });
    seed.addEventListener('change', () => this.#show());
    element.find('form').addEventListener('submit', event => event.preventDefault());
    this.#show();
  }

  /** What is set; a seed that can't be counts as it was before. */
  get settings() { return this.#settings; }

  set settings(settings) {
    this.#settings = settings;
    this.#show();
  }

  /**
   * Changes some of the settings, as the reader does.
   * @param {Partial<Settings>} changes
   */
  set(changes) {
    this.settings = { ...this.#settings, ...changes };
    this.#changed();
  }

  /**
   * Nodes of one layer; a layer without nodes is none.
   * @param {number} layer
   */
  #layerSelect(layer) {
    const select = added(this.#element.find('layers'), 'select');
    select.id = `layer-${layer + 1}`;
    select.setAttribute('aria-label', `Nodes of hidden layer ${layer + 1}`);
    for (let nodes = 0; nodes <= MOST_NODES; nodes++) select.add(new Option(nodes === 0 ? 'none' : String(nodes), String(nodes)));
    select.addEventListener('change', () =>
      this.set({ hidden: this.#layers.map(({ value }) => Number(value)).filter(nodes => nodes > 0) }));
    return select;
  }

  /**
   * @param {string} id
   * @param {string[]} values
   * @param {(value: string) => Partial<Settings>} changes
   */
  #fill(id, values, changes) {
    const select = /** @type {HTMLSelectElement} */ (this.#element.find(id));
    for (const value of values) select.add(new Option(value === 'relu' ? 'ReLU' : value, value));
    select.addEventListener('change', () => this.set(changes(select.value)));
  }

  #show() {
    const { points, hidden, activation, rate, penalty, seed } = this.#settings, element = this.#element;
    for (const choice of element.find('sets').querySelectorAll('input')) choice.checked = choice.value === points;
    this.#layers.forEach((select, layer) => {
      select.value = String(hidden[layer] ?? 0);
      // A layer stands on the one before it.
      select.disabled = layer > hidden.length;
    });
    for (const [id, value] of Object.entries({ activation, rate, penalty, seed })) element.input(id).value = String(value);
    element.input('seed').setAttribute('aria-invalid', 'false');
  }
}

/**
 * A radio button with its text.
 * @param {Element} place
 * @param {string} name
 * @param {string} value
 * @param {string} text
 * @param {() => void} chosen
 */
export function addChoice(place, name, value, text, chosen) {
  const label = added(place, 'label'), input = added(label, 'input');
  Object.assign(input, { type: 'radio', name, value });
  label.append(text);
  input.addEventListener('change', chosen);
  return input;
}
