// <mnist-plane-laboratory content="{ title, colors, sets }">: trains small networks on points of the plane, epoch by epoch, and shows what
// every node gives there.

import { Address } from '../Elements/address.js';
import CODE from '../Elements/code.css';
import { makeCopyButton } from '../Elements/copy-button.js';
import { highlighted } from '../Elements/csharp-colors.js';
import CURVES from '../Elements/curves.css';
import { InstrumentElement } from '../Elements/element.js';
import { fixed } from '../Elements/numbers.js';
import { say } from '../Elements/page-parts.js';
import { csharpOf } from './csharp.js';
import { captionOf } from './node-caption.js';
import { nodeMaps } from './node-maps.js';
import { NetworkView } from './network-view.js';
import { OwnEditor } from './own-editor.js';
import { whatIsMissing } from './own-points.js';
import { PlaneColors } from './plane-colors.js';
import { PlaneControls } from './plane-controls.js';
import STYLE from './plane-laboratory.css';
import PAGE from './plane-laboratory.html';
import { PlaneTraining } from './plane-training.js';
import { PlaneView } from './plane-view.js';
import { ownSet, storedSet } from './point-sets.js';
import { ADDRESS_FORM, DEFAULTS } from './settings.js';
import { TrainingCurves } from './training-curves.js';

/**
 * @typedef {import('./settings.js').Settings} Settings
 * @typedef {import('./point-sets.js').PointSet} PointSet
 * @typedef {import('./point-sets.js').StoredSet} StoredSet
 */

const MOST_EPOCHS = 1000, POSED_EPOCHS = 200;

/** While it trains, all but the plane is drawn with every so many frames: eyes are on the plane, and the rest costs more. */
const FRAMES_FOR_ALL = 3;

class PlaneLaboratory extends InstrumentElement {
  #isRunning = false;
  #frame = 0;
  /** @type {Address<Settings>} */
  #address = /** @type {any} */ (null);
  /** @type {PlaneControls} */
  #controls = /** @type {any} */ (null);
  /** @type {PlaneColors} */
  #colors = /** @type {any} */ (null);
  /** @type {PlaneView} */
  #plane = /** @type {any} */ (null);
  /** @type {NetworkView} */
  #nodes = /** @type {any} */ (null);
  /** @type {OwnEditor} */
  #editor = /** @type {any} */ (null);
  /** @type {TrainingCurves} */
  #curves = /** @type {any} */ (null);
  /** @type {PointSet} */
  #points = /** @type {any} */ (null);
  /** @type {PlaneTraining} */
  #training = /** @type {any} */ (null);

  start() {
    this.fill(CURVES + CODE + STYLE, PAGE);
    const { colors } = this.content;
    this.#colors = new PlaneColors(colors);
    this.#plane = new PlaneView(this.canvas('map'), this.canvas('points'), colors.series);
    this.#nodes = new NetworkView(this.find('nodes'), this.canvas('lines'), () => this.#show());
    this.#curves = new TrainingCurves(this, colors.series);
    this.#address = new Address(this, ADDRESS_FORM, settings => this.#take(settings));
    const { kept } = this.#address;
    this.#controls = new PlaneControls(this, kept ?? DEFAULTS, () => this.#changed());
    this.#editor = new OwnEditor(this, {
      points: () => (this.settings.points === 'own' ? this.settings.own : null),
      placeAt: event => this.#plane.placeAt(event, this.#points.reach),
    }, (points, said) => this.#edited(points, said));
    this.find('train').addEventListener('click', () => (this.#isRunning ? this.pause() : this.run()));
    this.find('step').addEventListener('click', () => this.train(1));
    this.find('again').addEventListener('click', () => this.#begin());
    makeCopyButton(this.find('copy-code'), () => this.#code);
    this.#begin();
    if (kept) requestAnimationFrame(() => this.scrollIntoView({ block: 'start' }));
  }

  wake() { this.#address.wake(); }

  rest() {
    this.#address.rest();
    this.pause();
  }

  async pose() { this.train(POSED_EPOCHS); }

  // For tests, and for scripts of one's own.

  /** What is set. */
  get settings() { return this.#controls.settings; }

  /** The training that is shown: its network, and how it went so far. */
  get training() { return this.#training; }

  /** Whether it goes on with every frame. */
  get isRunning() { return this.#isRunning; }

  /** The maps of all nodes, layer by layer, the inputs first. */
  get maps() { return nodeMaps(this.#training.network, this.#points.reach); }

  /** Trains on, an epoch with every frame, until it is paused. */
  run() {
    if (this.#missing || this.#isRunning) return;
    this.#isRunning = true;
    this.#showButtons();
    this.find('status').textContent = 'Training.';
    this.#frame = requestAnimationFrame(() => this.#next());
  }

  /** Halts. */
  pause() {
    if (!this.#isRunning) return;
    this.#halt();
    this.#showButtons();
    this.#sayResult();
    this.#show();
  }

  /**
   * Trains at once, and halts.
   * @param {number} epochs
   */
  train(epochs) {
    this.#halt();
    if (this.#missing) return;
    for (let i = 0; i < epochs; i++) this.#training.step();
    this.#showButtons();
    this.#sayResult();
    this.#show();
  }

  /** Why nothing can be learned; empty when something can. */
  get #missing() { return this.settings.points === 'own' ? whatIsMissing(this.settings.own) : ''; }

  get #code() { return csharpOf(this.settings, this.#points, this.#training.epoch); }

  #next() {
    this.#training.step();
    this.#show(this.#training.epoch % FRAMES_FOR_ALL === 0);
    if (this.#training.epoch >= MOST_EPOCHS) this.pause();
    else this.#frame = requestAnimationFrame(() => this.#next());
  }

  #halt() {
    this.#isRunning = false;
    cancelAnimationFrame(this.#frame);
  }

  /** @param {Settings} settings */
  #take(settings) {
    this.#controls.settings = settings;
    this.#begin();
  }

  #changed() {
    this.#begin();
    this.#address.keep();
  }

  /**
   * @param {import('./own-points.js').OwnPoint[] | null} points
   * @param {string} said
   */
  #edited(points, said) {
    if (points) this.#controls.set({ own: points });
    else this.#show();
    if (said) say(this.find('status'), said + (this.#missing && points ? ` ${this.#missing}` : ''));
  }

  /** The start weights once more: what follows is determined by the settings alone. A training that runs goes on from there. */
  #begin() {
    const { settings } = this, { sets } = /** @type {{ sets: Record<string, StoredSet> }} */ (/** @type {unknown} */ (this.content));
    this.#points = settings.points === 'own' ? ownSet(settings.own) : storedSet(sets[settings.points]);
    this.#training = new PlaneTraining(this.#points, settings);
    this.#nodes.build([2, ...settings.hidden, this.#points.classes]);
    this.#address.show(settings);
    this.#editor.show();
    if (this.#missing) this.#halt();
    this.#showButtons();
    say(this.find('status'), this.#missing || (this.#isRunning ? 'Training.' : 'Nothing is learned yet.'));
    this.#show();
  }

  #showButtons() {
    const isOver = this.#missing !== '' || this.#training.epoch >= MOST_EPOCHS, had = this.shadowRoot?.activeElement?.id ?? '';
    this.find('train').textContent = this.#isRunning ? 'Pause' : 'Train';
    for (const id of ['train', 'step']) this.input(id).disabled = isOver;
    // A button that goes dead loses the focus; it goes to the one that is of use now.
    if (isOver && ['train', 'step'].includes(had)) this.find('again').focus();
  }

  #sayResult() {
    const { epoch, learned, unseen } = this.#training;
    this.find('status').textContent = `After ${epoch} ${epoch === 1 ? 'epoch' : 'epochs'}, ${learned.right} of `
      + `${learned.isRight.length} learned points and ${unseen.right} of ${unseen.isRight.length} unseen ones are right.`;
  }

  /** @param {boolean} [isAll] Whether the nodes, the curves and the code are shown too, and not only the plane. */
  #show(isAll = true) {
    const { network, epoch, learned, unseen, history } = this.#training, maps = this.maps, last = maps.length - 1;
    // Before anything is learned, a cross over nearly every point would only hide it.
    const rightOf = (/** @type {boolean[]} */ isRight) => (epoch === 0 ? isRight.map(() => true) : isRight);
    const imageOf = (/** @type {Float64Array} */ map, /** @type {number} */ layer, /** @type {number} */ node) => (layer === last
      ? this.#colors.output(map, node)
      : this.#colors.node(map, layer === 0 ? this.#points.reach : network.layers[layer - 1].function.range(map)[1]));
    const { shown } = this.#nodes, caption = captionOf(shown, network);
    this.find('shown').textContent = caption.text;
    this.#plane.show(shown ? imageOf(maps[shown.layer][shown.node], shown.layer, shown.node) : this.#colors.answer(maps[last]), {
      points: this.#points, learnedRight: rightOf(learned.isRight), unseenRight: rightOf(unseen.isRight), line: caption.line,
      cursor: this.#editor.cursor,
    });
    this.find('epoch').textContent = String(epoch);
    this.#showCounts('learned', learned);
    this.#showCounts('unseen', unseen);
    if (!isAll) return;
    this.#nodes.show(network, maps.map((layer, i) => layer.map((map, node) => imageOf(map, i, node))));
    this.#curves.show(history);
    this.find('code').innerHTML = highlighted(this.#code);
  }

  /**
   * @param {string} id
   * @param {import('./plane-training.js').Judgement} judgement
   */
  #showCounts(id, { loss, right, isRight }) {
    const cells = this.find(id).querySelectorAll('td'), count = isRight.length;
    [count > 0 ? fixed(loss) : '', `${right} of ${count}`, String(count - right)].forEach((text, i) => { cells[i].textContent = text; });
  }
}

customElements.define('mnist-plane-laboratory', PlaneLaboratory);
