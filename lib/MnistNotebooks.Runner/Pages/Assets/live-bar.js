import { element, button } from './live-dom.js';

const states = { starting: 'Starting …', ready: 'Ready', busy: 'Running', ended: 'Ended', lost: 'No connection' };

/** The bar above the lesson: the state of the kernel, what concerns all cells, and sentences for the reader. */
export class Bar {
  #bar = element('div', 'bar');
  #state = element('span', 'kernel', states.starting);
  #note = element('p', 'said');
  #spoken = element('p', 'spoken');
  #hide;

  /** @param {Record<'runAll'|'stop'|'restart'|'save'|'download'|'compare'|'throwAway', () => void>} act */
  constructor(act) {
    const buttons = element('div', 'buttons');
    buttons.setAttribute('role', 'group');
    buttons.setAttribute('aria-label', 'Lesson');
    this.compare = button('Compare', act.compare, 'What you changed beside the lesson as it is');
    this.compare.setAttribute('aria-pressed', 'false');
    buttons.append(
      button('Run all', act.runAll, 'All cells, from the first'),
      button('Stop', act.stop, 'Ends the cell that runs'),
      button('Restart', act.restart, 'Stops everything and forgets all variables'),
      button('Save', act.save, 'Writes your own notebook beside the lesson'),
      button('Download', act.download, 'Your own notebook as a file'),
      this.compare,
      askingTwice('Throw away', 'Throw all changes away?', act.throwAway, 'All cells as in the lesson'));
    this.#note.hidden = true;
    this.#spoken.setAttribute('role', 'status');
    this.#bar.append(this.#state, buttons, this.#note, this.#spoken);
    document.querySelector('main').prepend(this.#bar);
  }

  get element() { return this.#bar; }

  /** @param {keyof typeof states} state */
  kernel(state) {
    const old = this.#bar.dataset.kernel;
    this.#bar.dataset.kernel = state;
    this.#state.textContent = states[state] ?? state;
    // Between ready and running it goes to and fro with each cell, whose end is spoken anyway.
    if (old !== state && !(['ready', 'busy'].includes(state) && ['ready', 'busy'].includes(old))) this.speak(this.#state.textContent);
  }

  /**
   * A sentence below the bar, seen and spoken.
   * @param {string} text empty: none
   * @param {{ isError?: boolean, stays?: boolean }} how
   */
  say(text, { isError = false, stays = false } = {}) {
    clearTimeout(this.#hide);
    this.#note.hidden = !text;
    this.#note.classList.toggle('bad', isError);
    if (this.#note.textContent === text && stays) return;
    this.#note.replaceChildren(text);
    if (!text) return;
    if (!stays) {
      const close = button('Close', () => this.say(''));
      this.#note.append(' ', close);
      this.#hide = setTimeout(() => { if (!this.#note.contains(document.activeElement)) this.say(''); }, 12000);
    }
    this.speak(text);
  }

  /** To a screen reader only. */
  speak(text) { this.#spoken.textContent = text; }
}

// What can't be undone is asked for by the button itself.
function askingTwice(label, question, act, title) {
  let back;
  const twice = button(label, () => {
    const isAsking = back !== undefined;
    clearTimeout(back);
    back = undefined;
    twice.textContent = label;
    twice.classList.remove('asking');
    if (isAsking) return act();
    twice.textContent = question;
    twice.classList.add('asking');
    back = setTimeout(() => {
      back = undefined;
      twice.textContent = label;
      twice.classList.remove('asking');
    }, 5000);
  }, title);
  return twice;
}
