// A digit's strokes in what is left of a photo without its paper, as the library's ConnectedComponents finds them: cells that hang
// together, aren't specks, frames or ruled lines, and aren't at the picture's edge.

import { CERTAIN } from './picture.js';

/** One certain pixel in so many makes a cell part of a stroke, so that a thin pen counts. */
const PIXELS_PER_CERTAIN = 32;

/** Strokes reach over at least so many cells, and the greatest has at most so many times their ink. */
const LEAST_EXTENT = 3, MOST_TIMES = 20;

/** What is around a digit is at most so many times as large: a rim at the picture's edge, and a box or circle. */
const MOST_TIMES_AT_EDGE = 8, MOST_TIMES_WIDE = 3;

/** A ruled line is at least so many times as long as thick, and as long as what it lies beside. */
const LEAST_SLIM = 4, LEAST_ACROSS = 1.5, LEAST_UPRIGHT = 1.8;

/** A shorter one is thinner than strokes that came apart, or farther from what it lies above or below: in parts of its height. */
const LEAST_THIN = 6, LEAST_SHORT = 0.4, LEAST_GAP = 0.1, WIDE_GAP = 0.2;

/** Cells around a stroke that may hold its pale rim. */
const RIM = 2;

/**
 * @typedef {{ columns: number, rows: number }} Grid
 *
 * @typedef {object} Stroke
 * @property {number[]} cells
 * @property {number} ink Pixels that are ink for certain.
 * @property {boolean} touchesEdge
 *
 * A stroke's first cell in one direction, and how many cells it reaches over.
 * @typedef {{ start: number, length: number }} Span
 */

/**
 * Clears every pixel that is not in a stroke or at its rim. True when what is left is a digit: more of its ink is inside the picture
 * than hangs on its edge, and no line is so close below it that it may be a stroke of it.
 * @param {import('./picture.js').Ink} ink Is changed.
 * @param {Grid} grid
 */
export function keepStrokes({ width, height, levels }, grid) {
  const columnOf = cellOf(width, grid.columns), rowOf = cellOf(height, grid.rows), count = grid.columns * grid.rows;
  const certain = new Uint32Array(count), pixels = new Uint32Array(count);
  const cellAt = (/** @type {number} */ i) => rowOf[Math.floor(i / width)] * grid.columns + columnOf[i % width];
  levels.forEach((level, i) => {
    pixels[cellAt(i)]++;
    if (level >= CERTAIN) certain[cellAt(i)]++;
  });
  const { kept, isDigit } = keptOf(grid, certain, pixels);
  for (let i = 0; i < levels.length; i++) if (!kept[cellAt(i)]) levels[i] = 0;
  return isDigit;
}

/**
 * @param {number} pixels
 * @param {number} cells
 */
function cellOf(pixels, cells) {
  return Uint16Array.from({ length: pixels }, (_, pixel) => Math.floor((pixel + 0.5) * cells / pixels));
}

/**
 * @param {Grid} grid
 * @param {Uint32Array} certain Of each cell.
 * @param {Uint32Array} pixels Of each cell.
 */
function keptOf(grid, certain, pixels) {
  const isInk = Array.from(certain, (count, cell) => count > 0 && count * PIXELS_PER_CERTAIN >= pixels[cell]);
  let strokes = regions(grid, isInk).map(cells => ({
    cells, ink: cells.reduce((sum, cell) => sum + certain[cell], 0), touchesEdge: cells.some(cell => isAtEdge(grid, cell)),
  })).filter(({ cells }) => extentOf(grid, cells) >= LEAST_EXTENT);
  const all = strokes;
  strokes = strokes.filter(outer => !all.some(inner => encloses(grid, outer, inner)));
  const written = strokes;
  strokes = strokes.filter(line => !isBeside(grid, line, written.filter(other => other !== line))
    && !(Math.abs(away(grid, line, written)) >= (slimness(grid, line) >= LEAST_THIN ? LEAST_GAP : WIDE_GAP)));
  // So near above, it is the bar of a 5; below, no digit but a 2 has such a stroke.
  const hasLine = strokes.some(stroke => away(grid, stroke, strokes) >= 0);
  const kept = new Uint8Array(isInk.length), greatest = strokes.reduce((most, { ink }) => Math.max(most, ink), 0);
  const touches = strokes.find(({ ink }) => ink === greatest)?.touchesEdge ?? false;
  // Beside a digit in the middle, what reaches the edge is a shadow or the table.
  const belonging = strokes.filter(({ ink, touchesEdge }) => ink * MOST_TIMES >= greatest && (touches || !touchesEdge));
  for (const { cells } of belonging)
    for (const cell of cells) for (const near of around(grid, cell, RIM)) kept[near] = 1;
  const inkOf = (/** @type {Stroke[]} */ some) => some.reduce((sum, { ink }) => sum + ink, 0);
  return { kept, isDigit: !hasLine && 2 * inkOf(strokes.filter(({ touchesEdge }) => touchesEdge)) < inkOf(belonging) };
}

/**
 * Cells that hang together, by sides or corners.
 * @param {Grid} grid
 * @param {boolean[]} isIn
 */
function regions(grid, isIn) {
  /** @type {number[][]} */
  const found = [], isSeen = new Uint8Array(isIn.length);
  isIn.forEach((value, start) => {
    if (!value || isSeen[start]) return;
    const region = [start];
    isSeen[start] = 1;
    // It grows while it is gone through.
    for (const cell of region) {
      for (const near of around(grid, cell, 1)) {
        if (isSeen[near] || !isIn[near]) continue;
        isSeen[near] = 1;
        region.push(near);
      }
    }
    found.push(region);
  });
  return found;
}

/**
 * Whether one is a box, a circle or a rim around the other: it lies to all four sides of the other's middle. A dot in a 0 is smaller.
 * @param {Grid} grid
 * @param {Stroke} outer
 * @param {Stroke} inner
 */
function encloses(grid, outer, inner) {
  const times = outer.touchesEdge ? MOST_TIMES_AT_EDGE : MOST_TIMES_WIDE;
  if (inner.touchesEdge || extentOf(grid, inner.cells) * times < extentOf(grid, outer.cells)) return false;
  const column = columnIn(grid), row = rowIn(grid);
  return liesOnBothSides(outer, inner, row, column) && liesOnBothSides(outer, inner, column, row);
}

/**
 * @param {Stroke} outer
 * @param {Stroke} inner
 * @param {(cell: number) => number} across Of the line through the middle.
 * @param {(cell: number) => number} along
 */
function liesOnBothSides(outer, inner, across, along) {
  const through = spanOf(inner.cells, across), line = Math.floor(through.start + (through.length - 1) / 2);
  const places = outer.cells.filter(cell => across(cell) === line), { start, length } = spanOf(inner.cells, along);
  return places.some(cell => along(cell) < start) && places.some(cell => along(cell) >= start + length);
}

/**
 * Whether one is a line along a side of all that is written.
 * @param {Grid} grid
 * @param {Stroke} line
 * @param {Stroke[]} written
 */
function isBeside(grid, line, written) {
  if (written.length === 0) return false;
  const cells = written.flatMap(stroke => stroke.cells);
  const [width, height] = [columnIn(grid), rowIn(grid)].map(place => ({ line: spanOf(line.cells, place), all: spanOf(cells, place) }));
  const areApart = (/** @type {{ line: Span, all: Span }} */ { line: { start, length }, all }) =>
    start >= all.start + all.length || all.start >= start + length;
  return width.line.length >= LEAST_SLIM * height.line.length && width.line.length >= LEAST_ACROSS * width.all.length && areApart(height)
    || height.line.length >= LEAST_SLIM * width.line.length && height.line.length >= LEAST_UPRIGHT * height.all.length && areApart(width);
}

/**
 * How many parts of the digit's height a short line is above or below it, such as a form has for each; there may be one on both sides.
 * Not a number for another stroke, negative for a line above.
 * @param {Grid} grid
 * @param {Stroke} line
 * @param {Stroke[]} strokes
 */
function away(grid, line, strokes) {
  if (slimness(grid, line) < LEAST_SLIM) return NaN;
  const cells = strokes.filter(other => slimness(grid, other) < LEAST_SLIM).flatMap(stroke => stroke.cells), column = columnIn(grid);
  if (cells.length === 0 || spanOf(line.cells, column).length < LEAST_SHORT * spanOf(cells, column).length) return NaN;
  const { start, length } = spanOf(line.cells, rowIn(grid)), all = spanOf(cells, rowIn(grid));
  return start >= all.start + all.length ? (start - all.start - all.length) / all.length
    : all.start >= start + length ? (start + length - all.start) / all.length : NaN;
}

/**
 * How many times as wide as high it is.
 * @param {Grid} grid
 * @param {Stroke} stroke
 */
function slimness(grid, { cells }) { return spanOf(cells, columnIn(grid)).length / spanOf(cells, rowIn(grid)).length; }

/**
 * @param {number[]} cells
 * @param {(cell: number) => number} place
 * @returns {Span}
 */
function spanOf(cells, place) {
  const places = cells.map(place), start = places.reduce((a, b) => Math.min(a, b));
  return { start, length: places.reduce((a, b) => Math.max(a, b)) - start + 1 };
}

/**
 * @param {Grid} grid
 * @param {number[]} cells
 */
function extentOf(grid, cells) { return Math.max(spanOf(cells, columnIn(grid)).length, spanOf(cells, rowIn(grid)).length); }

/** @param {Grid} grid */
function columnIn({ columns }) { return (/** @type {number} */ cell) => cell % columns; }

/** @param {Grid} grid */
function rowIn({ columns }) { return (/** @type {number} */ cell) => Math.floor(cell / columns); }

/**
 * @param {Grid} grid
 * @param {number} cell
 */
export function isAtEdge({ columns, rows }, cell) {
  const column = cell % columns, row = Math.floor(cell / columns);
  return column === 0 || row === 0 || column === columns - 1 || row === rows - 1;
}

/**
 * The cells at most so many rows and columns away, and the cell itself.
 * @param {Grid} grid
 * @param {number} cell
 * @param {number} reach
 */
function* around({ columns, rows }, cell, reach) {
  const column = cell % columns, row = Math.floor(cell / columns);
  for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++)
    for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++) yield y * columns + x;
}
