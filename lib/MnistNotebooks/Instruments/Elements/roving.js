// Many buttons with one stop for Tab: the arrow keys go from one to the next.

export class Roving {
  /** @type {HTMLElement[]} */
  #buttons = [];
  #reached = 0;
  #isTable;

  /**
   * @param {HTMLElement} place Holds the buttons, row by row.
   * @param {boolean} isTable Whether rows are rows of a table: a row's end is an end, and Home and End stay in it.
   */
  constructor(place, isTable = false) {
    this.#isTable = isTable;
    place.addEventListener('keydown', event => this.#move(event));
    place.addEventListener('focusin', ({ target }) => this.reach(this.#buttons.indexOf(/** @type {HTMLElement} */ (target))));
  }

  /** @param {HTMLElement[]} buttons All of them; the first one is the stop. */
  set(buttons) {
    this.#buttons = buttons;
    this.#reached = 0;
    buttons.forEach((button, i) => { button.tabIndex = i === 0 ? 0 : -1; });
  }

  /** @param {number} index Comes next by Tab. */
  reach(index) {
    if (!this.#buttons[index]) return;
    this.#buttons[this.#reached].tabIndex = -1;
    this.#buttons[index].tabIndex = 0;
    this.#reached = index;
  }

  /** As many as stand beside the first one. */
  get #columns() {
    const top = this.#buttons[0].getBoundingClientRect().top;
    const next = this.#buttons.findIndex(button => button.getBoundingClientRect().top > top + 1);
    return next < 0 ? this.#buttons.length : next;
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    if (this.#buttons.length === 0) return;
    const at = this.#reached, last = this.#buttons.length - 1, columns = this.#columns, isRow = this.#isTable && !event.ctrlKey;
    const start = at - at % columns, end = Math.min(start + columns - 1, last);
    /** @type {Record<string, number>} */
    const to = {
      ArrowRight: this.#isTable && at === end ? at : at + 1, ArrowLeft: this.#isTable && at === start ? at : at - 1,
      ArrowDown: at + columns, ArrowUp: at - columns, Home: isRow ? start : 0, End: isRow ? end : last,
    };
    const index = to[event.key];
    if (index === undefined) return;
    event.preventDefault();
    if (index >= 0 && index <= last) this.#buttons[index].focus();
  }
}
