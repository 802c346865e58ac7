// The digits of all pages, from one picture. A page opened from the disk may not read other files, and a picture from a file can't be read
// back from a canvas; so the picture is a data: address in a script beside the pages.

import { SIDE } from './picture.js';

/** @typedef {import('./sparse-digits.js').Digits} Digits */

/**
 * What the script beside the pages says.
 * @typedef {object} StoredDigits
 * @property {string} name Of the data, as one sentence.
 * @property {boolean} isMnist Whether they are MNIST's.
 * @property {number} train How many digits are for training; they come first.
 * @property {number} test How many are for tests.
 * @property {number} columns Digits side by side in the picture.
 * @property {string} labels One character for each digit.
 * @property {string} picture A grey PNG as a data: address; 255 is ink.
 */

/** @type {Promise<{ name: string, isMnist: boolean, train: Digits, test: Digits }> | null} */
let ofPage = null;

/** The digits of the page, read once for all its instruments, when the first one needs them. */
export function pageDigits() {
  if (!globalThis.mnistDigits) return Promise.reject(new Error('The script with the digits, mnist-digits.js, is not beside this page.'));
  return ofPage ??= readDigits(globalThis.mnistDigits);
}

/**
 * All digits, to the level.
 * @param {StoredDigits} stored
 * @returns {Promise<{ name: string, isMnist: boolean, train: Digits, test: Digits }>}
 */
export async function readDigits({ name, isMnist, train, test, columns, labels, picture }) {
  const sheet = await levelsOf(picture), count = train + test, pixels = new Uint8Array(count * SIDE * SIDE);
  for (let digit = 0, at = 0; digit < count; digit++) {
    const left = digit % columns * SIDE, top = Math.floor(digit / columns) * SIDE;
    for (let y = 0; y < SIDE; y++, at += SIDE) {
      const start = (top + y) * columns * SIDE + left;
      pixels.set(sheet.subarray(start, start + SIDE), at);
    }
  }
  const all = { pixels, labels: Uint8Array.from(labels, Number) };
  return { name, isMnist, train: part(all, 0, train), test: part(all, train, count) };
}

/**
 * The levels of a grey picture. Colours are not to be adapted to a screen: a level is a number.
 * @param {string} address data:image/png;base64,…
 */
async function levelsOf(address) {
  // Plain loops: these are a million characters, and five million pixels.
  const text = atob(address.slice(address.indexOf(',') + 1)), bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  const asItIs = /** @type {const} */ ({ colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }), asItIs);
  const { width, height } = image, canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser has no canvas to read digits from.');
  context.drawImage(image, 0, 0);
  image.close();
  const { data } = context.getImageData(0, 0, width, height), levels = new Uint8Array(width * height);
  for (let i = 0; i < levels.length; i++) levels[i] = data[4 * i];
  return levels;
}

/**
 * @param {Digits} digits
 * @param {number} start
 * @param {number} end
 * @returns {Digits}
 */
function part({ pixels, labels }, start, end) {
  const size = SIDE * SIDE;
  return { pixels: pixels.subarray(start * size, end * size), labels: labels.subarray(start, end) };
}
