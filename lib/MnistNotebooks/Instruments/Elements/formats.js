// The numbers of sums and steps, of which every digit may matter.

import { fixed } from './numbers.js';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * With four decimals, or so many, and its sign.
 * @param {number} value
 * @param {number} [digits]
 */
export function signed(value, digits = 4) {
  const text = fixed(value, digits);
  return text.startsWith('−') ? text : `+${text}`;
}

/**
 * With eight decimals: a weight that is changed by very little.
 * @param {number} value
 */
export function exact(value) { return value.toFixed(8).replace('-', '−'); }

/**
 * With six significant digits, however small: 0.0314159, 3.14159 × 10⁻⁵.
 * @param {number} value
 */
export function precise(value) {
  if (value === 0) return '0';
  if (Math.abs(value) >= 0.001) return value.toPrecision(6).replace('-', '−');
  const [digits, exponent] = value.toExponential(5).split('e-');
  return `${digits.replace('-', '−')} × 10⁻${[...exponent].map(digit => SUPERSCRIPTS[Number(digit)]).join('')}`;
}

/**
 * A bound, with four decimals and never too small.
 * @param {number} value
 */
export function roundedUp(value) { return (Math.ceil(1e4 * value) / 1e4).toFixed(4); }
