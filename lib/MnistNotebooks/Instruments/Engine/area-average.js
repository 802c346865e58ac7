// Shrinks or enlarges a picture: every new pixel is the mean of the area it covers.

/** @typedef {import('./picture.js').Ink} Picture */

/**
 * For each new pixel the old ones under it, and how much of each is covered: new pixel i covers start + i · step to start + (i + 1) · step.
 * @param {number} count Of old pixels.
 * @param {number} pixels How many new ones there are.
 * @param {number} step
 * @param {number} [start]
 */
export function covered(count, pixels, step, start = 0) {
  return Array.from({ length: pixels }, (_, i) => {
    const from = Math.max(0, start + i * step), to = Math.min(count, start + (i + 1) * step);
    /** @type {[number, number][]} */
    const under = [];
    for (let index = Math.floor(from); index < to; index++) under.push([index, Math.min(to, index + 1) - Math.max(from, index)]);
    return under;
  });
}

/**
 * The means, row by row.
 * @param {Picture} picture
 * @param {[number, number][][]} columns
 * @param {[number, number][][]} rows
 * @param {number} area Of a new pixel.
 */
export function meansOf({ width, levels }, columns, rows, area) {
  return rows.flatMap(row => {
    const sums = new Float64Array(width);
    for (const [y, share] of row)
      for (let x = 0; x < width; x++) sums[x] += share * levels[y * width + x];
    return columns.map(column => column.reduce((sum, [x, share]) => sum + share * sums[x], 0) / area);
  });
}

/**
 * The picture in another size.
 * @param {Picture} picture
 * @param {number} width
 * @param {number} height
 * @returns {Picture}
 */
export function scaled(picture, width, height) {
  const step = picture.width / width, rise = picture.height / height;
  const means = meansOf(picture, covered(picture.width, width, step), covered(picture.height, height, rise), step * rise);
  return { width, height, levels: Uint8Array.from(means, roundToEven) };
}

/**
 * To the nearest whole number, halves to the even one, as .NET does it.
 * @param {number} value
 */
export function roundToEven(value) {
  const nearest = Math.round(value);
  return nearest - value === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
}
