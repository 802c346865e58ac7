// What a training is determined by, how it is said, and how an address keeps it.

import { whole } from '../Elements/numbers.js';
import { heldBackOf } from './held-back.js';

/**
 * @typedef {object} Settings
 * @property {number} hidden Hidden nodes.
 * @property {number} rate Learning rate.
 * @property {number} digits How many training digits, from the first.
 * @property {number} epochs How often they are passed through.
 * @property {number} seed Of the start weights.
 * @property {'tutorial' | 'exact'} rule How errors are carried back.
 *
 * @typedef {'hidden' | 'rate' | 'digits' | 'epochs' | 'seed'} NumberName
 *
 * A number that can be set.
 * @typedef {object} NumberSetting
 * @property {string} label
 * @property {number} least
 * @property {number} most
 * @property {boolean} isWhole
 * @property {number[]} stops Where a slider halts.
 */

/** What addresses that keep settings begin with. */
const ADDRESS = '#lab=';

/** The learning rates of a sweep. */
export const SWEPT_RATES = [0.01, 0.03, 0.1, 0.3, 1];

/** @type {Record<NumberName, NumberSetting>} */
const NUMBERS = {
  hidden: { label: 'Hidden nodes', least: 1, most: 500, isWhole: true, stops: [1, 2, 5, 10, 20, 50, 100, 200, 300, 500] },
  rate: { label: 'Learning rate', least: 0.0001, most: 100, isWhole: false, stops: [0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 1, 3, 10] },
  digits: { label: 'Digits', least: 10, most: 4000, isWhole: true, stops: [100, 200, 500, 1000, 2000, 4000] },
  epochs: { label: 'Epochs', least: 1, most: 20, isWhole: true, stops: [1, 2, 3, 4, 5, 10, 20] },
  seed: { label: 'Seed', least: 1, most: 1_000_000, isWhole: true, stops: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
};

export const NUMBER_NAMES = /** @type {NumberName[]} */ (Object.keys(NUMBERS));

/**
 * The numbers that can be set where there are so many training digits.
 * @param {number} train
 */
export function numbersFor(train) {
  const { digits } = NUMBERS, most = Math.min(digits.most, train - heldBackOf(train));
  return { ...NUMBERS, digits: { ...digits, least: Math.min(digits.least, most), most, stops: digits.stops.filter(stop => stop <= most) } };
}

/**
 * The settings that stand there at first.
 * @param {Record<NumberName, NumberSetting>} numbers
 * @returns {Settings}
 */
export function defaultsOf({ digits }) { return { hidden: 100, rate: 0.1, digits: digits.most, epochs: 1, seed: 1, rule: 'tutorial' }; }

/** @type {Record<Settings['rule'], string>} */
export const RULES = { tutorial: "tutorial's rule", exact: 'exact gradient' };

/**
 * Why a number can't be set to this; empty when it can.
 * @param {NumberSetting} setting
 * @param {number} value
 */
export function faultOf({ label, least, most, isWhole }, value) {
  if (!(value >= least && value <= most)) return `${label}: a number from ${least} to ${most}.`;
  return isWhole && !Number.isInteger(value) ? `${label}: a whole number.` : '';
}

/**
 * How an address keeps settings. What it does not name, or names with a value that can't be, is as by default.
 * @param {Record<NumberName, NumberSetting>} numbers
 * @returns {import('../Elements/address.js').AddressForm<Settings>}
 */
export function addressFormOf(numbers) {
  return { begin: ADDRESS, read: hash => settingsFrom(hash, numbers), write: addressOf };
}

/**
 * @param {string} hash Of the address.
 * @param {Record<NumberName, NumberSetting>} numbers
 * @returns {Settings | null} Null when it is the address of something else.
 */
function settingsFrom(hash, numbers) {
  if (!hash.startsWith(ADDRESS)) return null;
  const settings = defaultsOf(numbers);
  for (const part of hash.slice(ADDRESS.length).replaceAll('%2C', ',').replaceAll('%3A', ':').split(',')) {
    const [name, value] = part.split(':');
    if (name === 'rule' && (value === 'tutorial' || value === 'exact')) settings.rule = value;
    const number = NUMBER_NAMES.find(known => known === name);
    if (number && value && faultOf(numbers[number], Number(value)) === '') settings[number] = Number(value);
  }
  return settings;
}

/**
 * The end of an address that keeps settings.
 * @param {Settings} settings
 */
function addressOf(settings) {
  return ADDRESS + [...NUMBER_NAMES, /** @type {'rule'} */ ('rule')].map(name => `${name}:${settings[name]}`).join();
}

/**
 * The settings in a few words each, in the order in which they are shown.
 * @param {Settings} settings
 */
export function wordsOf({ hidden, rate, digits, epochs, seed, rule }) {
  return {
    hidden: `${hidden} ${hidden === 1 ? 'node' : 'nodes'}`,
    rate: `rate ${rate}`,
    digits: `${whole(digits)} digits`,
    epochs: `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`,
    rule: RULES[rule],
    seed: `seed ${seed}`,
  };
}

/**
 * What of some settings is different from others, in a few words; all of it when nothing is.
 * @param {Settings} settings
 * @param {Settings} others
 */
export function differenceOf(settings, others) {
  const words = wordsOf(settings), names = /** @type {(keyof Settings)[]} */ (Object.keys(words));
  const different = names.filter(name => settings[name] !== others[name]);
  return (different.length > 0 ? different : /** @type {(keyof Settings)[]} */ (['hidden', 'rate'])).map(name => words[name]).join(', ');
}
