// Digits with what a network read in them, as the library's PackedReadings stores them.

import { readDigits } from '../Engine/digits.js';
import { SIDE } from '../Engine/picture.js';

/**
 * What the library writes.
 * @typedef {object} StoredReadings
 * @property {number[]} records Their numbers in the set.
 * @property {string} labels One character for each digit; so are the next two.
 * @property {string} read What the network read.
 * @property {string} second Its second choice.
 * @property {number[]} outputs Ten for each digit, in ten-thousandths.
 * @property {number} columns Digits side by side in the picture.
 * @property {string} picture A grey PNG in base 64; empty without digits.
 *
 * One digit.
 * @typedef {object} Reading
 * @property {number} record
 * @property {number} label
 * @property {number} read
 * @property {number} second
 * @property {Float64Array} outputs
 * @property {Uint8Array} pixels
 */

const OUTPUTS_OF_ONE = 10, STEPS = 10000;

/**
 * @param {StoredReadings} stored
 * @returns {Promise<Reading[]>}
 */
export async function readingsOf({ records, labels, read, second, outputs, columns, picture }) {
  if (records.length === 0) return [];
  const { test: { pixels } } = await readDigits({
    name: '', isMnist: false, train: 0, test: records.length, columns, labels, picture: `data:image/png;base64,${picture}`,
  });
  const size = SIDE * SIDE;
  return records.map((record, i) => ({
    record, label: Number(labels[i]), read: Number(read[i]), second: Number(second[i]),
    outputs: Float64Array.from(outputs.slice(i * OUTPUTS_OF_ONE, (i + 1) * OUTPUTS_OF_ONE), output => output / STEPS),
    pixels: pixels.subarray(i * size, (i + 1) * size),
  }));
}
