// The colours of classes and of nodes in the plane.

import { ColorTable } from '../Elements/color-table.js';
import { MAP_SIDE } from './node-maps.js';

/** As in the library's figures: pale where a class hardly leads, half as strong as its points where it leads by 1. */
const PALE = 0.08, STRONG = 0.55, SHADES = 64;

export class PlaneColors {
  #nodes;
  #classes;

  /** @param {import('../Elements/theme.js').InstrumentColors} colors */
  constructor({ diverging, series }) {
    this.#nodes = new ColorTable(diverging);
    this.#classes = series.slice(0, 3).map(shadesOf);
  }

  /**
   * What the network answers: in every cell the class of the largest output, the stronger the further it is ahead of the others.
   * @param {Float64Array[]} outputs Their maps.
   */
  answer(outputs) {
    return paintedBy(cell => {
      let best = 0, lead = Infinity;
      for (let node = 1; node < outputs.length; node++) if (outputs[node][cell] > outputs[best][cell]) best = node;
      for (let node = 0; node < outputs.length; node++)
        if (node !== best) lead = Math.min(lead, outputs[best][cell] - outputs[node][cell]);
      return this.#shade(best, lead);
    });
  }

  /**
   * One output: its class's colour, the stronger the nearer it is to 1.
   * @param {Float64Array} map
   * @param {number} label
   */
  output(map, label) { return paintedBy(cell => this.#shade(label, map[cell])); }

  /**
   * A node's values: blue below 0, white at 0, red above.
   * @param {Float64Array} map
   * @param {number} most The value of the last colour.
   */
  node(map, most) {
    const image = new ImageData(MAP_SIDE, MAP_SIDE), place = { width: MAP_SIDE, left: 0, top: 0, side: MAP_SIDE };
    this.#nodes.paint(new Uint32Array(image.data.buffer), place, map, { from: 0, most });
    return image;
  }

  /**
   * @param {number} label
   * @param {number} strength 0…1
   */
  #shade(label, strength) { return this.#classes[label][Math.round(strength * (SHADES - 1))]; }
}

/** @param {(cell: number) => number} color */
function paintedBy(color) {
  const image = new ImageData(MAP_SIDE, MAP_SIDE), pixels = new Uint32Array(image.data.buffer);
  for (let cell = 0; cell < pixels.length; cell++) pixels[cell] = color(cell);
  return image;
}

/**
 * A colour on white, from pale to strong.
 * @param {string} color As #rrggbb.
 */
function shadesOf(color) {
  const shades = new Uint32Array(SHADES), bytes = new Uint8ClampedArray(shades.buffer);
  for (let i = 0; i < SHADES; i++) {
    const share = PALE + (STRONG - PALE) * i / (SHADES - 1);
    for (let channel = 0; channel < 3; channel++)
      bytes[4 * i + channel] = 255 + share * (parseInt(color.slice(1 + 2 * channel, 3 + 2 * channel), 16) - 255);
    bytes[4 * i + 3] = 255;
  }
  return shades;
}
