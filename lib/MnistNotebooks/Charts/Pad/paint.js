// Numbers as colours.

/** The colour of a value between low and high: [red, green, blue]. */
function colorScale(colors, [low, high]) {
  const stops = colors.map(color => [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16)));
  return value => {
    const place = Math.min(Math.max((value - low) / (high - low), 0), 1) * (stops.length - 1);
    const stop = Math.min(Math.floor(place), stops.length - 2);
    return stops[stop].map((from, i) => from + (stops[stop + 1][i] - from) * (place - stop));
  };
}

/** Paints one pixel of the canvas for each value, row by row; the page enlarges the canvas. */
function paint(canvas, values, colorOf) {
  const context = canvas.getContext('2d');
  const image = context.createImageData(canvas.width, canvas.height);
  values.forEach((value, i) => image.data.set([...colorOf(value), 255], 4 * i));
  context.putImageData(image, 0, 0);
}

/** A number with two decimals, and no minus before zero. */
const decimals = value => value.toFixed(2).replace(/^-(?=0\.00$)/, '').replace('-', '−');

/** The end of a colour scale: a short number, however small. */
const end = value => {
  const digits = Math.abs(value) < 0.1 ? String(Number(value.toPrecision(1))) : value.toFixed(2).replace(/\.00$/, '');
  return digits.replace('-', '−');
};
