// From ink to a network's picture, as the library prepares pictures of one's own (OwnPicture) and as MNIST was made:
// cropped, fitted into 20×20 pixels, and centred by mass in 28×28. Levels go from 0 (paper) to 255 (ink), row by row.

import { covered, meansOf, roundToEven } from './area-average.js';

/** @typedef {{ width: number, height: number, levels: Uint8Array }} Ink */

/** Rows, and columns, of a network's picture. */
export const SIDE = 28;

/** A pixel from this level on is ink for certain. */
export const CERTAIN = 128;

const BOX = 20;

/**
 * The 784 levels, or null when there is no ink.
 * @param {Ink} ink
 */
export function prepared(ink) {
  const part = cropped(ink);
  return part && centred(fitted(part));
}

/**
 * The smallest part that holds all pixels which are ink for certain; null when there are none.
 * @param {Ink} ink
 * @returns {Ink | null}
 */
export function cropped({ width, height, levels }) {
  let left = width, right = -1, top = height, bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (levels[y * width + x] < CERTAIN) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (bottom < 0) return null;
  const columns = right - left + 1, rows = bottom - top + 1;
  const part = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    const first = (top + y) * width + left;
    part.set(levels.subarray(first, first + columns), y * columns);
  }
  return { width: columns, height: rows, levels: part };
}

/**
 * The longer side as 20 pixels, each the mean of the area it covers, where what is left at the ends is shared between both; then the
 * levels are raised until the greatest is 255.
 * @param {Ink} part
 * @returns {Ink}
 */
function fitted(part) {
  const step = Math.max(part.width, part.height) / BOX;
  const [columns, rows] = [part.width, part.height].map(count => {
    const pixels = Math.ceil(count / step);
    return covered(count, pixels, step, (count - pixels * step) / 2);
  });
  const means = meansOf(part, columns, rows, step * step), most = Math.max(...means);
  return { width: columns.length, height: rows.length, levels: Uint8Array.from(means, mean => roundToEven(255 * mean / most)) };
}

/**
 * Moved by whole pixels so that the centre of mass comes to lie on pixel 14 of row 14, but never out of the picture.
 * @param {Ink} part
 */
function centred({ width, height, levels }) {
  let mass = 0, massX = 0, massY = 0;
  levels.forEach((level, i) => {
    mass += level;
    massX += level * (i % width);
    massY += level * Math.floor(i / width);
  });
  /** @type {(moment: number, size: number) => number} */
  const start = (moment, size) => Math.min(Math.max(roundToEven(SIDE / 2 - moment / mass), 0), SIDE - size);
  const left = start(massX, width), top = start(massY, height);
  const picture = new Uint8Array(SIDE * SIDE);
  for (let y = 0; y < height; y++) picture.set(levels.subarray(y * width, (y + 1) * width), (top + y) * SIDE + left);
  return picture;
}
