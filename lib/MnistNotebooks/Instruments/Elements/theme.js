// The colours of an instrument, by day and in the dark, as variables of its style.

/**
 * @typedef {object} InstrumentColors
 * @property {Record<string, string>} light By the names of the variables: paper, text, line …
 * @property {Record<string, string>} dark The same names.
 * @property {string[]} diverging Negative to positive, with zero in the middle.
 * @property {string[]} sequential Low to high.
 * @property {string[]} ink Paper to ink.
 * @property {string[]} series Of lines, in their order; a style's expressions, which may name a variable.
 */

/** @param {InstrumentColors} colors */
export function themeStyle({ light, dark }) {
  return `:host { color-scheme: light; ${variables(light)} }
    @media screen and (prefers-color-scheme: dark) { :host { color-scheme: dark; ${variables(dark)} } }
  `;
}

/** @param {Record<string, string>} colors */
function variables(colors) {
  return Object.entries(colors).map(([name, color]) => `--${name}: ${color};`).join(' ');
}
