// The layer next to the pixels, for training: only inked pixels are visited, and yet every step is exact.
//
// An input is offset + factor · level, and where there is paper the level is 0. So a node's sum, Σ w · input, is
// offset · Σw + factor · Σ(over the inked pixels) w · level; and a step w += s · input adds s · offset to all weights and
// s · factor · level more to those of the inked pixels. What is added to all of a node's weights is kept apart, as one number for the
// node, and so is its Σw.

/** @typedef {import('./sparse-digits.js').SparseDigits} SparseDigits */

export class SparseLayer {
  #source;
  #offset;
  #factor;
  #nodes;
  /** Nodes side by side, pixel after pixel, without what is added to all of a node's weights. */
  #weights;
  #common;
  /** Σw of each node, all weights whole. */
  #totals;
  #biases;
  /** Factor · level, for every level. */
  #inks;

  /**
   * @param {import('./network.js').Layer} layer Written to by {@link write}.
   * @param {import('./network.js').Scale} scale
   */
  constructor(layer, { offset, factor }) {
    const { nodes, inputs, weights, biases } = layer;
    this.#source = layer;
    this.#offset = offset;
    this.#factor = factor;
    this.#nodes = nodes;
    this.#weights = Float64Array.from({ length: weights.length }, (_, i) => weights[i % nodes * inputs + Math.floor(i / nodes)]);
    this.#common = new Float64Array(nodes);
    this.#totals = new Float64Array(nodes);
    for (let i = 0; i < weights.length; i++) this.#totals[Math.floor(i / inputs)] += weights[i];
    this.#biases = biases ? Float64Array.from(biases) : new Float64Array(nodes);
    this.#inks = Float64Array.from({ length: 256 }, (_, level) => factor * level);
  }

  /**
   * The sums of a record, into an array.
   * @param {SparseDigits} digits
   * @param {number} record
   * @param {Float64Array} sums
   */
  forward({ places, levels, starts, sums: inkSums }, record, sums) {
    const weights = this.#weights, inks = this.#inks, nodes = this.#nodes, end = starts[record + 1];
    const common = this.#common, totals = this.#totals, biases = this.#biases;
    const ink = this.#factor * inkSums[record], offset = this.#offset;
    for (let node = 0; node < nodes; node++) sums[node] = ink * common[node] + offset * totals[node] + biases[node];
    let i = starts[record];
    // Four pixels at once, so that a sum is fetched and stored a quarter as often.
    for (; i + 4 <= end; i += 4) {
      const a = places[i] * nodes, b = places[i + 1] * nodes, c = places[i + 2] * nodes, d = places[i + 3] * nodes;
      const inkA = inks[levels[i]], inkB = inks[levels[i + 1]], inkC = inks[levels[i + 2]], inkD = inks[levels[i + 3]];
      for (let node = 0; node < nodes; node++)
        sums[node] += inkA * weights[a + node] + inkB * weights[b + node] + inkC * weights[c + node] + inkD * weights[d + node];
    }
    for (; i < end; i++) {
      const row = places[i] * nodes, inkOfRow = inks[levels[i]];
      for (let node = 0; node < nodes; node++) sums[node] += inkOfRow * weights[row + node];
    }
  }

  /**
   * Every weight += its node's step · its input, every bias += its node's step.
   * @param {SparseDigits} digits
   * @param {number} record
   * @param {Float64Array} steps Rate · delta of each node.
   */
  learn({ places, levels, starts, sums: inkSums }, record, steps) {
    const weights = this.#weights, inks = this.#inks, nodes = this.#nodes, end = starts[record + 1];
    let i = starts[record];
    for (; i + 2 <= end; i += 2) {
      const a = places[i] * nodes, b = places[i + 1] * nodes, inkA = inks[levels[i]], inkB = inks[levels[i + 1]];
      for (let node = 0; node < nodes; node++) {
        const step = steps[node];
        weights[a + node] += inkA * step;
        weights[b + node] += inkB * step;
      }
    }
    if (i < end) {
      const row = places[i] * nodes, ink = inks[levels[i]];
      for (let node = 0; node < nodes; node++) weights[row + node] += ink * steps[node];
    }
    const sumOfInputs = this.#offset * this.#source.inputs + this.#factor * inkSums[record];
    for (let node = 0; node < nodes; node++) {
      this.#common[node] += this.#offset * steps[node];
      this.#totals[node] += sumOfInputs * steps[node];
      if (this.#source.biases) this.#biases[node] += steps[node];
    }
  }

  /**
   * The weights, a row for each node.
   * @param {import('./network.js').Numbers} rows
   */
  writeWeights(rows) {
    const inputs = this.#source.inputs;
    for (let node = 0; node < this.#nodes; node++)
      for (let i = 0; i < inputs; i++) rows[node * inputs + i] = this.#weights[i * this.#nodes + node] + this.#common[node];
  }

  /** Brings the network's layer up to date. */
  write() {
    this.writeWeights(this.#source.weights);
    this.#source.biases?.set(this.#biases);
  }
}
