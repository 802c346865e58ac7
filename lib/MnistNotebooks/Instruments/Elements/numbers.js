// Numbers as they are read: the same in every country, with a minus sign that is as wide as a plus.

const WHOLE = new Intl.NumberFormat('en');

/**
 * 5,000
 * @param {number} value
 */
export const whole = value => WHOLE.format(value);

/**
 * A share of 1 as 89.4 %, the space of which does not break.
 * @param {number} share
 */
export const percent = share => `${(100 * share).toFixed(1)}\u00a0%`;

/**
 * A number with so many digits, and no exponent for what is usual in a network.
 * @param {number} value
 * @param {number} digits
 */
export const short = (value, digits = 2) => String(Number(value.toPrecision(digits))).replace('-', '−');

/**
 * With four decimals, or so many: what is compared on one axis.
 * @param {number} value
 * @param {number} [digits]
 */
export function fixed(value, digits = 4) {
  return value.toFixed(digits).replace(/^-(?=0\.0*$)/, '').replace('-', '−');
}
