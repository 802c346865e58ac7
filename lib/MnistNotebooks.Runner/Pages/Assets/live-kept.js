/** What the reader changed in a lesson, kept by the browser: cell id to code, only changed cells. Tabs hear of each other's changes. */
export class KeptCode {
  #key;

  /** @param {string} lesson */
  constructor(lesson) { this.#key = `mnist-notebooks/${lesson}`; }

  /** @returns {Record<string, string>} */
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.#key)) ?? {};
    } catch {
      return {};  // Nothing can be kept, or something else was.
    }
  }

  /** @param {Record<string, string | null>} changes code by cell; null: as in the lesson */
  write(changes) {
    // Read anew each time: another tab may have written meanwhile.
    const all = { ...this.read(), ...changes };
    const left = Object.entries(all).filter(([, code]) => code !== null);
    try {
      if (left.length > 0) localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(left)));
      else localStorage.removeItem(this.#key);
      return true;
    } catch {
      return false;
    }
  }

  /** Calls back with everything that is kept, when another tab changed it. */
  follow(changed) {
    addEventListener('storage', event => {
      if (event.key === this.#key || event.key === null) changed(this.read());
    });
  }
}
