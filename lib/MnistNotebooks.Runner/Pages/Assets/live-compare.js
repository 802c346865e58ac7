import { element } from './live-dom.js';
import { csharp } from './live-csharp.js';
import { plain, fontOf } from './live-editor.js';

/** A changed cell beside the same cell of the lesson: the code, and below it the outputs. */
export class Comparison {
  #cell;
  #box = element('div', 'comparison');
  #code = element('div', 'codes');
  #diff = null;
  #original = null;
  #seen = null;

  /**
   * @param {import('./live-cell.js').Cell} cell
   * @param {object | null} monaco null where there is no editor
   */
  constructor(cell, monaco) {
    this.#cell = cell;
    this.#box.append(this.#heads(), this.#code);
    cell.section.classList.add('comparing');
    cell.section.querySelector('.tools').before(this.#box);
    if (monaco && cell.editor) this.#makeDiff(monaco);
    this.#outputs();
    this.update();
  }

  /** The code or the outputs have changed. */
  update() {
    if (!this.#diff) this.#code.replaceChildren(...[this.#cell.original, this.#cell.code].map(code => {
      const pre = element('pre', 'code');
      pre.tabIndex = 0;
      pre.append(element('code', '', code));
      return pre;
    }));
    this.layout();
  }

  layout() {
    if (!this.#diff) return;
    const [left, right] = [this.#diff.getOriginalEditor(), this.#diff.getModifiedEditor()];
    this.#diff.updateOptions({ renderSideBySide: this.#code.clientWidth > 640 });
    this.#code.style.height = `${Math.max(left.getContentHeight(), right.getContentHeight()) + 2}px`;
    this.#diff.layout();
  }

  fit() {
    this.#diff?.updateOptions(fontOf(this.#cell.pre));
    this.layout();
  }

  close() {
    this.#seen?.disconnect();
    this.#diff?.dispose();
    this.#original?.dispose();
    this.#cell.section.classList.remove('comparing');
    this.#cell.section.querySelector('.outputs.stored')?.remove();
    this.#box.remove();
    document.dispatchEvent(new Event('figures'));
  }

  #heads() {
    const heads = element('div', 'heads');
    heads.append(element('span', '', 'In the lesson'), element('span', '', 'Yours'));
    return heads;
  }

  #makeDiff(monaco) {
    this.#original = monaco.editor.createModel(this.#cell.original, csharp);
    this.#diff = monaco.editor.createDiffEditor(this.#code, {
      ...plain,
      ...fontOf(this.#cell.pre),
      originalEditable: false,
      renderOverviewRuler: false,
      renderIndicators: false,
      enableSplitViewResizing: false,
      originalAriaLabel: `Code of cell ${this.#cell.label} in the lesson`,
      modifiedAriaLabel: `Your code of cell ${this.#cell.label}. Escape leaves the editor.`,
    });
    this.#diff.setModel({ original: this.#original, modified: this.#cell.editor.model });
    for (const editor of [this.#diff.getOriginalEditor(), this.#diff.getModifiedEditor()]) {
      editor.onDidContentSizeChange(event => { if (event.contentHeightChanged) this.layout(); });
      editor.addAction({
        id: 'leave',
        label: 'Leave the editor',
        keybindings: [monaco.KeyCode.Escape],
        keybindingContext: '!suggestWidgetVisible && !parameterHintsVisible && !findWidgetVisible',
        run: () => this.#cell.focusRun(),
      });
    }
    this.#seen = new ResizeObserver(() => this.layout());
    this.#seen.observe(this.#code);
  }

  // The stored outputs stand before the present ones; side by side by live.css.
  #outputs() {
    const html = this.#cell.outputs.storedHtml;
    if (!html.trim()) return;
    const stored = element('div', 'outputs stored');
    stored.innerHTML = html;
    (this.#cell.section.querySelector('.offer') ?? this.#cell.section.querySelector('.tools')).after(stored);
    document.dispatchEvent(new Event('figures'));
  }
}
