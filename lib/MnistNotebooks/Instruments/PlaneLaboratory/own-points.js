// The points that the reader sets. Of each class they are learned from and held back in turn.

/**
 * A point of the plane with its class.
 * @typedef {{ x: number, y: number, label: number }} Point
 *
 * Its coordinates are whole hundredths, so that an address and a piece of code tell it exactly.
 * @typedef {Point & { isUnseen: boolean }} OwnPoint
 */

export const OWN_CLASSES = 3, MOST_OWN = 120;

/** How far from the middle a point can be set. */
export const OWN_REACH = 1;

/**
 * The points with one more.
 * @param {OwnPoint[]} points
 * @param {Point} point
 */
export function withPoint(points, { x, y, label }) {
  const same = points.filter(point => point.label === label), unseen = same.filter(point => point.isUnseen).length;
  return [...points, { x: rounded(x), y: rounded(y), label, isUnseen: unseen < same.length - unseen }];
}

/**
 * The point that lies nearest to a place, of those that are not farther than that.
 * @param {OwnPoint[]} points
 * @param {{ x: number, y: number }} place
 * @param {number} distance
 */
export function nearestTo(points, { x, y }, distance) {
  const away = (/** @type {Point} */ point) => Math.hypot(point.x - x, point.y - y);
  return points.filter(point => away(point) <= distance).sort((a, b) => away(a) - away(b)).at(0);
}

/**
 * Why nothing can be learned from these points; empty when something can.
 * @param {OwnPoint[]} points
 */
export function whatIsMissing(points) {
  const isPaired = (/** @type {number} */ label) => points.filter(point => point.label === label).length >= 2;
  const pairs = Array.from({ length: OWN_CLASSES }, (_, label) => label).filter(isPaired).length;
  return pairs >= 2 ? '' : 'Each of two classes needs two points: one to learn from, one held back.';
}

// In the text a letter stands for the class, a capital one where the point is held back: a35.-20B0.15
const LETTERS = 'abc', POINT = /([a-c])(-?\d{1,3})\.(-?\d{1,3})/gi;

/** @param {OwnPoint[]} points */
export function textOfOwnPoints(points) {
  return points.map(({ x, y, label, isUnseen }) => {
    const letter = LETTERS[label];
    return `${isUnseen ? letter.toUpperCase() : letter}${Math.round(100 * x)}.${Math.round(100 * y)}`;
  }).join('');
}

/**
 * @param {string} text
 * @returns {OwnPoint[]}
 */
export function ownPointsFrom(text) {
  return [...text.matchAll(POINT)].slice(0, MOST_OWN).map(([, letter, x, y]) => ({
    x: rounded(Number(x) / 100), y: rounded(Number(y) / 100),
    label: LETTERS.indexOf(letter.toLowerCase()), isUnseen: letter !== letter.toLowerCase(),
  }));
}

/** @param {number} value */
function rounded(value) { return Math.round(100 * Math.min(OWN_REACH, Math.max(-OWN_REACH, value))) / 100 || 0; }
