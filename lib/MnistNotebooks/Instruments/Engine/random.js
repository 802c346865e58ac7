// Random numbers that are the library's own, so that a seed means the same here and there.

/**
 * .NET's System.Random with a seed: the subtractive generator of Knuth, The Art of Computer Programming, volume 2, section 3.2.2.
 */
export class SeededRandom {
  static #LARGEST = 0x7fffffff;

  #numbers = new Int32Array(56);
  #next = 0;
  #other = 21;

  /** @param {number} seed A whole number. */
  constructor(seed) {
    // Places are visited in steps of 21 of 55; then everything is mixed four times.
    let last = 161803398 - Math.abs(seed), difference = 1;
    const numbers = this.#numbers;
    numbers[55] = last;
    for (let i = 1; i < 55; i++) {
      const place = 21 * i % 55;
      numbers[place] = difference;
      difference = SeededRandom.#positive(last - difference);
      last = numbers[place];
    }
    for (let times = 0; times < 4; times++)
      for (let i = 1; i < 56; i++) numbers[i] = SeededRandom.#positive(numbers[i] - numbers[1 + (i + 30) % 55] | 0);
  }

  /** Uniform in 0…1, 1 excluded. */
  uniform() {
    this.#next = this.#next % 55 + 1;
    this.#other = this.#other % 55 + 1;
    let number = this.#numbers[this.#next] - this.#numbers[this.#other] | 0;
    if (number === SeededRandom.#LARGEST) number--;
    this.#numbers[this.#next] = SeededRandom.#positive(number);
    return this.#numbers[this.#next] * (1 / SeededRandom.#LARGEST);
  }

  /** @param {number} number */
  static #positive(number) { return number < 0 ? number + SeededRandom.#LARGEST : number; }
}

/**
 * The library's stream of random numbers that belongs to some keys: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom
 * Number Generators", OOPSLA 2014).
 */
export class RandomStream {
  static #STEP = 0x9E3779B97F4A7C15n;

  #state = 0n;

  /** @param {number[]} keys Whole numbers of 32 bits. */
  constructor(...keys) {
    for (const key of keys) this.#state = RandomStream.#mixed(this.#state + RandomStream.#STEP + BigInt(key >>> 0));
  }

  /** Uniform in 0…1, 1 excluded. */
  uniform() {
    this.#state = BigInt.asUintN(64, this.#state + RandomStream.#STEP);
    return Number(RandomStream.#mixed(this.#state) >> 11n) * 2 ** -53;
  }

  /**
   * Uniform in 0…count − 1.
   * @param {number} count
   */
  below(count) { return Math.floor(this.uniform() * count); }

  /** @param {bigint} z */
  static #mixed(z) {
    z = BigInt.asUintN(64, z);
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xBF58476D1CE4E5B9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94D049BB133111EBn);
    return z ^ (z >> 31n);
  }
}

/**
 * The numbers 0…count − 1 in the order in which the library trains in an epoch (Fisher and Yates's shuffle).
 * @param {number} count
 * @param {number} seed
 * @param {number} epoch From 1.
 */
export function shuffled(count, seed, epoch) {
  return shuffle(new RandomStream(seed, epoch), count);
}

/**
 * The numbers 0…count − 1 in random order.
 * @param {RandomStream} random
 * @param {number} count
 */
export function shuffle(random, count) {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const other = random.below(i + 1), kept = order[i];
    order[i] = order[other];
    order[other] = kept;
  }
  return order;
}
