// Trainings that were made, with their curves: what is compared.

/**
 * @typedef {import('./settings.js').Settings} Settings
 *
 * @typedef {object} Run
 * @property {number} number From 1, in the order in which they were made.
 * @property {Settings} settings
 * @property {string} color
 * @property {import('../Engine/worker.js').ErrorPoint[]} errors
 * @property {import('../Engine/worker.js').AccuracyPoint[]} accuracies
 * @property {number} records Trained on so far.
 * @property {number} total How many there are to be.
 * @property {'running' | 'done' | 'stopped'} state
 */

// More could not be told apart, and would need ever more memory.
const MOST_KEPT = 12;

/** The last trainings; those of one press belong together and stand out, the earlier ones are pale. */
export class Runs {
  #colors;
  #count = 0;
  #firstOfPress = 0;
  /** @type {Run[]} */
  list = [];

  /** @param {string[]} colors Of their curves, one after the other. */
  constructor(colors) { this.#colors = colors; }

  /** Begins a press: all runs that are there become earlier ones. */
  press() { this.#firstOfPress = this.#count + 1; }

  /**
   * Adds a run.
   * @param {Settings} settings
   * @returns {Run}
   */
  add(settings) {
    /** @type {Run} */
    const run = {
      number: ++this.#count, settings, color: this.#colors[(this.#count - 1) % this.#colors.length],
      errors: [], accuracies: [], records: 0, total: settings.digits * settings.epochs, state: 'running',
    };
    this.list.push(run);
    if (this.list.length > MOST_KEPT) this.list.shift();
    return run;
  }

  /** The newest run, if there is any. */
  get newest() { return this.list.at(-1); }

  /** @param {Run} run */
  isEarlier(run) { return run.number < this.#firstOfPress; }

  /**
   * Forgets a run.
   * @param {Run} run
   */
  remove(run) { this.list = this.list.filter(other => other !== run); }

  /** Forgets the earlier runs. */
  forgetEarlier() { this.list = this.list.filter(run => !this.isEarlier(run)); }
}

/**
 * The share of the digits held back that was right at last; not a number before the first test.
 * @param {Run} run
 */
export function accuracyOf({ accuracies }) { return accuracies.at(-1)?.accuracy ?? NaN; }

/**
 * How far chance moves a share that is counted on so many digits: its standard error.
 * @param {number} share
 * @param {number} count
 */
export function chanceOf(share, count) { return Math.sqrt(share * (1 - share) / count); }
