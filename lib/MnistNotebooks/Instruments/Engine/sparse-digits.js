// Digits without their paper. Of a digit's 784 pixels about 150 are ink, and only these are visited in training and in tests.

/**
 * Labelled pictures.
 * @typedef {object} Digits
 * @property {Uint8Array} pixels 784 levels a picture, one picture after the other.
 * @property {Uint8Array} labels One for each picture.
 */

const PIXELS = 784;

/** The inked pixels of a set, found once for all trainings. */
export class SparseDigits {
  /** @param {Digits} digits */
  constructor({ pixels, labels }) {
    this.labels = labels;
    this.count = labels.length;
    const inked = pixels.reduce((count, level) => count + (level > 0 ? 1 : 0), 0);
    /** Which pixel, record after record. */
    this.places = new Uint16Array(inked);
    /** How dark it is. */
    this.levels = new Uint8Array(inked);
    /** Where each record's pixels begin, and at last where the last one's end. */
    this.starts = new Int32Array(this.count + 1);
    /** The sum of each record's levels. */
    this.sums = new Int32Array(this.count);
    for (let record = 0, found = 0; record < this.count; record++) {
      for (let place = 0; place < PIXELS; place++) {
        const level = pixels[record * PIXELS + place];
        if (level === 0) continue;
        this.places[found] = place;
        this.levels[found++] = level;
        this.sums[record] += level;
      }
      this.starts[record + 1] = found;
    }
  }
}
