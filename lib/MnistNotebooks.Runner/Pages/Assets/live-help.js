import { csharp } from './live-csharp.js';

/**
 * Completion, hover and signatures for Monaco, as the server answers.
 * @param {(model: object) => import('./live-cell.js').Cell | undefined} cellOf
 * @param {(what: string, cell: import('./live-cell.js').Cell, place?: object) => Promise<object | null>} ask
 */
export function offerHelp(monaco, cellOf, ask) {
  const at = (what, model, position) => {
    const cell = cellOf(model);
    return cell ? ask(what, cell, { line: position.lineNumber - 1, column: position.column - 1 }) : Promise.resolve(null);
  };
  const kinds = monaco.languages.CompletionItemKind;
  // Roslyn's names that aren't Monaco's.
  const kindOf = {
    Delegate: kinds.Function, ExtensionMethod: kinds.Method, Label: kinds.Text, Local: kinds.Variable, Namespace: kinds.Module,
    Parameter: kinds.Variable, RangeVariable: kinds.Variable, Structure: kinds.Struct,
  };

  monaco.languages.registerCompletionItemProvider(csharp, {
    triggerCharacters: ['.'],
    async provideCompletionItems(model, position) {
      const answer = await at('complete', model, position);
      const word = model.getWordUntilPosition(position);
      const line = position.lineNumber;
      const range = { startLineNumber: line, endLineNumber: line, startColumn: word.startColumn, endColumn: position.column };
      return {
        suggestions: (answer?.items ?? []).map(({ text, sort, kind }) => ({
          label: text, insertText: text, sortText: sort ?? text, kind: kindOf[kind] ?? kinds[kind] ?? kinds.Text, range,
        })),
      };
    },
  });

  monaco.languages.registerHoverProvider(csharp, {
    async provideHover(model, position) {
      const markdown = (await at('hover', model, position))?.markdown;
      return markdown ? { contents: [{ value: withoutTags(markdown) }] } : null;
    },
  });

  monaco.languages.registerSignatureHelpProvider(csharp, {
    signatureHelpTriggerCharacters: ['(', ','],
    signatureHelpRetriggerCharacters: [')'],
    async provideSignatureHelp(model, position) {
      const answer = await at('signature', model, position);
      // The reader may have left meanwhile.
      if (!answer?.signatures?.length || !cellOf(model)?.section.contains(document.activeElement)) return null;
      return {
        value: { signatures: answer.signatures, activeSignature: answer.active ?? 0, activeParameter: answer.parameter ?? 0 },
        dispose() {},
      };
    },
  });
}

// The <int> of a List<int> is no HTML, which the editor would leave out.
function withoutTags(markdown) {
  return markdown.split('`').map((part, i) => i % 2 === 0 ? part.replaceAll('<', '&lt;') : part).join('`');
}

/** Red lines under what doesn't compile. Cells are checked one by one, for the server has other things to do. */
export class Checks {
  #monaco;
  #ask;
  #waiting = new Set();
  #timer;
  #isBusy = false;

  constructor(monaco, ask) {
    this.#monaco = monaco;
    this.#ask = ask;
  }

  /** @param {import('./live-cell.js').Cell[]} cells the one that matters most first */
  soon(cells) {
    const others = [...this.#waiting].filter(cell => !cells.includes(cell));
    this.#waiting = new Set([...cells.filter(cell => cell.editor), ...others]);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#work(), 350);
  }

  async #work() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let [cell] = this.#waiting; cell; [cell] = this.#waiting) {
      this.#waiting.delete(cell);
      const code = cell.code;
      const answer = await this.#ask('check', cell);
      // An answer to code that has changed meanwhile is none; the change asks again.
      if (answer?.problems && cell.code === code) this.#mark(cell.editor.model, answer.problems);
    }
    this.#isBusy = false;
  }

  #mark(model, problems) {
    const { Error, Warning } = this.#monaco.MarkerSeverity;
    this.#monaco.editor.setModelMarkers(model, csharp, problems.map(problem => ({
      startLineNumber: problem.line + 1,
      startColumn: problem.column + 1,
      endLineNumber: problem.endLine + 1,
      // A place without width gets a width that can be seen.
      endColumn: problem.endColumn + (problem.line === problem.endLine && problem.column === problem.endColumn ? 2 : 1),
      message: problem.message,
      severity: problem.severity === 'error' ? Error : Warning,
    })));
  }
}
