// A walk from one picture to another, pixel by pixel, and what a network says on the way.

/** @typedef {import('./network.js').Numbers} Numbers */

/**
 * The last layer at the first picture, and after each of the pixels that are moved to their values in the second one.
 * @param {import('./network.js').Network} network
 * @param {Numbers} from
 * @param {Numbers} to
 * @param {ArrayLike<number>} order Pixels.
 * @returns {import('./network.js').Pass['layers']} One more than there are pixels.
 */
export function walk(network, from, to, order) {
  const [first] = network.layers, sums = first.sums(from), last = network.layers.length - 1;
  const states = [network.passFrom(sums.slice())[last]];
  for (const pixel of Array.from(order)) {
    const distance = to[pixel] - from[pixel];
    for (let node = 0; node < sums.length; node++) sums[node] += first.weights[node * first.inputs + pixel] * distance;
    states.push(network.passFrom(sums.slice())[last]);
  }
  return states;
}

/** An area is taken from the values at so many equal steps, however many pixels a picture has, as the library does it. */
const STEPS = 100;

/**
 * The area under a curve over an axis from 0 to 1, by the trapezoidal rule, which is its mean value.
 * @param {ArrayLike<number>} values At equal distances; between two of them the curve is straight.
 */
export function areaUnder(values) {
  let area = 0;
  for (let step = 1; step <= STEPS; step++) area += (valueAt(values, (step - 1) / STEPS) + valueAt(values, step / STEPS)) / 2 / STEPS;
  return area;
}

/**
 * @param {ArrayLike<number>} values
 * @param {number} part Of the axis.
 */
function valueAt(values, part) {
  const place = part * (values.length - 1), before = Math.floor(place), beyond = place - before;
  return beyond === 0 ? values[before] : values[before] + beyond * (values[before + 1] - values[before]);
}
