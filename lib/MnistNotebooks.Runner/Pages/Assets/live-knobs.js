import { element, button } from './live-dom.js';

const number = /^\s*(-?(?:\d[\d_]*)?\.?\d+(?:[eE][-+]?\d+)?)/;

/**
 * The laboratory's controls: each stands for a number in the cell's code, and writes it there.
 * @typedef {{ label: string, before: string, least: number, most: number, whole: boolean, list?: boolean }} Knob
 */
export class Knobs {
  #cell;
  #controls;

  /**
   * @param {import('./live-cell.js').Cell} cell
   * @param {Knob[]} knobs
   * @param {() => void} run
   */
  constructor(cell, knobs, run) {
    this.#cell = cell;
    const box = element('fieldset', 'knobs');
    box.append(element('legend', '', 'Settings'));
    this.#controls = knobs.map(knob => knob.list ? new List(knob, this.#write) : new Single(knob, this.#write));
    box.append(...this.#controls.map(control => control.element), button('Run', run, 'This cell and those below it, to the next heading'));
    cell.section.prepend(box);
    this.read();
  }

  /** Shows what the code says now. */
  read() {
    for (const control of this.#controls) {
      const found = find(this.#cell.code, control.knob);
      control.show(found && this.#cell.code.slice(found.start, found.end));
    }
  }

  #write = (knob, text) => {
    const found = find(this.#cell.code, knob);
    if (found && this.#cell.code.slice(found.start, found.end) !== text) this.#cell.replace(found.start, found.end, text);
  };
}

/** Where the code has the knob's number or numbers; null where it has none. */
function find(code, { before, list }) {
  const place = code.indexOf(before);
  if (place < 0) return null;
  const start = place + before.length;
  if (list) {
    const end = code.indexOf(' }', start);
    return end < 0 || numbersOf(code.slice(start, end)) === null ? null : { start, end };
  }
  const match = number.exec(code.slice(start));
  return match && { start: start + match[0].length - match[1].length, end: start + match[0].length };
}

function numbersOf(text) {
  const parts = text.split(',').map(part => part.trim());
  const isAll = parts.every(part => number.exec(part)?.[0].length === part.length);
  return isAll ? parts.map(part => Number(part.replaceAll('_', ''))) : null;
}

// A whole number among others that needn't be would make an array of integers.
function toCode(value, knob) {
  return knob.whole || !Number.isInteger(value) ? String(value) : `${value}.0`;
}

/** What all controls have: a label, a field, and a note when the code has no such number. */
class Control {
  constructor(knob) {
    this.knob = knob;
    this.element = element('div', 'knob');
    const label = element('label', '', knob.label);
    this.field = document.createElement('input');
    this.field.id = `knob-${++Control.count}`;
    label.htmlFor = this.field.id;
    this.note = element('p', 'note');
    this.note.id = `${this.field.id}-note`;
    this.field.setAttribute('aria-describedby', this.note.id);
    this.element.append(label, this.field, this.note);
  }

  fault(value) {
    const { least, most, whole } = this.knob;
    if (Number.isFinite(value) && value >= least && value <= most && (!whole || Number.isInteger(value))) return '';
    return `A ${whole ? 'whole ' : ''}number from ${least} to ${most}`;
  }

  say(text) {
    this.note.textContent = text;
    this.field.setAttribute('aria-invalid', String(text !== ''));
  }

  enable(isFound) {
    for (const input of this.element.querySelectorAll('input')) input.disabled = !isFound;
    this.say(isFound ? '' : `The code has no number after “${this.knob.before.trim()}”.`);
  }
}
Control.count = 0;

class Single extends Control {
  #write;
  #slider = document.createElement('input');

  constructor(knob, write) {
    super(knob);
    this.#write = write;
    Object.assign(this.field, { type: 'number', min: knob.least, max: knob.most, step: knob.whole ? 1 : 'any' });
    Object.assign(this.#slider, { type: 'range', min: 0, max: this.#steps, step: 1 });
    this.#slider.setAttribute('aria-label', `${knob.label}, slider`);
    this.field.after(this.#slider);
    this.field.addEventListener('input', () => this.#take(this.field.valueAsNumber));
    this.#slider.addEventListener('input', () => this.#take(this.#fromSlider(Number(this.#slider.value))));
  }

  show(text) {
    this.enable(text !== null);
    if (text === null) return;
    const value = Number(text.replaceAll('_', ''));
    if (this.field.valueAsNumber !== value) this.field.value = value;
    if (document.activeElement !== this.#slider) this.#slider.value = this.#toSlider(value);
    this.#slider.setAttribute('aria-valuetext', String(value));
    this.say(this.fault(value));
  }

  #take(value) {
    const fault = this.fault(value);
    if (fault) this.say(fault);
    else this.#write(this.knob, toCode(value, this.knob));
  }

  // Over several powers of ten, equal steps are equal factors.
  get #isByFactors() { return this.knob.least > 0 && this.knob.most / this.knob.least >= 100; }

  // Each arrow key changes a whole number by one.
  get #steps() { return this.knob.whole && !this.#isByFactors ? this.knob.most - this.knob.least : 100; }

  #toSlider(value) {
    const { least, most } = this.knob;
    return this.#steps * (this.#isByFactors ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least));
  }

  #fromSlider(steps) {
    const { least, most, whole } = this.knob;
    const part = steps / this.#steps;
    const value = this.#isByFactors ? least * (most / least) ** part : least + (most - least) * part;
    return Math.min(most, Math.max(least, whole ? Math.round(value) : Number(value.toPrecision(2))));
  }
}

class List extends Control {
  constructor(knob, write) {
    super(knob);
    Object.assign(this.field, { type: 'text', inputMode: 'decimal', spellcheck: false, autocomplete: 'off' });
    this.field.addEventListener('change', () => {
      const values = numbersOf(this.field.value);
      const fault = values === null ? 'Numbers with commas between them' : values.map(value => this.fault(value)).find(Boolean);
      if (fault) this.say(fault);
      else write(knob, values.map(value => toCode(value, knob)).join(', '));
    });
  }

  show(text) {
    this.enable(text !== null);
    if (text !== null && document.activeElement !== this.field) this.field.value = text.trim();
  }
}
