// Adam: every weight's step is about the rate, however large its slopes are.

const KEEP = 0.9, KEEP_SQUARE = 0.999, EPSILON = 1e-7;

/**
 * Running means of the slopes and of their squares (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1). Both
 * start at 0 and would be too small at first, so they are divided by the share of the weight, 1 − βᵗ, that t slopes have in them.
 */
export class Adam {
  #network;
  #rate;
  /** For each layer the means of the slopes, and of their squares, of its weights and of its biases. */
  #means;
  #steps = 0;

  /**
   * @param {import('./network.js').Network} network Its weights and biases change with every step.
   * @param {number} rate
   */
  constructor(network, rate) {
    this.#network = network;
    this.#rate = rate;
    this.#means = network.layers.map(({ weights, biases }) => ({ weights: pairOf(weights.length), biases: pairOf(biases?.length ?? 0) }));
  }

  /**
   * One step.
   * @param {import('./backward.js').LayerGradients[]} slopes
   */
  step(slopes) {
    this.#steps++;
    this.#network.layers.forEach(({ weights, biases }, i) => {
      this.#change(weights, slopes[i].weights, this.#means[i].weights);
      if (biases && slopes[i].biases) this.#change(biases, slopes[i].biases, this.#means[i].biases);
    });
  }

  /**
   * @param {import('./activations.js').Numbers} values
   * @param {Float64Array} slopes
   * @param {{ mean: Float64Array, square: Float64Array }} means
   */
  #change(values, slopes, { mean, square }) {
    const share = 1 - KEEP ** this.#steps, shareOfSquare = 1 - KEEP_SQUARE ** this.#steps;
    for (let i = 0; i < values.length; i++) {
      mean[i] = KEEP * mean[i] + (1 - KEEP) * slopes[i];
      square[i] = KEEP_SQUARE * square[i] + (1 - KEEP_SQUARE) * slopes[i] * slopes[i];
      values[i] -= this.#rate * (mean[i] / share) / (Math.sqrt(square[i] / shareOfSquare) + EPSILON);
    }
  }
}

/** @param {number} length */
function pairOf(length) { return { mean: new Float64Array(length), square: new Float64Array(length) }; }
