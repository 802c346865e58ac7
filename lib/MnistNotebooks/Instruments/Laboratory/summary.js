// What came out of a press, as a sentence.

import { percent, whole } from '../Elements/numbers.js';
import { accuracyOf, chanceOf } from './runs.js';
import { wordsOf } from './settings.js';

/** @typedef {import('./runs.js').Run} Run */

/**
 * @param {Run[]} runs Of one press.
 * @param {number} heldBack How many digits the share is counted on.
 * @param {number} seconds How long it took.
 */
export function summaryOf(runs, heldBack, seconds) {
  const tested = runs.filter(run => Number.isFinite(accuracyOf(run)));
  if (tested.length === 0) return 'Stopped before the first test.';
  const time = `${seconds.toFixed(1)} s`;
  return runs.length === 1 ? ofOne(runs[0], heldBack, time) : ofSweep(tested, heldBack, time);
}

/**
 * @param {Run} run
 * @param {number} heldBack
 * @param {string} time
 */
function ofOne(run, heldBack, time) {
  const { state, records, settings } = run, words = wordsOf(settings);
  return `${words.hidden}, ${words.rate}: ${rightOf(run, heldBack)}; ${whole(records)} records in ${time}`
    + `${state === 'stopped' ? ', then stopped' : ''}.`;
}

/**
 * @param {Run[]} runs
 * @param {number} heldBack
 * @param {string} time
 */
function ofSweep(runs, heldBack, time) {
  const best = runs.reduce((a, b) => (accuracyOf(b) > accuracyOf(a) ? b : a));
  // Chance alone seldom moves two shares further apart than twice the error of their difference.
  const others = runs.filter(run => run !== best && accuracyOf(best) - accuracyOf(run)
    < 2 * Math.hypot(chanceOf(accuracyOf(best), heldBack), chanceOf(accuracyOf(run), heldBack)));
  const rates = others.map(run => run.settings.rate).join(' and ');
  return `Of ${runs.length} learning rates ${best.settings.rate} reads best: ${rightOf(best, heldBack)}; `
    + `${rates === '' ? 'no other comes within chance of it' : `within chance of it: ${rates}`}. ${time}.`;
}

/**
 * @param {Run} run
 * @param {number} heldBack
 */
function rightOf(run, heldBack) {
  const share = accuracyOf(run);
  return `${whole(Math.round(share * heldBack))} of ${whole(heldBack)} digits held back right, `
    + `${percent(share)} ± ${(100 * chanceOf(share, heldBack)).toFixed(1)}`;
}
