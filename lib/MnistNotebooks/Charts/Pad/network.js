// The network: forward pass, and how much each pixel has to do with one output.

const elementwise = (value, slope, range) => ({
  range,
  apply: sums => sums.map(value),
  pullBack: (slopes, sums, values) => slopes.map((one, i) => one * slope(sums[i], values[i])),
});

const greatest = values => values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);

/** By name: what it makes of a layer's sums, how slopes pass back through it, and the values between which it is drawn. */
const ACTIVATIONS = {
  sigmoid: elementwise(sum => 1 / (1 + Math.exp(-sum)), (_, value) => value * (1 - value), () => [0, 1]),
  relu: elementwise(sum => Math.max(0, sum), sum => (sum > 0 ? 1 : 0), values => [0, greatest(values)]),
  tanh: elementwise(Math.tanh, (_, value) => 1 - value * value, () => [-1, 1]),
  identity: elementwise(sum => sum, () => 1, values => [-greatest(values), greatest(values)]),
  softmax: {
    range: () => [0, 1],
    apply: sums => {
      const largest = Math.max(...sums), powers = sums.map(sum => Math.exp(sum - largest));
      const total = powers.reduce((a, b) => a + b);
      return powers.map(power => power / total);
    },
    pullBack: (slopes, _, values) => {
      const mean = slopes.reduce((sum, slope, i) => sum + slope * values[i], 0);
      return slopes.map((slope, i) => values[i] * (slope - mean));
    },
  },
};

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Weights of 12 bits, two characters each: 2048 is zero, and each node has its own step. */
function unpacked({ weights, steps, inputs }) {
  const digit = new Uint8Array(128);
  [...DIGITS].forEach((character, i) => { digit[character.charCodeAt(0)] = i; });
  return Float32Array.from({ length: weights.length / 2 }, (_, i) =>
    (64 * digit[weights.charCodeAt(2 * i)] + digit[weights.charCodeAt(2 * i + 1)] - 2048) * steps[Math.floor(i / inputs)]);
}

class Layer {
  constructor(stored) {
    this.inputs = stored.inputs;
    this.nodes = stored.steps.length;
    this.weights = unpacked(stored);
    this.biases = stored.biases ?? new Float64Array(this.nodes);
    this.activation = ACTIVATIONS[stored.activation];
  }

  /** weights · inputs + biases */
  sums(inputs) {
    return Float64Array.from(this.biases, (bias, node) => {
      let sum = bias;
      const row = node * this.inputs;
      for (let i = 0; i < inputs.length; i++) sum += this.weights[row + i] * inputs[i];
      return sum;
    });
  }

  /** weightsᵀ · slopes */
  carryBack(slopes) {
    const back = new Float64Array(this.inputs);
    slopes.forEach((slope, node) => {
      const row = node * this.inputs;
      for (let i = 0; i < back.length; i++) back[i] += this.weights[row + i] * slope;
    });
    return back;
  }
}

class Network {
  constructor({ layers, scale }) {
    this.layers = layers.map(layer => new Layer(layer));
    this.scale = scale;
  }

  /** Sums and values of every layer. */
  forward(pixels) {
    return this.#passFrom(this.layers[0].sums(Float64Array.from(pixels, pixel => this.scale.offset + this.scale.factor * pixel)));
  }

  #passFrom(firstSums) {
    const pass = [];
    for (const layer of this.layers) {
      const sums = pass.length === 0 ? firstSums : layer.sums(pass.at(-1).values);
      pass.push({ sums, values: layer.activation.apply(sums) });
    }
    return pass;
  }

  /** Each pixel alone over a black picture: how far it moves the sum of one output. */
  onePixel(pixels, output) {
    const [first] = this.layers;
    const black = first.sums(new Float64Array(pixels.length).fill(this.scale.offset));
    const sumOf = firstSums => this.#passFrom(firstSums).at(-1).sums[output];
    const before = sumOf(black);
    return Float64Array.from(pixels, (pixel, i) => pixel === 0 ? 0
      : sumOf(black.map((sum, node) => sum + first.weights[node * first.inputs + i] * this.scale.factor * pixel)) - before);
  }

  /** The slope of the sum of one output along each input, times how far the input is from black. */
  gradientTimesInput(pixels, output) {
    const pass = this.forward(pixels);
    let slopes = pass.at(-1).sums.map((_, node) => (node === output ? 1 : 0));
    for (let i = this.layers.length - 1; i > 0; i--)
      slopes = this.layers[i - 1].activation.pullBack(this.layers[i].carryBack(slopes), pass[i - 1].sums, pass[i - 1].values);
    return this.layers[0].carryBack(slopes).map((slope, i) => slope * this.scale.factor * pixels[i]);
  }
}
