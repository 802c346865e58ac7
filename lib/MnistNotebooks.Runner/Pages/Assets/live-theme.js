/** The editor in the colours of the page: a name of a token is its class in page.css. */
const tokens = { k: '--keyword', t: '--type', m: '--method', s: '--literal', n: '--number', c: '--comment', d: '--soft' };

const parts = {
  'editor.background': '--raised',
  'editor.foreground': '--text',
  'editorCursor.foreground': '--text',
  'editor.lineHighlightBackground': '--accent-soft',
  'editor.lineHighlightBorder': '--accent-soft',
  'editorBracketMatch.border': '--accent',
  'editorBracketMatch.background': '--accent-soft',
  'editorError.foreground': '--bad',
  'editorWarning.foreground': '--warn',
  'editorWidget.background': '--paper',
  'editorWidget.foreground': '--text',
  'editorWidget.border': '--line',
  'editorHoverWidget.background': '--paper',
  'editorHoverWidget.foreground': '--text',
  'editorHoverWidget.border': '--soft',
  'editorSuggestWidget.background': '--paper',
  'editorSuggestWidget.foreground': '--text',
  'editorSuggestWidget.border': '--soft',
  'editorSuggestWidget.selectedBackground': '--accent-soft',
  'editorSuggestWidget.selectedForeground': '--text',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'list.hoverBackground': '--raised',
  'textLink.foreground': '--accent',
  'textCodeBlock.background': '--raised',
  'input.background': '--raised',
  'input.foreground': '--text',
  'input.border': '--line',
  'focusBorder': '--accent',
  'menu.background': '--paper',
  'menu.foreground': '--text',
  'menu.selectionBackground': '--accent-soft',
  'menu.selectionForeground': '--text',
};

const shades = {
  'editor.selectionBackground': ['--accent', '44'],
  'editor.inactiveSelectionBackground': ['--accent', '22'],
  'editor.selectionHighlightBackground': ['--accent', '1c'],
  'editor.wordHighlightBackground': ['--accent', '1c'],
  'editor.wordHighlightStrongBackground': ['--accent', '2c'],
  'scrollbarSlider.background': ['--soft', '55'],
  'scrollbarSlider.hoverBackground': ['--soft', '88'],
  'scrollbarSlider.activeBackground': ['--soft', 'aa'],
  'diffEditor.insertedTextBackground': ['--good', '33'],
  'diffEditor.removedTextBackground': ['--bad', '33'],
  'diffEditor.insertedLineBackground': ['--good', '18'],
  'diffEditor.removedLineBackground': ['--bad', '18'],
};

/** Sets the theme, and again whenever the reader changes between light and dark. */
export function usePageColours(monaco) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const set = () => {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    const italic = { c: 'italic' };
    monaco.editor.defineTheme('page', {
      base: dark.matches ? 'vs-dark' : 'vs',
      inherit: true,
      rules: Object.entries(tokens).map(([token, name]) => ({ token, foreground: colour(name).slice(1), fontStyle: italic[token] ?? '' })),
      colors: {
        ...Object.fromEntries(Object.entries(parts).map(([part, name]) => [part, colour(name)])),
        ...Object.fromEntries(Object.entries(shades).map(([part, [name, alpha]]) => [part, colour(name) + alpha])),
      },
    });
    monaco.editor.setTheme('page');
  };
  dark.addEventListener('change', set);
  set();
}
