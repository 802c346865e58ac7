/** What a cell shows below its code: what is stored with the lesson until the cell runs, then what comes from the server. */
export class Outputs {
  #section;
  #element;
  // 0 while it is the stored ones that are shown.
  #run = 0;
  #stored;

  /** @param {HTMLElement} section the cell */
  constructor(section) {
    this.#section = section;
    this.#element = section.querySelector('.outputs');
  }

  /** The stored outputs as HTML with figures not yet drawn. */
  get storedHtml() { return this.#stored ?? undrawn(this.#element); }

  get html() { return undrawn(this.#element); }

  /** Another server counts anew: what is shown stays until the cell runs there. */
  reconnected() { this.#run = 0; }

  /** @param {{ run?: number, outputs?: { place: number, html?: string, append?: string }[], status?: string }} state */
  show({ run, outputs = [], status }) {
    if (run > 0 && run !== this.#run) {
      this.#stored ??= undrawn(this.#element);
      this.#run = run;
      // What a reader runs is not covered (predict.js).
      this.#section.dispatchEvent(new Event('ran', { bubbles: true }));
      this.#clear();
    }
    for (const output of outputs) this.#put(output);
    if (outputs.length > 0) this.#section.dispatchEvent(new Event('printed', { bubbles: true }));
    if (status !== undefined && status !== 'running') this.#element?.style.removeProperty('min-height');
    if (run !== undefined || outputs.some(output => output.html !== undefined)) document.dispatchEvent(new Event('figures'));
  }

  // The room stays until the cell has finished, or what the reader looks at would jump.
  #clear() {
    this.#section.querySelector(':scope > .note')?.remove();
    if (!this.#element) return;
    this.#element.style.minHeight = `${this.#element.offsetHeight}px`;
    this.#element.replaceChildren();
  }

  #put({ place, html, append }) {
    if (!this.#element) {
      this.#element = document.createElement('div');
      this.#element.className = 'outputs';
      this.#section.append(this.#element);
    }
    if (html === undefined) return appendText([...(this.#element.children[place]?.querySelectorAll('pre') ?? [])].at(-1), append);
    const template = document.createElement('template');
    template.innerHTML = html;
    // The page says once that a cell failed (live.js).
    template.content.querySelectorAll('[role=alert]').forEach(alert => alert.removeAttribute('role'));
    const output = template.content.firstElementChild ?? document.createElement('div');
    const old = this.#element.children[place];
    if (old) old.replaceWith(output);
    else this.#element.append(output);
  }
}

function appendText(pre, text) {
  if (!pre) return;
  if (pre.lastChild?.nodeType === Node.TEXT_NODE) pre.lastChild.appendData(text);
  else pre.append(text);
}

function undrawn(element) {
  if (!element) return '';
  const copy = element.cloneNode(true);
  for (const figure of copy.querySelectorAll('.figure.drawn')) {
    figure.classList.remove('drawn');
    const plot = figure.querySelector('.plot');
    const fresh = document.createElement('div');
    for (const name of ['role', 'aria-label']) fresh.setAttribute(name, plot.getAttribute(name));
    fresh.className = 'plot';
    plot.replaceWith(fresh);
  }
  return copy.innerHTML;
}

/** A frame with a reader's own scripts says how high it wants to be; nothing else is heard from it. */
export function followFrames() {
  addEventListener('message', event => {
    const height = event.data?.frameHeight;
    if (!Number.isFinite(height) || height < 0 || height > 5000) return;
    const frame = [...document.querySelectorAll('iframe.frame')].find(frame => frame.contentWindow === event.source);
    if (frame) frame.style.height = `${height}px`;
  });
}
