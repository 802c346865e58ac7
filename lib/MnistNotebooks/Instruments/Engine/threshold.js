// From which contrast on a pixel is ink, as the library's Threshold finds it.

const LOWEST = -255, LEVELS = 511;

/** Ink that stands out less than this, of 255 and in standard deviations of the grain, can't be told from paper. */
const LEAST_CONTRAST = 16, LEAST_DEVIATIONS = 6;

/**
 * How far pixels stand out from the paper, −255 to 255: about where bare paper is, what its grain does not get above, and where full ink
 * is. Null when there is no ink.
 * @param {Int16Array} contrast
 */
export function thresholdOf(contrast) {
  const counts = new Float64Array(LEVELS);
  for (const level of contrast) counts[level - LOWEST]++;
  // At least half of the pixels are paper, so ink does not reach the lower quarter.
  // In a normal distribution it is 0.97 standard deviations from there to the lowest twentieth.
  const paper = quantile(counts, 0.25), deviation = (paper - quantile(counts, 0.05)) / 0.97;
  const noise = Math.min(LEVELS - 1, paper + Math.ceil(4 * deviation)), above = counts.subarray(noise + 1);
  if (above.every(count => count === 0)) return null;
  const split = splitOf(above), ink = noise + 1 + split + quantile(above.subarray(split), 0.75);
  const standsOut = ink - paper >= Math.max(LEAST_CONTRAST, LEAST_DEVIATIONS * deviation);
  return standsOut ? { paper: paper + LOWEST, noise: noise + LOWEST, ink: ink + LOWEST } : null;
}

/**
 * The level from which on pixels belong to the upper of two classes whose means are as far apart as can be (N. Otsu, "A threshold
 * selection method from gray-level histograms", IEEE Transactions on Systems, Man, and Cybernetics 9, 1979).
 * @param {Float64Array} counts Pixels of each level.
 */
export function splitOf(counts) {
  const all = sumOf(counts), moment = counts.reduce((sum, count, level) => sum + level * count, 0);
  let below = 0, momentBelow = 0, best = 0, widest = 0;
  counts.forEach((count, level) => {
    if (below > 0 && below < all) {
      const distance = momentBelow / below - (moment - momentBelow) / (all - below), variance = below * (all - below) * distance ** 2;
      if (variance > widest) [best, widest] = [level, variance];
    }
    below += count;
    momentBelow += level * count;
  });
  return best;
}

/**
 * The first level that more than this share of all pixels don't exceed.
 * @param {Float64Array} counts
 * @param {number} share
 */
function quantile(counts, share) {
  const wanted = share * sumOf(counts);
  let level = 0;
  for (let sum = counts[0]; sum <= wanted; sum += counts[level]) level++;
  return level;
}

/** @param {Float64Array} counts */
function sumOf(counts) { return counts.reduce((a, b) => a + b, 0); }
