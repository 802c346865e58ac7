// <mnist-laboratory content="{ title, colors }">: trains networks with the settings that the reader chooses, and compares them.

import { pageDigits } from '../Engine/digits.js';
import { InstrumentElement } from '../Elements/element.js';
import { short, whole } from '../Elements/numbers.js';
import { Controls } from './controls.js';
import { csharpOf, highlighted } from './csharp.js';
import PAGE from './laboratory.html';
import STYLE from './laboratory.css';
import { Results } from './results.js';
import { Runs } from './runs.js';
import { ADDRESS, SWEPT_RATES, addressOf, defaultsOf, numbersFor, settingsFrom } from './settings.js';
import { summaryOf } from './summary.js';
import { Trainer, startOf } from './trainer.js';
import { Wall } from './wall.js';

/**
 * @typedef {import('./settings.js').Settings} Settings
 * @typedef {import('./runs.js').Run} Run
 */

const USUAL_DIGITS = 5000, USUAL_TESTS = 1000;

class Laboratory extends InstrumentElement {
  #numbers = numbersFor(globalThis.mnistDigits?.train ?? USUAL_DIGITS);
  #tests = globalThis.mnistDigits?.test ?? USUAL_TESTS;
  #trainer = new Trainer();
  #isBusy = false;
  #isStopped = false;
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
    this.fill(STYLE, PAGE);
    const { colors } = this.content, kept = this.#isFirst ? settingsFrom(location.hash, this.#numbers) : null;
    this.#runs = new Runs(colors.series);
    this.#results = new Results(this, this.#runs, this.#tests, run => this.#take(run.settings));
    this.#wall = new Wall(this.canvas('wall'), colors.diverging);
    this.find('ramp').style.background = `linear-gradient(to right, ${colors.diverging.join()})`;
    this.#controls = new Controls(this.find('form'), this.#numbers, kept ?? defaultsOf(this.#numbers), () => this.#changed());
    this.#sayData();
    this.#listen();
    this.#showSettings();
    this.#results.show();
    if (kept) requestAnimationFrame(() => this.scrollIntoView({ block: 'start' }));
  }

  rest() {
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
      for (const settings of all) {
        if (!this.#isStopped) runs.push(await this.#trainOne(settings));
      }
      this.find('status').textContent = summaryOf(runs, this.#tests, (performance.now() - start) / 1000);
    } catch (problem) {
      const unfinished = this.#runs.newest;
      if (unfinished?.state === 'running') this.#runs.remove(unfinished);
      this.find('status').textContent = problem instanceof Error ? problem.message : String(problem);
    }
    this.#setBusy(false);
    this.#results.show();
    if (!this.isConnected) this.#trainer.close();
  }

  /**
   * The address is that of the first laboratory of a page.
   * @returns {boolean}
   */
  get #isFirst() { return this.isSameNode(document.querySelector(this.localName)); }

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
    this.find('address').addEventListener('click', event => {
      event.preventDefault();
      this.#keep();
    });
    this.#offerCopy('copy-code', () => csharpOf(this.settings, this.#tests));
    this.#offerCopy('copy-address', () => location.href.split('#')[0] + addressOf(this.settings));
    addEventListener('hashchange', () => {
      const kept = this.isConnected && this.#isFirst ? settingsFrom(location.hash, this.#numbers) : null;
      if (kept) this.#take(kept);
    });
  }

  /**
   * A button that copies a text, where the browser lets a page do that.
   * @param {string} id
   * @param {() => string} text
   */
  #offerCopy(id, text) {
    const button = this.find(id);
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
  }

  /** @param {Settings} settings */
  #take(settings) {
    this.#controls.settings = settings;
    this.#showSettings();
  }

  #changed() {
    this.#showSettings();
    if (location.hash === '' || location.hash.startsWith(ADDRESS)) this.#keep();
  }

  // In the frames of some notebooks the address can't be changed; it is shown all the same.
  #keep() {
    if (!this.#isFirst) return;
    try {
      history.replaceState(history.state, '', addressOf(this.settings));
    } catch {
      return;
    }
  }

  #showSettings() {
    const { settings } = this, address = addressOf(settings), link = this.find('address');
    link.textContent = address;
    link.setAttribute('href', address);
    this.find('code').innerHTML = highlighted(csharpOf(settings, this.#tests));
    if (!this.#isBusy && this.#runs.list.length === 0) this.#showWeights(startOf(settings).layers[0].weights, settings.hidden, 0);
  }

  async #sayData() {
    const stored = globalThis.mnistDigits;
    this.find('data').textContent = stored
      ? `${stored.isMnist ? 'MNIST' : 'Drawn digits, not MNIST'}: the first ${whole(stored.train)} training digits, and the first `
        + `${whole(stored.test)} test digits, by which settings are compared here.`
      : 'The digits are missing: mnist-digits.js is not beside this page.';
  }

  /** @param {Settings} settings */
  async #trainOne(settings) {
    await pageDigits();
    const run = this.#runs.add(settings);
    this.#results.show();
    const done = await this.#trainer.train(settings, ({ records, errors, accuracies, weights }) => {
      run.records = records;
      run.errors.push(...errors);
      run.accuracies.push(...accuracies);
      this.#results.showProgress();
      if (weights) this.#showWeights(weights, settings.hidden, records);
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

  /**
   * @param {ArrayLike<number>} weights
   * @param {number} hidden
   * @param {number} records
   */
  #showWeights(weights, hidden, records) {
    const most = this.#wall.show(weights);
    const when = records === 0 ? 'before training' : `after ${whole(records)} records`;
    this.find('wall-name').textContent = `The weights of ${whole(hidden)} hidden ${hidden === 1 ? 'node' : 'nodes'} ${when}`;
    this.find('least').textContent = `−${short(most)} and below`;
    this.find('most').textContent = `${short(most)} and above`;
  }
}

customElements.define('mnist-laboratory', Laboratory);
