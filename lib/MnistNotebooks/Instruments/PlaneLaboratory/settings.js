// What a training in the plane is determined by, and how an address keeps it.

import { ownPointsFrom, textOfOwnPoints } from './own-points.js';

/**
 * @typedef {'spiral' | 'moons' | 'blobs' | 'own'} SetName
 *
 * @typedef {object} Settings
 * @property {SetName} points
 * @property {number[]} hidden Nodes of each hidden layer, the one next to the inputs first; empty for none.
 * @property {HiddenActivation} activation
 * @property {number} rate Learning rate.
 * @property {number} penalty λ of the penalty on the squares of the weights.
 * @property {number} seed Of the start weights.
 * @property {import('./own-points.js').OwnPoint[]} own
 *
 * @typedef {'tanh' | 'sigmoid' | 'relu' | 'identity'} HiddenActivation
 */

export const MOST_LAYERS = 3, MOST_NODES = 8, MOST_SEED = 1_000_000;

/** @type {Record<SetName, string>} */
export const SETS = { spiral: 'spiral', moons: 'moons', blobs: 'blobs', own: 'your own' };

/** The names of the library's. @type {Record<HiddenActivation, string>} */
export const HIDDEN_ACTIVATIONS = { tanh: 'Tanh', sigmoid: 'Sigmoid', relu: 'ReLU', identity: 'Identity' };

export const LEARNING_RATES = [0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.3];

export const PENALTIES = [0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1];

/** @type {Readonly<Settings>} */
export const DEFAULTS = { points: 'spiral', hidden: [8, 8], activation: 'tanh', rate: 0.02, penalty: 0, seed: 1, own: [] };

/** @type {import('../Elements/address.js').AddressForm<Settings>} */
export const ADDRESS_FORM = { begin: '#plane=', read: settingsFrom, write: addressOf };

/**
 * Whether a number can be a seed.
 * @param {number} value
 */
export function isSeed(value) { return Number.isInteger(value) && value >= 1 && value <= MOST_SEED; }

/**
 * What the address does not name, or names with a value that can't be, is as by default.
 * @param {string} hash Of the address.
 * @returns {Settings | null} Null when it is the address of something else.
 */
function settingsFrom(hash) {
  if (!hash.startsWith(ADDRESS_FORM.begin)) return null;
  const parts = hash.slice(ADDRESS_FORM.begin.length).replaceAll('%2C', ',').replaceAll('%3A', ':').split(',');
  /** @type {Record<string, string | undefined>} */
  const { points, hidden, activation, rate, penalty, seed, own } = Object.fromEntries(parts.map(part => part.split(':')));
  return {
    points: keyOf(SETS, points) ?? DEFAULTS.points,
    hidden: hiddenFrom(hidden ?? '') ?? DEFAULTS.hidden,
    activation: keyOf(HIDDEN_ACTIVATIONS, activation) ?? DEFAULTS.activation,
    rate: LEARNING_RATES.find(known => known === Number(rate)) ?? DEFAULTS.rate,
    penalty: PENALTIES.find(known => known === Number(penalty)) ?? DEFAULTS.penalty,
    seed: isSeed(Number(seed)) ? Number(seed) : DEFAULTS.seed,
    own: ownPointsFrom(own ?? ''),
  };
}

/** @param {Settings} settings */
function addressOf({ points, hidden, activation, rate, penalty, seed, own }) {
  const parts = { points, hidden: hidden.join('-') || '0', activation, rate, penalty, seed };
  const kept = points === 'own' ? { ...parts, own: textOfOwnPoints(own) } : parts;
  return ADDRESS_FORM.begin + Object.entries(kept).map(([name, value]) => `${name}:${value}`).join();
}

/**
 * @template {string} Key
 * @param {Record<Key, string>} known
 * @param {string} [name]
 */
function keyOf(known, name) { return /** @type {Key[]} */ (Object.keys(known)).find(key => key === name); }

/** @param {string} text Such as 8-4; 0 for no layer. */
function hiddenFrom(text) {
  if (text === '0') return [];
  const hidden = text.split('-').map(Number);
  const isPossible = hidden.length <= MOST_LAYERS && hidden.every(nodes => Number.isInteger(nodes) && nodes >= 1 && nodes <= MOST_NODES);
  return isPossible ? hidden : null;
}
