// The questions, the reader's answers and what they are worth.

/** @typedef {import('../Elements/readings.js').Reading} Reading */

export class Quiz {
  /** @type {(number | null)[]} */
  #answers = [];
  #current = 0;
  #isOver = false;

  /** @param {Reading[]} readings What a network misread. */
  constructor(readings) {
    this.readings = readings;
    this.again();
  }

  get current() { return this.#current; }
  get isOver() { return this.#isOver; }
  get reading() { return this.readings[this.#current]; }

  /** The reader's answers, null where there is none. */
  get answers() { return this.#answers; }

  /** What the reader read in the current digit; null before. */
  get answer() { return this.#answers[this.#current]; }

  get isLast() { return this.#current === this.readings.length - 1; }

  /** Of the answered ones: how many there are, the reader's right ones, and those where the second choice is right. */
  get score() {
    const answered = this.readings.filter((_, i) => this.#answers[i] !== null);
    return {
      count: answered.length,
      right: this.readings.filter(({ label }, i) => this.#answers[i] === label).length,
      second: answered.filter(({ label, second }) => second === label).length,
    };
  }

  /** @param {number} digit What the reader reads. */
  read(digit) { this.#answers[this.#current] = digit; }

  /** Goes on; behind the last one it is over. */
  next() {
    if (this.isLast) this.end();
    else this.#current++;
  }

  /** No more questions, however many are left. */
  end() { this.#isOver = true; }

  /** @param {number} index When it is over, any digit can be looked at. */
  look(index) { this.#current = index; }

  /** From the beginning. */
  again() {
    this.#answers = this.readings.map(() => null);
    this.#current = 0;
    this.#isOver = false;
  }
}
