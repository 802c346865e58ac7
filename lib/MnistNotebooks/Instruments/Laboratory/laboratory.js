// <mnist-laboratory content="{ title, colors }">: trains networks with the settings that the reader chooses, and compares them.

import { pageDigits } from '../Engine/digits.js';
import { Address } from '../Elements/address.js';
import CODE from '../Elements/code.css';
import { highlighted } from '../Elements/csharp-colors.js';
import CURVES from '../Elements/curves.css';
import { makeCopyButton } from '../Elements/copy-button.js';
import { InstrumentElement } from '../Elements/element.js';
import { whole } from '../Elements/numbers.js';
import { Controls } from './controls.js';
import { csharpOf } from './csharp.js';
import { heldBackOf } from './held-back.js';
import PAGE from './laboratory.html';
import STYLE from './laboratory.css';
import { Results } from './results.js';
import { Runs } from './runs.js';
import { SWEPT_RATES, addressFormOf, defaultsOf, numbersFor } from './settings.js';
import { summaryOf } from './summary.js';
import { Trainer, startOf } from './trainer.js';
import { Wall } from './wall.js';

/**
 * @typedef {import('./settings.js').Settings} Settings
 * @typedef {import('./runs.js').Run} Run
 */

const USUAL_DIGITS = 5000;

class Laboratory extends InstrumentElement {
  #train = globalThis.mnistDigits?.train ?? USUAL_DIGITS;
  #heldBack = heldBackOf(this.#train);
  #numbers = numbersFor(this.#train);
  #trainer = new Trainer();
  #isBusy = false;
  #isStopped = false;
  /** @type {Address<Settings>} */
  #address = /** @type {any} */ (null);
  /** @type {Controls} */
  #controls = /** @type {any} */ (null);
  /** @type {Runs} */
  #runs = /** @type {any} */ (null);
  /** @type {Results} */
  #results = /** @type {any} */ (null);
  /** @type {Wall} */
  #wall = /** @type {any} */ (null);
  /** @type {import('../Engine/network.js').NetworkParts | null} */
  #network = null;

  start() {
    this.fill(CURVES + CODE + STYLE, PAGE);
    this.#runs = new Runs(this.content.colors.series);
    this.#results = new Results(this, this.#runs, this.#heldBack, run => this.#take(run.settings));
    this.#wall = new Wall(this);
    this.#address = new Address(this, addressFormOf(this.#numbers), settings => this.#take(settings));
    const { kept } = this.#address;
    this.#controls = new Controls(this.find('form'), this.#numbers, kept ?? defaultsOf(this.#numbers), () => this.#changed());
    this.#sayData();
    this.#listen();
    this.#showSettings();
    this.#results.show();
    if (kept) requestAnimationFrame(() => this.scrollIntoView({ block: 'start' }));
  }

  wake() { this.#address.wake(); }

  rest() {
    this.#address.rest();
    if (this.#isBusy) this.#stop();
    else this.#trainer.close();
  }

  // Without its time, which is another one each time.
  async pose() {
    await this.train({ ...this.settings, rate: 0.01 });
    await this.train(this.settings);
    this.find('status').textContent = '';
  }

  // For tests, and for scripts of one's own.

  /** What is set. */
  get settings() { return this.#controls.settings; }

  /** The trainings that are shown, the newest last. */
  get runs() { return this.#runs.list; }

  /** The network of the last training that is over; null before. */
  get network() { return this.#network; }

  /** Whether a training runs. */
  get isTraining() { return this.#isBusy; }

  /**
   * Trains, once for each of these settings.
   * @param {Settings[]} all
   */
  async train(...all) {
    if (this.#isBusy) return;
    this.#setBusy(true);
    this.#runs.press();
    this.find('status').textContent = all.length > 1 ? `Training ${all.length} networks.` : 'Training.';
    const start = performance.now();
    try {
      /** @type {Run[]} */
      const runs = [];
      await pageDigits();
      for (const settings of all) {
        if (!this.#isStopped) runs.push(await this.#trainOne(settings));
      }
      this.find('status').textContent = summaryOf(runs, this.#heldBack, (performance.now() - start) / 1000);
    } catch (problem) {
      const unfinished = this.#runs.newest;
      if (unfinished?.state === 'running') this.#runs.remove(unfinished);
      this.find('status').textContent = problem instanceof Error ? problem.message : String(problem);
    }
    this.#setBusy(false);
    this.#results.show();
    if (!this.isConnected) this.#trainer.close();
  }

  #listen() {
    // Reading the digits takes a second: it begins when the reader comes near.
    for (const coming of ['pointerenter', 'focusin']) this.addEventListener(coming, () => pageDigits().catch(() => {}), { once: true });
    this.find('form').addEventListener('submit', event => {
      event.preventDefault();
      this.train(this.settings);
    });
    this.find('sweep').addEventListener('click', () => this.train(...SWEPT_RATES.map(rate => ({ ...this.settings, rate }))));
    this.find('stop').addEventListener('click', () => this.#stop());
    this.find('forget').addEventListener('click', () => {
      this.#runs.forgetEarlier();
      this.#results.show();
    });
    makeCopyButton(this.find('copy-code'), () => csharpOf(this.settings, this.#train));
  }

  /** @param {Settings} settings */
  #take(settings) {
    this.#controls.settings = settings;
    this.#showSettings();
  }

  #changed() {
    this.#showSettings();
    this.#address.keep();
  }

  #showSettings() {
    const { settings } = this;
    this.#address.show(settings);
    this.find('code').innerHTML = highlighted(csharpOf(settings, this.#train));
    if (!this.#isBusy && this.#runs.list.length === 0) this.#wall.show(startOf(settings).layers[0].weights, 0);
  }

  #sayData() {
    const stored = globalThis.mnistDigits;
    this.find('data').textContent = stored
      ? `${stored.isMnist ? 'MNIST' : 'Drawn digits, not MNIST'}: the first ${whole(stored.train)} training digits. Settings `
        + `are compared by the last ${whole(this.#heldBack)} of them, from which nothing is learned.`
      : 'The digits are missing: mnist-digits.js is not beside this page.';
  }

  /** @param {Settings} settings */
  async #trainOne(settings) {
    const run = this.#runs.add(settings);
    this.#results.show();
    const done = await this.#trainer.train(settings, ({ records, errors, accuracies, weights }) => {
      run.records = records;
      run.errors.push(...errors);
      run.accuracies.push(...accuracies);
      this.#results.showProgress();
      if (weights) this.#wall.show(weights, records);
      this.#showProgress(run);
    });
    run.state = done.isStopped ? 'stopped' : 'done';
    this.#network = done.network;
    this.#results.show();
    return run;
  }

  #stop() {
    this.#isStopped = true;
    this.#trainer.stop();
  }

  /** @param {boolean} isBusy */
  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#isStopped = false;
    const { shadowRoot } = this, had = shadowRoot?.activeElement?.id;
    for (const id of ['train', 'sweep']) this.input(id).disabled = isBusy;
    this.input('stop').disabled = !isBusy;
    // A button that goes dead loses the focus; it goes to the one that is of use now.
    if (isBusy && (had === 'train' || had === 'sweep')) this.find('stop').focus();
    if (!isBusy && had === 'stop') this.find('train').focus();
  }

  /** @param {Run} run */
  #showProgress({ records, total }) {
    /** @type {HTMLProgressElement} */ (this.find('progress')).value = records / total;
    this.find('now').textContent = `${whole(records)} records`;
  }
}

customElements.define('mnist-laboratory', Laboratory);
