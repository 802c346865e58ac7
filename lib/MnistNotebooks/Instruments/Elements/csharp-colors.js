// C# in colours.

const TOKENS = new RegExp(String.raw`\b(?<keyword>using|var|new|with|foreach|in|double)\b|\b(?<number>\d[\d_.]*)\b|`
  + String.raw`\b(?<!\.)(?<type>[A-Z]\w*)\b(?=[.;<]| \w+ =| \w+ in| \{|\n\{)`, 'g');

/**
 * A piece of code as HTML.
 * @param {string} code
 */
export function highlighted(code) {
  return code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(TOKENS, (text, ...rest) => {
    const kind = Object.entries(rest.at(-1)).find(([, found]) => found !== undefined)?.[0];
    return `<span class="${kind}">${text}</span>`;
  });
}
