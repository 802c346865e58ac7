'use strict';

const zlib = require('node:zlib');

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const most = 256;

/**
 * A picture as Chromium writes it (PNG, 8 bits a channel, not interlaced) with one byte a pixel and a palette: half the bytes or less.
 * Frequent colours stay what they are; the others come as close as 256 colours allow.
 * Source of the format: https://www.w3.org/TR/png-3/.
 */
function withPalette(png) {
  const { width, height, pixels } = decode(png);
  const counts = new Map();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const colors = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const palette = choose(colors);
  const places = new Map(colors.map(color => [color, nearest(palette, color)]));

  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x]);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', zlib.deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** From the most frequent colour on those that no chosen one is close to, with the smallest closeness that leaves few enough. */
function choose(colors) {
  for (let close = 0; ; close++) {
    const palette = [];
    for (const color of colors) {
      if (palette.length <= most && !palette.some(chosen => distance(chosen, color) <= close)) palette.push(color);
    }
    if (palette.length <= most) return palette;
  }
}

function nearest(palette, color) {
  let best = 0;
  palette.forEach((chosen, place) => { if (distance(chosen, color) < distance(palette[best], color)) best = place; });
  return best;
}

/** Difference of the channel that differs most. */
function distance(a, b) {
  return Math.max(Math.abs((a >> 16) - (b >> 16)), Math.abs((a >> 8 & 255) - (b >> 8 & 255)), Math.abs((a & 255) - (b & 255)));
}

function channels(color) {
  return [color >> 16, color >> 8 & 255, color & 255];
}

/** Width, height, and a number 0xRRGGBB for each pixel; pages are opaque. */
function decode(png) {
  const width = png.readUInt32BE(16), height = png.readUInt32BE(20), [depth, type, , , interlaced] = png.subarray(24);
  if (depth !== 8 || (type !== 2 && type !== 6) || interlaced) throw new Error(`A picture has PNG colour type ${type}; expected 8-bit RGB.`);
  const size = type === 2 ? 3 : 4, stride = width * size;
  const data = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const rows = zlib.inflateSync(Buffer.concat(data));
  const pixels = new Uint32Array(width * height);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)];
    const row = rows.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    for (let i = 0; i < stride; i++) {
      const left = i < size ? 0 : row[i - size], corner = i < size ? 0 : above[i - size];
      row[i] += [0, left, above[i], left + above[i] >> 1, paeth(left, above[i], corner)][filter];
    }
    for (let x = 0; x < width; x++) pixels[y * width + x] = row[x * size] << 16 | row[x * size + 1] << 8 | row[x * size + 2];
    above = row;
  }
  return { width, height, pixels };
}

/** The neighbour closest to left + above − corner. */
function paeth(left, above, corner) {
  const toLeft = Math.abs(above - corner), toAbove = Math.abs(left - corner), toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function chunk(name, data) {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4), sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(checksum(content));
  return Buffer.concat([length, content, sum]);
}

/** PNG's CRC-32. */
function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? sum >>> 1 ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

module.exports = withPalette;
