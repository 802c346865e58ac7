// The points that a network learns from, and as many others that it never sees.

import { OWN_REACH } from './own-points.js';

/**
 * @typedef {import('./own-points.js').Point} Point
 *
 * @typedef {object} PointSet
 * @property {Point[]} learned
 * @property {Point[]} unseen
 * @property {number} classes
 * @property {number} reach How far the plane is shown to each side of the middle.
 * @property {[string, string]} code C# expressions for both.
 *
 * What the library writes; of each point x, y and class.
 * @typedef {{ learned: [number, number, number][], unseen: [number, number, number][], code: [string, string] }} StoredSet
 */

const BORDER = 1.06;

/**
 * @param {StoredSet} stored
 * @returns {PointSet}
 */
export function storedSet({ learned, unseen, code }) {
  const points = [learned, unseen].map(all => all.map(([x, y, label]) => ({ x, y, label })));
  return setOf(points[0], points[1], BORDER * Math.max(...points.flat().flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)])), code);
}

/**
 * @param {import('./own-points.js').OwnPoint[]} points
 * @returns {PointSet}
 */
export function ownSet(points) {
  const learned = points.filter(({ isUnseen }) => !isUnseen), unseen = points.filter(({ isUnseen }) => isUnseen);
  return setOf(learned, unseen, BORDER * OWN_REACH, [codeOf(learned), codeOf(unseen)]);
}

/**
 * @param {Point[]} learned
 * @param {Point[]} unseen
 * @param {number} reach
 * @param {[string, string]} code
 */
function setOf(learned, unseen, reach, code) {
  const classes = Math.max(2, ...[...learned, ...unseen].map(({ label }) => label + 1));
  return { learned, unseen, classes, reach, code };
}

const POINTS_PER_LINE = 4;

/** @param {Point[]} points */
function codeOf(points) {
  const rows = points.map(({ x, y }, i) => `${i % POINTS_PER_LINE === 0 ? '\n    ' : ' '}[${x}, ${y}]`);
  return `new(Matrix<double>.Build.DenseOfRowArrays(${rows.join()}),\n    [${points.map(({ label }) => label).join(', ')}])`;
}
