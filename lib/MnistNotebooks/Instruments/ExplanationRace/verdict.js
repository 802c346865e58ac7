// How a race stands, as sentences.

import { fixed } from '../Elements/numbers.js';

/**
 * @typedef {import('./race.js').Race} Race
 * @typedef {import('./race.js').Racer} Racer
 */

/**
 * Who made the network change its mind first, and where the others are.
 * @param {Race} race
 * @param {number} step
 */
export function standing({ methods, count, winner }, step) {
  if (step === 0) return `Nothing is deleted yet, and the network says ${winner}.`;
  const fallen = inOrder(methods.filter(({ fall }) => fall !== null && fall <= step), ({ fall }) => Number(fall));
  const [first, ...then] = groups(fallen).map(group => `${joined(group)} after ${group[0].fall}`);
  const never = step === count ? methods.filter(({ fall }) => fall === null) : [];
  if (never.length > 0) then.push(`never ${joined(never)}`);
  const falls = !first ? `After ${pixels(step)} the network says ${winner} to all of them.`
    : `First to fall: ${first} of ${count} pixels${then.length > 0 ? `; ${then.join('; ')}` : ''}.`;
  const [best] = inOrder(methods, racer => racer.meanTo(step));
  const area = step < count ? 'Lowest mean so far' : 'Smallest area under the curve';
  return `${falls} ${area}: ${best.name}, ${fixed(best.meanTo(step), 2)}.`;
}

/**
 * The reader against each method, at the same number of pixels.
 * @param {Race} race
 */
export function readersPlace({ methods, reader }) {
  const step = reader.order.length;
  if (step === 0) return 'You: no pixel yet. Drag over your digit, and for each pixel of yours everybody deletes one.';
  const mine = reader.meanTo(step), better = methods.filter(racer => racer.meanTo(step) < mine);
  const behind = methods.filter(racer => !better.includes(racer));
  const parts = [better.length > 0 ? `behind ${joined(better)}` : '', behind.length > 0 ? `ahead of ${joined(behind)}` : ''];
  const fall = reader.fall === null ? '' : ` You made it say ${reader.says[reader.fall]} after ${pixels(reader.fall)}.`;
  return `You, after ${pixels(step)}: mean ${fixed(mine, 2)}, ${parts.filter(Boolean).join('; ')}.${fall}`;
}

/** @param {number} count */
function pixels(count) { return count === 1 ? '1 pixel' : `${count} pixels`; }

/** @param {Racer[]} racers */
function joined(racers) {
  const names = racers.map(({ name }) => name), last = names.slice(-1);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : names.join('');
}

/**
 * Those who fell at the same number of pixels together.
 * @param {Racer[]} fallen The first ones first.
 */
function groups(fallen) {
  return [...new Set(fallen.map(({ fall }) => fall))].map(fall => fallen.filter(racer => racer.fall === fall));
}

/**
 * @param {Racer[]} racers
 * @param {(racer: Racer) => number} value The smallest first.
 */
function inOrder(racers, value) { return [...racers].sort((a, b) => value(a) - value(b)); }
