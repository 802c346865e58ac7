// A picture file that the reader chooses, or drops on the paper: a photo of a digit, in grey.

import { inkOf } from '../Engine/photo.js';
import { prepared } from '../Engine/picture.js';

/** More pixels are of no use for a digit; what is larger is shrunk by a whole factor, as the library does it. */
const MOST_PIXELS = 2048 * 2048;

/**
 * What is in a file: the picture, and the digit on it as a network sees it.
 * @param {Blob} file
 * @returns {Promise<{ picture: HTMLCanvasElement, pixels: Uint8Array | null }>} No pixels when no digit can be told from its paper.
 * @throws When the browser can't read it as a picture.
 */
export async function photoIn(file) {
  // Upright, as the camera says.
  const image = await createImageBitmap(file), factor = Math.ceil(Math.sqrt(image.width * image.height / MOST_PIXELS));
  const picture = document.createElement('canvas');
  picture.width = Math.max(1, Math.floor(image.width / factor));
  picture.height = Math.max(1, Math.floor(image.height / factor));
  const context = /** @type {CanvasRenderingContext2D} */ (picture.getContext('2d', { willReadFrequently: true }));
  context.imageSmoothingQuality = 'high';
  // What is transparent lies on white paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(image, 0, 0, picture.width, picture.height);
  image.close();
  const { data } = context.getImageData(0, 0, picture.width, picture.height), levels = new Uint8Array(picture.width * picture.height);
  // As the eye has it (ITU-R BT.601).
  for (let i = 0; i < levels.length; i++) levels[i] = Math.round(0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2]);
  const ink = inkOf({ width: picture.width, height: picture.height, levels });
  return { picture, pixels: ink && prepared(ink) };
}
