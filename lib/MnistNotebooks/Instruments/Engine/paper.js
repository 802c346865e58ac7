// The paper of a photo, as the library's BackgroundRemoval takes it away: seen coarsely, so that light and shadow show and grain does not.

import { scaled } from './area-average.js';

/** @typedef {import('./picture.js').Ink} Picture Levels 0 (black) to 255 (white). */

const MOST_CELLS = 64;

/** A sixth of the picture to each side: no stroke is that wide, and only wide shadows are. */
const REACH = 6;

/** In the deepest shadow grain is not magnified any further. */
const LEAST_LIGHT = 32;

/**
 * The mean grey of each cell; at most 64 cells a side.
 * @param {Picture} picture
 */
export function cellsOf(picture) {
  const size = Math.max(1, Math.max(picture.width, picture.height) / MOST_CELLS);
  return scaled(picture, Math.ceil(picture.width / size), Math.ceil(picture.height / size));
}

/**
 * Paper takes up most of a picture, so its grey is the median; ink is at the end that is farther away.
 * @param {Picture} cells
 */
export function isPaperLight({ levels }) {
  const greys = levels.slice().sort(), median = greys[Math.floor(greys.length / 2)];
  return median - greys[0] > greys[greys.length - 1] - median;
}

/**
 * How far every pixel is from the dark paper behind it (0) to white (255). Where light paper was inverted, this is how much of the light
 * that the paper returns the ink swallows: the same in a shadow as beside it.
 * @param {Picture} picture Bright ink on dark paper.
 * @param {Picture} cells
 */
export function contrastOf(picture, cells) {
  const paper = behind(cells), contrast = new Int16Array(picture.levels.length);
  const columns = between(picture.width, paper.width), rows = between(picture.height, paper.height), bare = new Float32Array(paper.width);
  for (let y = 0, at = 0; y < picture.height; y++) {
    const [above, below, part] = rows[y];
    for (let i = 0; i < paper.width; i++)
      bare[i] = mixed(paper.levels[above * paper.width + i], paper.levels[below * paper.width + i], part);
    for (let x = 0; x < picture.width; x++, at++) {
      const [left, right, share] = columns[x], grey = mixed(bare[left], bare[right], share);
      const level = Math.round((picture.levels[at] - grey) * 255 / Math.max(255 - grey, LEAST_LIGHT));
      contrast[at] = Math.min(Math.max(level, -255), 255);
    }
  }
  return contrast;
}

/**
 * The least grey around each cell, then the greatest of these around each (a morphological opening). This takes away what is brighter
 * than its surroundings and narrow, and leaves the edges of wide shadows where they are.
 * @param {Picture} cells
 * @returns {Picture}
 */
function behind(cells) {
  const radius = Math.max(1, Math.floor(Math.max(cells.width, cells.height) / REACH));
  const opened = combined(combined(continued(cells, radius), radius, Math.min), radius, Math.max), { width, height } = cells;
  const levels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = (y + radius) * opened.width + radius;
    levels.set(opened.levels.subarray(start, start + width), y * width);
  }
  return { width, height, levels };
}

/**
 * The picture with a margin in which it goes on as it came, so that light which fades towards an edge is not cut off there.
 * @param {Picture} cells
 * @param {number} margin
 * @returns {Picture}
 */
function continued(cells, margin) {
  const width = cells.width + 2 * margin, height = cells.height + 2 * margin, levels = new Uint8ClampedArray(width * height);
  for (let i = 0; i < levels.length; i++) {
    levels[i] = along(Math.floor(i / width) - margin, cells.height, row =>
      along(i % width - margin, cells.width, column => cells.levels[row * cells.width + column]));
  }
  return { width, height, levels: new Uint8Array(levels.buffer) };
}

/**
 * @param {number} at
 * @param {number} count
 * @param {(place: number) => number} grey
 */
function along(at, count, grey) {
  const edge = Math.min(Math.max(at, 0), count - 1), mirrored = Math.min(Math.max(2 * edge - at, 0), count - 1);
  return at === edge ? grey(at) : 2 * grey(edge) - grey(mirrored);
}

/**
 * Combines the greys of the square around each cell: along its row, then those along its column.
 * @param {Picture} cells
 * @param {number} radius
 * @param {(a: number, b: number) => number} combine
 * @returns {Picture}
 */
function combined({ width, height, levels }, radius, combine) {
  const pass = (/** @type {Uint8Array} */ values, /** @type {number} */ step, /** @type {(cell: number) => number} */ placeOf,
    /** @type {number} */ count) => values.map((value, cell) => {
    const at = placeOf(cell), last = Math.min(count - 1, at + radius);
    for (let i = Math.max(0, at - radius); i <= last; i++) value = combine(value, values[cell + (i - at) * step]);
    return value;
  });
  const rows = pass(levels, 1, cell => cell % width, width);
  return { width, height, levels: pass(rows, width, cell => Math.floor(cell / width), height) };
}

/**
 * For each pixel the two cells whose middles it lies between, and how far it is on its way to the second.
 * @param {number} pixels
 * @param {number} cells
 * @returns {[number, number, number][]}
 */
function between(pixels, cells) {
  return Array.from({ length: pixels }, (_, pixel) => {
    const place = Math.min(Math.max((pixel + 0.5) * cells / pixels - 0.5, 0), cells - 1), from = Math.floor(place);
    return [from, Math.min(from + 1, cells - 1), place - from];
  });
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} share
 */
function mixed(from, to, share) { return from + (to - from) * share; }
