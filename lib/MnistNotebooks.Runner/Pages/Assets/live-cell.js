import { element, button } from './live-dom.js';
import { Outputs } from './live-outputs.js';
import { showText } from './live-text.js';

const words = { waiting: 'Waiting', running: 'Running …', done: 'Done', failed: 'Failed' };

/**
 * A code cell: its code and what the server says about it. The `<pre>` of the page stays, for paper, for copying,
 * and for a reader without an editor; it always holds the present code.
 */
export class Cell {
  status = 'idle';
  needs = [];
  error = null;
  /** Made by live-editor.js when the cell comes near the window. */
  editor = null;

  #act;
  #storedLabel;
  #count = null;
  #stale = false;
  #isAsked = false;
  #tools = element('div', 'tools');
  #said = element('span', 'status');
  #back;
  #run;
  #above;
  #offer = null;
  #painted = '';
  #forget;

  /**
   * @param {HTMLElement} section
   * @param {number} number among the code cells, from 1
   * @param {{ run(cell: Cell): void, runAbove(cell: Cell): void, stop(): void, cell(id: string): Cell,
   *   changed(cell: Cell, isByOther: boolean): void }} act
   */
  constructor(section, number, act) {
    this.section = section;
    this.id = section.id.slice('cell-'.length);
    this.number = number;
    this.input = section.querySelector('.input');
    this.pre = section.querySelector('pre.code');
    this.outputs = new Outputs(section);
    this.#act = act;
    this.code = this.original = this.sent = this.#text.textContent;
    this.#storedLabel = this.#badge?.textContent ?? '';
    if (!/\d/.test(this.#storedLabel)) this.#storedLabel = `[${number}]`;

    this.#run = button('Run', () => this.status === 'running' ? act.stop() : act.run(this), 'Shift+Enter runs and goes on, Ctrl+Enter stays');
    this.#back = button('As in the lesson', () => {
      this.setCode(this.original);
      // This button is gone then, and the focus with it.
      this.#run.focus();
    }, 'Your changes of this cell go');
    this.#tools.append(this.#run);
    this.#above = button('All above', () => act.runAbove(this), 'Runs the cells above this one');
    this.#above.hidden = number === 1;
    this.#tools.append(this.#above, this.#back, this.#said);
    this.input.after(this.#tools);
    this.#paint();
  }

  get #text() { return this.pre.querySelector('code'); }
  get #badge() { return this.input.querySelector('.count'); }

  /** The number that is shown beside the code. */
  get label() { return this.#count === null ? this.#storedLabel : `[${this.#count}]`; }

  get isChanged() { return this.code !== this.original; }

  get isVisible() { return this.#tools.offsetParent !== null; }

  /** The cells that must run first and aren't about to. */
  get missing() { return this.needs.filter(id => !this.#act.cell(id)?.isUnderWay); }

  get isUnderWay() { return this.#isAsked || this.status === 'waiting' || this.status === 'running'; }

  get isOffering() { return this.#offer !== null; }

  /** What the server says; `true` when the cell has just ended. */
  show(state) {
    const wasUnderWay = this.isUnderWay;
    if (state.status !== undefined) {
      this.status = state.status;
      this.#isAsked = false;
    }
    if (state.count !== undefined) this.#count = state.count;
    if (state.stale !== undefined) this.#stale = state.stale;
    if (state.needs !== undefined) this.needs = state.needs;
    if (state.error !== undefined) {
      this.error = state.error;
      this.editor?.showError(state.error);
    }
    this.outputs.show(state);
    this.#paint();
    return wasUnderWay && (state.status === 'done' || state.status === 'failed');
  }

  /** Sent to be run: it waits, though the server hasn't said so yet. */
  asked() {
    this.#isAsked = true;
    this.#paint();
    clearTimeout(this.#forget);
    this.#forget = setTimeout(() => {
      this.#isAsked = false;
      this.#paint();
    }, 4000);
  }

  /** Another label or state of a cell that this one needs. */
  repaint() { this.#paint(); }

  /** @param {boolean} isByOther from another tab, which tells the server itself */
  setCode(code, isByOther = false) {
    if (code === this.code) return;
    if (this.editor) this.editor.setCode(code, isByOther);
    else this.codeIs(code, isByOther);
  }

  replace(start, end, text) {
    if (this.editor) this.editor.replace(start, end, text);
    else this.codeIs(this.code.slice(0, start) + text + this.code.slice(end));
  }

  /** The code has changed, in the editor or without one. */
  codeIs(code, isByOther = false) {
    this.code = code;
    showText(this.#text, code);
    this.#paint();
    this.#act.changed(this, isByOther);
  }

  focusRun() { this.#run.focus(); }

  /** Says what has to run first, with a button for it. */
  offer() {
    this.closeOffer();
    const missing = this.missing;
    const them = missing.length === 1 ? 'it' : 'them';
    const accept = button(`Run ${them} and this cell`, () => this.#act.run(this));
    this.#offer = element('p', 'offer');
    this.#offer.id = `needs-${this.id}`;
    accept.setAttribute('aria-describedby', this.#offer.id);
    this.#offer.append('This cell needs ', ...this.#links(missing), `, which ${missing.length === 1 ? 'has' : 'have'} not run. `, accept);
    this.#offer.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.closeOffer();
      this.#run.focus();
    });
    this.#tools.after(this.#offer);
    accept.focus();
  }

  closeOffer() {
    this.#offer?.remove();
    this.#offer = null;
  }

  #links(ids) {
    return ids.flatMap((id, i) => {
      const link = element('a', '', this.#act.cell(id)?.label ?? id);
      link.href = `#cell-${encodeURIComponent(id)}`;
      return i === 0 ? [link] : [i === ids.length - 1 ? ' and ' : ', ', link];
    });
  }

  // Called whenever anything on the page may have changed; what has not is left alone, and so keeps the focus.
  #paint() {
    const status = this.#isAsked ? 'waiting' : this.status;
    const missing = this.missing;
    const seen = JSON.stringify([status, this.label, this.#stale, this.isChanged, missing.map(id => this.#act.cell(id)?.label)]);
    if (seen === this.#painted) return;
    this.#painted = seen;
    if (missing.length === 0) this.closeOffer();
    this.section.dataset.status = status;
    this.section.classList.toggle('changed', this.isChanged);
    this.section.classList.toggle('stale', this.#stale);
    this.#back.hidden = !this.isChanged;
    this.#run.textContent = status === 'running' ? 'Stop' : 'Run';
    this.#run.setAttribute('aria-label', `${this.#run.textContent} cell ${this.label}`);
    this.#above.setAttribute('aria-label', `All above ${this.label}`);
    this.#back.setAttribute('aria-label', `Cell ${this.label} as in the lesson`);
    const badge = this.#badge;
    if (badge) badge.textContent = status === 'waiting' || status === 'running' ? '[*]' : this.label;
    this.#said.replaceChildren();
    if (words[status]) this.#said.append(words[status]);
    if (this.#stale && !this.isUnderWay) this.#said.append(`${words[status] ? ' · ' : ''}Out of date: it or what it builds on was changed`);
    else if (missing.length > 0 && !this.isUnderWay) this.#said.append(`${words[status] ? ' · ' : ''}Needs `, ...this.#links(missing));
    this.editor?.named();
  }
}
