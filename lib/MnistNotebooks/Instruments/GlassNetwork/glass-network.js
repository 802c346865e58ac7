// <mnist-glass-network content="{ title, colors, training, rate }">: a network that is looked into while it reads a digit, from pixel to
// output, at twelve moments of its training. The moments are in mnist-glass-network.js.

import { DigitChoice } from '../Elements/digit-choice.js';
import { InstrumentElement } from '../Elements/element.js';
import { precise, roundedUp } from '../Elements/formats.js';
import { percent, whole } from '../Elements/numbers.js';
import { partOf, say } from '../Elements/page-parts.js';
import { CurvePlot } from './curve-plot.js';
import { GlassView } from './glass-view.js';
import { HIDDEN, Look, OUTPUT } from './look.js';
import { Snapshots } from './snapshots.js';
import { SumView } from './sum-view.js';
import { pixelName, weightName, WeightView } from './weight-view.js';
import GLASS from '../Elements/glass.css';
import OUTPUTS from '../Elements/output-list.css';
import STYLE from './glass-network.css';
import PAGE from './glass-network.html';

/**
 * What the library writes for this instrument.
 * @typedef {object} GlassContent
 * @property {string} training What was trained, and how, as sentences.
 * @property {number} rate The learning rate.
 */

const MILLISECONDS_PER_MOMENT = 700;

class GlassNetwork extends InstrumentElement {
  /** @type {Look} */
  #look = /** @type {any} */ (null);
  /** @type {DigitChoice} */
  #digit = /** @type {any} */ (null);
  /** @type {GlassView} */
  #glass = /** @type {any} */ (null);
  /** @type {SumView} */
  #sum = /** @type {any} */ (null);
  /** @type {WeightView} */
  #weight = /** @type {any} */ (null);
  /** @type {CurvePlot} */
  #accuracies = /** @type {any} */ (null);
  /** The timer that plays the training; 0 while none does. */
  #playing = 0;

  start() {
    const { training, rate } = this.#given, root = this.#root, stored = globalThis.mnistGlassNetwork;
    if (!stored) throw new Error('The script with the network, mnist-glass-network.js, is not beside this page.');
    this.fill(GLASS + OUTPUTS + STYLE, PAGE);
    this.#look = new Look(new Snapshots(stored), rate);
    this.#digit = new DigitChoice(this, () => this.#look.network,
      (pixels, label, isDrawn) => this.#see(pixels, label, isDrawn), () => this.#showChoice());
    this.#glass = new GlassView(root, this.#look.network, this.content.colors, {
      pixel: pixel => this.#choose({ connection: { layer: HIDDEN, node: this.#look.hidden, input: pixel } }),
      node: node => this.#choose({ node }),
      connection: connection => this.#choose({ connection }),
    });
    this.#sum = new SumView(root, 10, this.#look.network.layers[OUTPUT].biases !== null,
      input => this.#choose({ connection: { ...this.#look.node, input } }));
    this.#weight = new WeightView(root, this.#look.network.layers[OUTPUT].nodes, connection => this.#choose({ connection }));
    this.#accuracies = new CurvePlot(this.find('accuracies'));
    this.find('note').textContent = training;
    this.#listen();
    this.#showSnapshot();
    return this.#digit.begin('first', () => !this.#look.pixels);
  }

  rest() { if (this.#playing) this.#pause(); }

  // For tests, and for scripts of one's own.

  /** What is looked at. */
  get look() { return this.#look; }

  /**
   * Shows the network a picture.
   * @param {ArrayLike<number>} pixels 784 levels, 0 (paper) to 255 (ink).
   * @param {number | null} [label] What it is, if that is known.
   */
  show(pixels, label = null) { this.#digit.show(pixels, label); }

  get #root() { return /** @type {ShadowRoot} */ (this.shadowRoot); }
  get #given() { return /** @type {GlassContent} */ (/** @type {unknown} */ (this.content)); }

  #listen() {
    const stop = this.input('stop'), meant = partOf(this.#root, 'meant', HTMLSelectElement);
    stop.max = String(this.#look.snapshots.count - 1);
    stop.value = stop.max;
    stop.addEventListener('input', () => {
      this.#pause();
      this.#go(Number(stop.value));
    });
    meant.addEventListener('change', () => {
      this.#look.meant = Number(meant.value);
      this.#showAnswer();
      this.#showWeight();
    });
    this.find('play').addEventListener('click', () => (this.#playing ? this.#pause() : this.#play()));
  }

  /** From the beginning to the end of the training, moment by moment. */
  #play() {
    const last = this.#look.snapshots.count - 1;
    if (this.#look.stop === last) this.#go(0);
    this.#playing = setInterval(() => {
      this.#go(this.#look.stop + 1);
      if (this.#look.stop === last) this.#pause();
    }, MILLISECONDS_PER_MOMENT);
    this.find('play').textContent = 'Pause';
  }

  #pause() {
    clearInterval(this.#playing);
    this.#playing = 0;
    this.find('play').textContent = 'Play';
  }

  /** @param {number} stop */
  #go(stop) {
    this.#look.stop = stop;
    this.input('stop').value = String(stop);
    this.#showSnapshot();
  }

  /**
   * @param {Uint8Array | null} pixels
   * @param {number | null} label
   * @param {boolean} isDrawn
   */
  #see(pixels, label, isDrawn) {
    // What the reader says it should be holds as long as the same drawing goes on.
    if (!isDrawn || !pixels || this.#look.label !== null) this.#look.meant = null;
    this.#look.label = label;
    this.#look.pixels = pixels;
    this.#glass.showInputs(pixels);
    this.#showPass();
  }

  /** @param {{ node?: import('./look.js').Place, connection?: import('../Elements/connection-lines.js').Connection }} choice */
  #choose({ node, connection }) {
    // A pixel belongs to a hidden node's sum, whatever was looked into before.
    if (connection?.layer === HIDDEN) this.#look.node = { layer: HIDDEN, node: connection.node };
    if (node) this.#look.node = node;
    if (connection) this.#look.connection = connection;
    this.#showChoice();
    say(this.find('said'), node ? `${this.#nodeName}: ${this.find('sigmoid-text').textContent}`
      : `${weightName(this.#look.connection)}: change ${precise(this.#look.step?.change ?? 0)}`);
  }

  get #nodeName() {
    const { layer, node } = this.#look.node;
    return `${layer === OUTPUT ? 'Output' : 'Hidden'} node ${node}`;
  }

  #showSnapshot() {
    const { snapshots, network, stop } = this.#look, { stored } = snapshots, { records, accuracy, errors } = stored[stop];
    this.#glass.showWeights(network);
    this.input('stop').setAttribute('aria-valuetext', `${whole(records)} records`);
    this.find('records').textContent = whole(records);
    this.find('accuracy').textContent = `reads ${percent(accuracy)} of the test digits`;
    this.find('error').textContent = `The weights shown are off by at most ${roundedUp(Math.max(...errors))}.`;
    this.#accuracies.show({
      values: stored.map(snapshot => snapshot.accuracy), range: [0, 1], ends: ['100 %', '0 %'], mark: { place: stop, value: accuracy },
      description: `Test digits read right: ${stored.map(one => `${percent(one.accuracy)} at ${whole(one.records)}`).join(', ')}`,
    });
    this.#showPass();
    this.#showChoice();
  }

  #showPass() {
    this.#glass.showPass(this.#look);
    this.#showAnswer();
  }

  #showAnswer() {
    const { winner, target, hasTarget, label } = this.#look;
    partOf(this.#root, 'meant', HTMLSelectElement).value = String(target);
    const verdict = !hasTarget ? '' : winner === target ? ', and is right' : `, but it should be ${target}`;
    say(this.find('answer'), winner === null ? 'Draw a digit' : `The network says ${winner}${verdict}`);
    this.find('whose').textContent = label !== null ? `by the label of test digit ${this.#digit.number}`
      : winner !== null && !hasTarget ? 'as the network says, until you choose' : '';
  }

  #showChoice() {
    const { node: { layer, node }, unfolded, connection, network } = this.#look;
    if (unfolded) {
      const isHere = connection.layer === layer && connection.node === node, fromName = layer === OUTPUT ? hiddenName : pixelName;
      this.#sum.show(unfolded, { fromName, heading: `${this.#nodeName} adds up ${network.layers[layer].inputs} products` },
        isHere ? connection.input : null);
    }
    this.find('inside').classList.toggle('empty', unfolded === null);
    this.#showWeight();
    this.#glass.showChoice(this.#look);
  }

  #showWeight() {
    const { connection, snapshots, stop, network, step } = this.#look;
    const records = snapshots.stored.map(snapshot => snapshot.records);
    this.#weight.showWeight(connection, network, snapshots.historyOf(connection), records, stop);
    if (step) this.#weight.showStep(connection, step);
  }
}

/** @param {number} node */
function hiddenName(node) { return `node ${node}`; }

customElements.define('mnist-glass-network', GlassNetwork);
