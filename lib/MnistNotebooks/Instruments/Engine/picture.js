// From ink to a network's picture, as the library prepares pictures of one's own (OwnPicture) and as MNIST was made:
// cropped, fitted into 20×20 pixels, and centred by mass in 28×28. Levels go from 0 (paper) to 255 (ink), row by row.

/** @typedef {{ width: number, height: number, levels: Uint8Array }} Ink */

/** Rows, and columns, of a network's picture. */
export const SIDE = 28;

const BOX = 20, CERTAIN = 128;

/**
 * The 784 levels, or null when there is no ink.
 * @param {Ink} ink
 */
export function prepared(ink) {
  const part = cropped(ink);
  return part && centred(fitted(part));
}

/**
 * The smallest part that holds all pixels which are ink for certain.
 * @param {Ink} ink
 * @returns {Ink | null}
 */
function cropped({ width, height, levels }) {
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
 * The longer side as 20 pixels, each the mean of the area it covers; then the levels are raised until the greatest is 255.
 * @param {Ink} part
 * @returns {Ink}
 */
function fitted(part) {
  const step = Math.max(part.width, part.height) / BOX;
  const columns = covered(part.width, step), rows = covered(part.height, step);
  const means = rows.flatMap(row => {
    const sums = new Float64Array(part.width);
    for (const [y, share] of row)
      for (let x = 0; x < part.width; x++) sums[x] += share * part.levels[y * part.width + x];
    return columns.map(column => column.reduce((sum, [x, share]) => sum + share * sums[x], 0) / (step * step));
  });
  const most = Math.max(...means);
  return { width: columns.length, height: rows.length, levels: Uint8Array.from(means, mean => roundToEven(255 * mean / most)) };
}

/**
 * For each new pixel the old ones under it, and how much of each is covered; what is left at the ends is shared between both.
 * @param {number} count
 * @param {number} step
 */
function covered(count, step) {
  const pixels = Math.ceil(count / step), start = (count - pixels * step) / 2;
  return Array.from({ length: pixels }, (_, i) => {
    const from = Math.max(0, start + i * step), to = Math.min(count, start + (i + 1) * step);
    /** @type {[number, number][]} */
    const under = [];
    for (let index = Math.floor(from); index < to; index++) under.push([index, Math.min(to, index + 1) - Math.max(from, index)]);
    return under;
  });
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

/**
 * To the nearest whole number, halves to the even one, as .NET does it.
 * @param {number} value
 */
export function roundToEven(value) {
  const nearest = Math.round(value);
  return nearest - value === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
}
