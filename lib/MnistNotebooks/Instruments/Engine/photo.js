// The ink in a photo of a digit, as the library finds it where the photo shows one sheet of paper, lit evenly or not, with ink on it. What
// the library can do besides is left to it: a sheet on a desk, a box around the digit, a digit that was cut out at its outermost ink.

import { cellsOf, contrastOf, isPaperLight } from './paper.js';
import { CERTAIN, cropped } from './picture.js';
import { isAtEdge, keepStrokes } from './strokes.js';
import { splitOf, thresholdOf } from './threshold.js';

/** The widest strokes of MNIST's digits fill two thirds of their rectangle. A 1, whose rectangle is narrow, may fill it all. */
const SOLID = 0.72, LEAST_WIDE = 0.45;

/** What is narrower shows a 1 that fills it. */
const NARROW = 4;

/** How far from one half of the border, and of its corners, the light part is at least, both together. */
const DOUBT = 0.15;

/**
 * The ink alone, 0 (paper) to 255 (full ink), in a picture of the same size. Null when there is none, when it may be something else than
 * a digit, and when the border looks as if it was ink.
 * @param {import('./picture.js').Ink} photo Levels 0 (black) to 255 (white).
 * @returns {import('./picture.js').Ink | null}
 */
export function inkOf(photo) {
  if (Math.max(photo.width, photo.height) >= NARROW * Math.min(photo.width, photo.height)) return null;
  const grey = cellsOf(photo), isLight = isPaperLight(grey), borderIsLight = isBorderLight(grey);
  if (borderIsLight !== null && borderIsLight !== isLight) return null;
  const picture = isLight ? { ...photo, levels: photo.levels.map(level => 255 - level) } : photo, cells = cellsOf(picture);
  const contrast = contrastOf(picture, cells), threshold = thresholdOf(contrast);
  if (!threshold) return null;
  const { paper, noise, ink } = threshold, full = ink - paper;
  const levels = Uint8Array.from(contrast, level => (level > noise ? Math.min(255, Math.trunc((level - paper) * 255 / full)) : 0));
  const found = { width: photo.width, height: photo.height, levels };
  return keepStrokes(found, { columns: cells.width, rows: cells.height }) && !isSolid(found) ? found : null;
}

/**
 * Whether ink fills its rectangle as no digit does, only a sheet with a digit cut out of it.
 * @param {import('./picture.js').Ink} ink
 */
function isSolid(ink) {
  const part = cropped(ink);
  if (!part) return true;
  const certain = part.levels.reduce((count, level) => count + (level >= CERTAIN ? 1 : 0), 0);
  return Math.min(part.width, part.height) >= LEAST_WIDE * Math.max(part.width, part.height) && certain >= SOLID * part.levels.length;
}

/**
 * Whether most of the border and of its corners is light; null when it can't be told.
 * @param {import('./picture.js').Ink} cells
 */
function isBorderLight({ width, height, levels }) {
  const counts = new Float64Array(256), cells = Array.from(levels, (_, cell) => cell);
  for (const level of levels) counts[level]++;
  const split = splitOf(counts);
  const lightIn = (/** @type {number[]} */ some) => some.filter(cell => levels[cell] >= split).length / some.length;
  const corners = [0, width - 1, width * (height - 1), width * height - 1];
  const light = lightIn(corners) + lightIn(cells.filter(cell => isAtEdge({ columns: width, rows: height }, cell)));
  return Math.abs(light - 1) < DOUBT ? null : light > 1;
}
