// Training beside the page, so that the page stays quick: the page's side. A page opened from the disk may load no worker from a file, so
// the worker is made of the engine's own text.

/** A worker that trains one network after the other, for a page. */
export class TrainingWorker {
  #worker;
  /** @type {((done: import('./worker.js').Done) => void) | null} */
  #resolve = null;
  /** @type {((problem: Error) => void) | null} */
  #reject = null;
  /** @type {(progress: import('./worker.js').Progress) => void} */
  #progress = () => {};

  /** @param {string} script The engine's own text: `mnistEngine.script`. */
  constructor(script) {
    const address = URL.createObjectURL(new Blob([script, '\nmnistEngine.serve(self);'], { type: 'text/javascript' }));
    this.#worker = new Worker(address);
    URL.revokeObjectURL(address);
    this.#worker.onmessage = event => this.#answered(event.data);
    // A worker that the browser does not start has no message.
    this.#worker.onerror = event => this.#reject?.(new Error(event.message || 'The browser lets this page start no worker to train in.'));
  }

  /**
   * Trains; one training at a time.
   * @param {import('./worker.js').Job} job
   * @param {(progress: import('./worker.js').Progress) => void} [progress]
   * @returns {Promise<import('./worker.js').Done>} Also after {@link stop}.
   */
  train(job, progress = () => {}) {
    if (this.#resolve) throw new Error('The worker trains already.');
    this.#progress = progress;
    return new Promise((resolve, reject) => {
      [this.#resolve, this.#reject] = [resolve, reject];
      this.#worker.postMessage({ type: 'start', job });
    });
  }

  /** Ends the training that runs: what it has reached is its result. */
  stop() { this.#worker.postMessage({ type: 'stop' }); }

  /** Ends the worker. */
  close() { this.#worker.terminate(); }

  /** @param {import('./worker.js').Answer} answer */
  #answered(answer) {
    if (answer.type === 'progress') return this.#progress(answer);
    const [resolve, reject] = [this.#resolve, this.#reject];
    this.#resolve = this.#reject = null;
    if (answer.type === 'done') resolve?.(answer);
    else reject?.(new Error(answer.message));
  }
}
