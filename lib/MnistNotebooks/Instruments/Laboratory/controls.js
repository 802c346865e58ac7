// The controls of the settings: for each number a field, and a slider that halts at usual values.

import { NUMBER_NAMES, faultOf } from './settings.js';

/**
 * @typedef {import('./settings.js').Settings} Settings
 * @typedef {import('./settings.js').NumberName} NumberName
 * @typedef {import('./settings.js').NumberSetting} NumberSetting
 */

export class Controls {
  #form;
  #numbers;
  #settings;
  #changed;

  /**
   * @param {HTMLElement} form Whose element with the id 'numbers' gets the controls; the choice of the rule is there.
   * @param {Record<NumberName, NumberSetting>} numbers
   * @param {Settings} settings
   * @param {() => void} changed By the reader.
   */
  constructor(form, numbers, settings, changed) {
    this.#form = form;
    this.#numbers = numbers;
    this.#settings = settings;
    this.#changed = changed;
    this.#part('#numbers').innerHTML = NUMBER_NAMES.map(name => controlOf(name, numbers[name])).join('');
    for (const name of NUMBER_NAMES) {
      this.#part(`#${name}`).addEventListener('input', () => this.#entered(name));
      this.#part(`#${name}`).addEventListener('change', () => this.#left(name));
      this.#part(`#${name}-slider`).addEventListener('input', () => this.#slid(name));
    }
    for (const choice of form.querySelectorAll('input[name=rule]'))
      choice.addEventListener('change', () => this.#chose(/** @type {HTMLInputElement} */ (choice).value));
    this.#show();
  }

  /** What is set; a field that holds no number in its range counts as it was before. */
  get settings() { return { ...this.#settings }; }

  set settings(settings) {
    this.#settings = { ...settings };
    this.#show();
  }

  /** @param {NumberName} name */
  #entered(name) {
    const field = this.#part(`#${name}`), value = field.valueAsNumber, fault = faultOf(this.#numbers[name], value);
    field.setAttribute('aria-invalid', String(fault !== ''));
    this.#part('#fault').textContent = fault;
    if (fault === '') this.#set(name, value);
  }

  /**
   * A number out of its range becomes the nearest one that can be set; what is no number, the one that was set before.
   * @param {NumberName} name
   */
  #left(name) {
    const { least, most, isWhole } = this.#numbers[name], entered = this.#part(`#${name}`).valueAsNumber;
    const possible = Math.min(most, Math.max(least, isWhole ? Math.round(entered) : entered));
    if (Number.isFinite(possible) && possible !== this.#settings[name]) this.#set(name, possible);
    this.#show();
  }

  /** @param {NumberName} name */
  #slid(name) {
    this.#set(name, this.#numbers[name].stops[this.#part(`#${name}-slider`).valueAsNumber]);
    this.#show();
  }

  /** @param {string} rule */
  #chose(rule) {
    this.#settings.rule = rule === 'exact' ? 'exact' : 'tutorial';
    this.#changed();
  }

  /**
   * @param {NumberName} name
   * @param {number} value
   */
  #set(name, value) {
    this.#settings[name] = value;
    this.#showSlider(name);
    this.#changed();
  }

  #show() {
    for (const name of NUMBER_NAMES) {
      const field = this.#part(`#${name}`);
      field.value = String(this.#settings[name]);
      field.setAttribute('aria-invalid', 'false');
      this.#showSlider(name);
    }
    this.#part('#fault').textContent = '';
    this.#part(`input[value=${this.#settings.rule}]`).checked = true;
  }

  /** @param {NumberName} name */
  #showSlider(name) {
    const { stops } = this.#numbers[name], value = this.#settings[name], slider = this.#part(`#${name}-slider`);
    const distances = stops.map(stop => Math.abs(Math.log(stop / value)));
    slider.value = String(distances.indexOf(Math.min(...distances)));
    slider.setAttribute('aria-valuetext', String(value));
  }

  /**
   * @param {string} selector
   * @returns {HTMLInputElement}
   */
  #part(selector) { return /** @type {HTMLInputElement} */ (this.#form.querySelector(selector)); }
}

/**
 * @param {NumberName} name
 * @param {NumberSetting} setting
 */
function controlOf(name, { label, least, most, isWhole, stops }) {
  return `<div class="setting">
    <label for="${name}">${label}</label>
    <input type="number" id="${name}" min="${least}" max="${most}" step="${isWhole ? 1 : 'any'}" inputmode="decimal" required>
    <input type="range" id="${name}-slider" min="0" max="${stops.length - 1}" aria-label="${label}, usual values">
  </div>`;
}
