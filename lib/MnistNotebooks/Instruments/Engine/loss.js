// How wrong outputs are, and which outputs a label wants.

/**
 * The two losses of the library: ½ Σ(target − output)² for outputs of any kind, and −Σ target · ln(output) for those of a softmax.
 * @typedef {'squaredError' | 'crossEntropy'} LossName
 */

/**
 * The outputs wanted for a label: 0.01 and 0.99 for the squared error, 0 and 1 for cross-entropy.
 * @param {LossName} loss
 * @param {number} label
 * @param {number} classes
 */
export function targetsOf(loss, label, classes) {
  const [off, on] = loss === 'crossEntropy' ? [0, 1] : [0.01, 0.99];
  const targets = new Float64Array(classes).fill(off);
  targets[label] = on;
  return targets;
}

/**
 * The loss of one record.
 * @param {LossName} loss
 * @param {import('./network.js').Pass} pass
 * @param {Float64Array} targets
 */
export function lossOf(loss, pass, targets) {
  if (loss === 'squaredError') return squaredErrorOf(pass.outputs, targets) / 2;
  // ln(output) = sum − ln Σ eˢᵘᵐ needs no quotient that could vanish.
  const { sums } = pass.layers[pass.layers.length - 1], largest = Math.max(...sums);
  const logarithm = largest + Math.log(sums.reduce((total, sum) => total + Math.exp(sum - largest), 0));
  return targets.reduce((total, target, i) => total + target * (logarithm - sums[i]), 0);
}

/**
 * Σ(target − output)²
 * @param {Float64Array} outputs
 * @param {Float64Array} targets
 */
export function squaredErrorOf(outputs, targets) {
  let sum = 0;
  for (let i = 0; i < outputs.length; i++) sum += (targets[i] - outputs[i]) ** 2;
  return sum;
}

/**
 * Refuses cross-entropy over anything but a softmax: it judges probabilities. And the tutorial's rule with it: what that carries back is
 * always target − output.
 * @param {LossName} loss
 * @param {import('./backward.js').Rule} rule
 * @param {import('./network.js').Network} network
 */
export function checkLoss(loss, rule, network) {
  if (loss !== 'crossEntropy') return;
  const { activation } = network.layers[network.layers.length - 1];
  if (activation !== 'softmax') throw new RangeError(`Cross-entropy needs a last layer of softmax, but it is ${activation}.`);
  if (rule === 'tutorial') throw new RangeError("The tutorial's rule carries back squared errors; cross-entropy needs the gradient.");
}
