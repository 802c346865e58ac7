import { element } from './live-dom.js';
import { usePageColours } from './live-theme.js';
import { colourCSharp, csharp } from './live-csharp.js';

let loading;

/** Monaco, loaded when the first cell asks for it. */
export function loadMonaco() {
  return loading ??= new Promise((resolve, reject) => {
    window.MonacoEnvironment = { getWorkerUrl: () => '/monaco/vs/base/worker/workerMain.js' };
    const script = document.createElement('script');
    script.src = '/monaco/vs/loader.js';
    script.onload = () => {
      window.require.config({ paths: { vs: '/monaco/vs' } });
      window.require(['vs/editor/editor.main'], monaco => {
        colourCSharp(monaco);
        usePageColours(monaco);
        resolve(monaco);
      }, reject);
    };
    script.onerror = () => reject(new Error('Monaco could not be loaded.'));
    document.head.append(script);
  });
}

const scrollbar = 10;

/** What all editors of the page have in common. */
export const plain = {
  theme: 'page',
  minimap: { enabled: false },
  lineNumbers: 'off',
  lineNumbersMinChars: 0,
  glyphMargin: false,
  folding: false,
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  renderLineHighlightOnlyWhenFocus: true,
  scrollBeyondLastLine: false,
  fixedOverflowWidgets: true,
  scrollbar: { vertical: 'hidden', horizontalScrollbarSize: scrollbar, useShadows: false, alwaysConsumeMouseWheel: false },
  guides: { indentation: false, bracketPairs: false },
  bracketPairColorization: { enabled: false },
  // The lessons write × and ← where they mean them.
  unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
  wordBasedSuggestions: false,
  colorDecorators: false,
  lightbulb: { enabled: false },
  tabSize: 4,
};

/** The font and the room around the code of a `<pre>`, so that nothing moves when an editor takes its place. */
export function fontOf(pre) {
  const style = getComputedStyle(pre);
  return {
    fontFamily: style.fontFamily,
    fontSize: parseFloat(style.fontSize),
    lineHeight: Math.round(parseFloat(style.lineHeight)),
    lineDecorationsWidth: Math.round(parseFloat(style.paddingLeft)),
    padding: { top: Math.round(parseFloat(style.paddingTop)), bottom: Math.round(parseFloat(style.paddingBottom)) },
    cursorBlinking: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'solid' : 'blink',
  };
}

/** The editor of a cell: as high as its code, in the place of its `<pre>`. */
export class CellEditor {
  #cell;
  #monaco;
  #editor;
  #host = element('div', 'cell-editor');
  #zone = null;
  #marks = [];
  #isByOther = false;
  #bottom = null;
  // Tab goes on to the next control until the reader does something in the editor.
  #tabLeaves = true;

  /** @param {import('./live-cell.js').Cell} cell */
  constructor(monaco, cell) {
    this.#monaco = monaco;
    this.#cell = cell;
    this.model = monaco.editor.createModel(cell.code, csharp, monaco.Uri.parse(`inmemory://cell/${encodeURIComponent(cell.id)}`));
    this.model.setEOL(monaco.editor.EndOfLineSequence.LF);
    this.model.tokenization?.forceTokenization?.(this.model.getLineCount());
    cell.pre.after(this.#host);
    this.#editor = monaco.editor.create(this.#host, {
      ...plain,
      ...fontOf(cell.pre),
      model: this.model,
      ariaLabel: this.#name,
      dimension: { width: cell.input.clientWidth - 2, height: cell.pre.offsetHeight - 2 },
    });
    cell.input.classList.add('has-editor');
    this.model.onDidChangeContent(() => this.#cell.codeIs(this.model.getValue(), this.#isByOther));
    this.#editor.onDidContentSizeChange(event => { if (event.contentHeightChanged) this.layout(); });
    this.#editor.onDidBlurEditorWidget(() => this.#editor.trigger('page', 'closeParameterHints'));
    new ResizeObserver(() => this.layout()).observe(cell.input);
    this.#keys();
    this.layout();
    if (cell.error) this.showError(cell.error);
    if (document.activeElement === cell.pre) this.focus();
  }

  get hasFocus() { return this.#editor.hasTextFocus(); }

  get #name() { return `Code of cell ${this.#cell.label}. Escape leaves the editor, Shift+Enter runs the cell.`; }

  /** The label of the cell may have changed. */
  named() { this.#editor?.updateOptions({ ariaLabel: this.#name }); }

  focus() { this.#editor.focus(); }

  /** Puts the cursor where the reader clicked. */
  select({ start, end }) {
    this.#editor.setSelection(this.#range(start, end));
    this.#tabLeaves = false;
    this.#editor.focus();
  }

  setCode(code, isByOther) {
    this.#isByOther = isByOther;
    this.#edit(this.model.getFullModelRange(), code);
    this.#isByOther = false;
  }

  replace(start, end, text) { this.#edit(this.#range(start, end), text); }

  /** @param {{ line: number | null, message: string } | null} error */
  showError(error) {
    const line = error?.line && error.line <= this.model.getLineCount() ? error.line : null;
    const node = element('div', 'error-zone', line ? error.message.split('\n').slice(0, 3).join('\n') : '');
    this.#host.append(node);
    const height = node.offsetHeight;
    node.remove();
    this.#editor.changeViewZones(zones => {
      if (this.#zone !== null) zones.removeZone(this.#zone);
      this.#zone = line ? zones.addZone({ afterLineNumber: line, heightInPx: height, domNode: node }) : null;
    });
    const { Range } = this.#monaco;
    this.#marks = this.#editor.deltaDecorations(this.#marks, !line ? [] : [
      {
        range: new Range(line, 1, line, 1),
        options: { isWholeLine: true, className: 'failed-line', linesDecorationsClassName: 'failed-mark' },
      },
      {
        range: new Range(line, this.model.getLineFirstNonWhitespaceColumn(line), line, this.model.getLineMaxColumn(line)),
        options: { inlineClassName: 'failed-text' },
      },
    ]);
  }

  layout() {
    const width = this.#cell.input.clientWidth - 2;
    if (width <= 0) return;
    this.#editor.layout({ width, height: this.#editor.getContentHeight() });
    // Monaco adds a row for its scrollbar; here it lies in the room below the code.
    const { padding } = fontOf(this.#cell.pre);
    const bottom = padding.bottom - (this.#editor.getScrollWidth() > this.#editor.getLayoutInfo().contentWidth ? scrollbar : 0);
    if (bottom === this.#bottom) return;
    this.#bottom = bottom;
    this.#editor.updateOptions({ padding: { ...padding, bottom } });
    this.#editor.layout({ width, height: this.#editor.getContentHeight() });
  }

  /** The size of the page's font has changed. */
  fit() {
    this.#bottom = null;
    this.#editor.updateOptions(fontOf(this.#cell.pre));
    if (this.#zone !== null) this.showError(this.#cell.error);
    this.layout();
  }

  #range(start, end) {
    return this.#monaco.Range.fromPositions(this.model.getPositionAt(start), this.model.getPositionAt(end));
  }

  // As one step that can be undone.
  #edit(range, text) {
    this.#editor.pushUndoStop();
    this.#editor.executeEdits('page', [{ range, text }]);
    this.#editor.pushUndoStop();
  }

  #keys() {
    this.#editor.addAction({
      id: 'leave',
      label: 'Leave the editor',
      keybindings: [this.#monaco.KeyCode.Escape],
      // What else Escape closes comes first.
      keybindingContext: ['suggestWidgetVisible', 'parameterHintsVisible', 'findWidgetVisible', 'markersNavigationVisible',
        'editorHasMultipleSelections'].map(key => `!${key}`).join(' && '),
      run: () => {
        this.#tabLeaves = true;
        this.#cell.focusRun();
      },
    });
    this.#host.addEventListener('pointerdown', () => { this.#tabLeaves = false; });
    // Before Monaco sees it: then the browser does with Tab what it always does.
    this.#host.addEventListener('keydown', event => {
      if (event.key === 'Tab' && this.#tabLeaves) event.stopPropagation();
      else if (!['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'Escape'].includes(event.key)) this.#tabLeaves = false;
    }, true);
  }
}
