// <mnist-microscope content="{ title, colors, networks }">: a digit under some networks, one at a time. Whoever points at a node sees by
// four methods what each pixel has to do with it; pixels can be rubbed out, and nodes silenced.

import { Network } from '../Engine/network.js';
import { ColorTable } from '../Elements/color-table.js';
import { ConnectionLines } from '../Elements/connection-lines.js';
import { DigitChoice } from '../Elements/digit-choice.js';
import { inkColors } from '../Elements/digit-picture.js';
import { InstrumentElement } from '../Elements/element.js';
import { signed } from '../Elements/formats.js';
import { fixed, short, whole } from '../Elements/numbers.js';
import { OutputList } from '../Elements/output-list.js';
import { partOf, say } from '../Elements/page-parts.js';
import { PixelCursor } from '../Elements/pixel-cursor.js';
import { PixelPicture } from '../Elements/pixel-picture.js';
import { GlassWalls } from './glass-walls.js';
import { MapRow } from './map-row.js';
import { HIDDEN, METHOD_NAMES, OUTPUT, Sight, SLOW_METHOD } from './sight.js';
import PAGE from './microscope.html';
import GLASS from '../Elements/glass.css';
import OUTPUTS from '../Elements/output-list.css';
import CURSOR from '../Elements/pixel-cursor.css';
import STYLE from './microscope.css';

/**
 * @typedef {import('./sight.js').MethodName} MethodName
 * @typedef {import('./sight.js').Shares} Shares
 *
 * What the library writes for this instrument.
 * @typedef {{ name: string, network: { layers: import('../Engine/weights.js').PackedLayer[],
 *   scale: import('../Engine/network.js').Scale } }} StoredNetwork
 */

/** Ribbons go from so many hidden nodes: those that push most. */
const RIBBONS = 10;

/** Milliseconds without a change after which the slow map is made. */
const REST = 120;

class Microscope extends InstrumentElement {
  /** @type {Sight} */
  #sight = /** @type {any} */ (null);
  /** @type {DigitChoice} */
  #choice = /** @type {any} */ (null);
  /** @type {PixelPicture} */
  #inputs = /** @type {any} */ (null);
  /** @type {GlassWalls} */
  #walls = /** @type {any} */ (null);
  /** @type {OutputList} */
  #outputs = /** @type {any} */ (null);
  /** @type {ConnectionLines} */
  #lines = /** @type {any} */ (null);
  /** @type {MapRow} */
  #maps = /** @type {any} */ (null);
  #ink = new Uint32Array();
  /** The label of a test digit. @type {number | null} */
  #label = null;
  /** What was shown before pixels were rubbed out. @type {Uint8Array | null} */
  #whole = null;
  /** @type {Promise<void>} */
  #ready = Promise.resolve();
  /** The timer of the slow map. */
  #rest = 0;

  start() {
    const { colors } = this.content, root = this.#root, stored = this.#stored;
    const networks = stored.map(({ network }) => Network.unpacked(network));
    this.fill(GLASS + OUTPUTS + CURSOR + STYLE, PAGE);
    this.#sight = new Sight(networks);
    this.#ink = inkColors(colors.ink);
    this.#choice = new DigitChoice(this, () => this.#sight.network, (pixels, label) => this.#see(pixels, label));
    this.#inputs = new PixelPicture(this.canvas('inputs'), () => {});
    const words = { picture: 'The digit as the network sees it', space: 'rubs it out' };
    new PixelCursor(this.find('pixels'), words, pixels => this.#rub(pixels));
    this.#walls = new GlassWalls(this.find('walls'), networks, colors.diverging, node => this.#ask({ layer: HIDDEN, node }));
    this.#outputs = new OutputList(this.find('outputs'), networks[0].layers[OUTPUT].nodes, node => this.#ask({ layer: OUTPUT, node }));
    this.#lines = new ConnectionLines(partOf(root, 'lines', SVGElement), ({ node, input }) =>
      this.#ask(this.#sight.node.layer === OUTPUT ? { layer: HIDDEN, node: input } : { layer: OUTPUT, node }));
    this.#maps = new MapRow(this.find('maps'), new ColorTable(colors.diverging));
    for (const ramp of root.querySelectorAll('.ramp'))
      /** @type {HTMLElement} */ (ramp).style.background = `linear-gradient(to right, ${colors.diverging.join()})`;
    this.find('outputs-name').textContent = `${networks[0].layers[OUTPUT].nodes} outputs`;
    this.#select.hidden = stored.length === 1;
    this.#select.replaceChildren(...stored.map(({ name }, i) => new Option(name, String(i))));
    this.#listen();
    this.#showNetwork();
    // In the next frame: what is observed may not change while it is.
    new ResizeObserver(() => requestAnimationFrame(() => this.#showLines())).observe(this.find('glass'));
    this.#ready = this.#choice.begin('misread', () => !this.#sight.pixels);
  }

  /** For a picture of it: the first misread digit is there, with all its maps. */
  async pose() {
    await this.#ready;
    await new Promise(done => setTimeout(done, 2 * REST));
  }

  rest() { clearTimeout(this.#rest); }

  // For tests, and for scripts of one's own.

  /** What is looked at. */
  get sight() { return this.#sight; }

  /** What is drawn: { width, height, levels }. */
  get ink() { return this.#choice.ink; }

  /**
   * Shows the network a picture.
   * @param {ArrayLike<number>} pixels 784 levels, 0 (paper) to 255 (ink).
   * @param {number | null} [label] What it is, if that is known.
   */
  show(pixels, label = null) { this.#choice.show(pixels, label); }

  get #root() { return /** @type {ShadowRoot} */ (this.shadowRoot); }
  get #stored() { return /** @type {{ networks: StoredNetwork[] }} */ (/** @type {unknown} */ (this.content)).networks; }
  get #select() { return partOf(this.#root, 'network', HTMLSelectElement); }

  #listen() {
    const select = this.#select;
    select.addEventListener('change', () => {
      this.#sight.number = Number(select.value);
      this.#showNetwork();
    });
    const press = (/** @type {string} */ id, /** @type {() => void} */ act) => this.find(id).addEventListener('click', act);
    this.input('one-scale').addEventListener('change', () => this.#showMaps());
    press('back', () => this.#inkBack());
    press('silence', () => this.#silence([this.#sight.node.node]));
    press('all-speak', () => this.#silence(this.#sight.silenced));
  }

  /**
   * @param {Uint8Array | null} pixels
   * @param {number | null} label
   */
  #see(pixels, label) {
    this.#label = label;
    this.#whole = pixels;
    this.#sight.pixels = pixels;
    this.#showPass();
  }

  /** @param {number[]} pixels */
  #rub(pixels) {
    const before = this.#sight.pixels;
    if (!before?.some((level, pixel) => level > 0 && pixels.includes(pixel))) return;
    this.#sight.pixels = before.map((level, pixel) => (pixels.includes(pixel) ? 0 : level));
    this.#showPass();
  }

  #inkBack() {
    this.#sight.pixels = this.#whole;
    this.#showPass();
  }

  /** @param {number[]} nodes Are silenced, or speak again. */
  #silence(nodes) {
    for (const node of nodes) this.#sight.toggle(node);
    this.#showPass();
  }

  /** @param {import('./sight.js').Place} place Whoever points at it once more asks about the winner again. */
  #ask(place) {
    const sight = this.#sight, { layer, node } = sight.node;
    sight.node = sight.isChosen && layer === place.layer && node === place.node ? null : place;
    this.#showNode();
    say(this.find('said'), `${this.find('asked').textContent}: ${this.find('change').textContent}`);
  }

  #showNetwork() {
    const { number, network } = this.#sight, { nodes } = network.layers[HIDDEN];
    this.#walls.show(number);
    this.find('wall-name').textContent = `${whole(nodes)} hidden nodes, each as the picture of its weights`;
    this.find('scale-low').textContent = short(-this.#walls.most);
    this.find('scale-high').textContent = short(this.#walls.most);
    this.#showPass();
  }

  #showPass() {
    const { pass, pixels, winner, network, silenced } = this.#sight;
    this.#inputs.show(image => image.forEach((_, i) => { image[i] = this.#ink[pixels ? pixels[i] : 0]; }));
    const [hidden, outputs] = network.layers.map(({ nodes }, layer) => pass?.layers[layer].values ?? new Float64Array(nodes));
    this.#walls.wall.light(shareOfLargest(hidden, network.layers[HIDDEN].activation === 'sigmoid' ? 1 : 0));
    this.#outputs.show(outputs, winner);
    const label = this.#label, verdict = label === null ? '' : winner === label ? ', and is right' : `, but the label is ${label}`;
    say(this.find('answer'), winner === null ? 'Draw a digit' : `The network says ${winner}${verdict}`);
    const back = partOf(this.#root, 'back', HTMLButtonElement), speak = partOf(this.#root, 'all-speak', HTMLButtonElement);
    back.disabled = pixels === this.#whole;
    speak.disabled = silenced.length === 0;
    this.find('silenced').textContent = silenced.length === 0 ? '' : `silent: ${silenced.join(', ')}`;
    this.#showNode();
  }

  #showNode() {
    const { node: { layer, node }, pass, change, silenced } = this.#sight, isHidden = layer === HIDDEN;
    const silence = partOf(this.#root, 'silence', HTMLButtonElement);
    this.find('asked').textContent = `What each pixel has to do with ${isHidden ? 'hidden' : 'output'} node ${node}`;
    this.find('change').textContent = pass === null || change === null ? ''
      : `Its sum is ${fixed(pass.layers[layer].sums[node], 2)}, which is ${signed(change, 2)} from that of empty paper.`;
    silence.disabled = !isHidden;
    silence.textContent = !isHidden ? 'Silence a hidden node' : silenced.includes(node) ? `Let node ${node} speak` : `Silence node ${node}`;
    this.#outputs.mark(isHidden ? null : node);
    this.#showMaps();
    this.#showLines();
  }

  #showMaps() {
    const quick = METHOD_NAMES.filter(name => name !== SLOW_METHOD).map(name => ({ name, shares: this.#sight.sharesBy(name) }));
    const common = this.input('one-scale').checked ? Math.max(...quick.map(({ shares }) => largestIn(shares))) : null;
    const show = (/** @type {MethodName} */ name, /** @type {Shares | null} */ shares) =>
      this.#maps.show(name, shares, common ?? largestIn(shares));
    for (const { name, shares } of quick) show(name, shares);
    this.find('map-low').textContent = common === null ? 'each its own' : short(-common);
    this.find('map-high').textContent = common === null ? 'largest share' : short(common);
    this.#maps.age(SLOW_METHOD);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => show(SLOW_METHOD, this.#sight.sharesBy(SLOW_METHOD)), REST);
  }

  /** From the hidden nodes that push an output most; from a hidden node to all outputs. */
  #showLines() {
    const { node: { layer, node }, network, silenced, pass } = this.#sight, isHidden = layer === HIDDEN;
    const { nodes: outputs, inputs } = network.layers[OUTPUT], wall = this.#walls.wall;
    const pushes = isHidden
      ? Array.from({ length: outputs }, (_, to) => ({ node: to, input: node, push: this.#sight.pushesOn(to)[node] }))
      : Array.from(this.#sight.pushesOn(node), (push, input) => ({ node, input, push }))
        .sort((a, b) => Math.abs(b.push) - Math.abs(a.push)).slice(0, Math.min(RIBBONS, inputs));
    wall.mark(isHidden ? node : null, new Map(isHidden ? [] : pushes.map(({ input, push }) => [input, push])), silenced);
    const most = Math.max(1e-9, ...pushes.map(({ push }) => Math.abs(push)));
    this.#lines.show(pass === null ? [] : pushes.filter(({ push }) => push !== 0).map(({ node: to, input, push }) => ({
      connection: { layer: OUTPUT, node: to, input }, push: push / most, isChosen: false,
      from: wall.middleOf(input), to: this.#outputs.middleOf(to),
      name: `hidden node ${input} pushes output ${to} by ${signed(push, 2)}`,
    })));
  }
}

/** @param {Shares | null} shares */
function largestIn(shares) { return shares ? shares.map.reduce((most, share) => Math.max(most, Math.abs(share)), 0) : 0; }

/**
 * Sizes, 0…1 of the largest.
 * @param {Float64Array} values
 * @param {number} least The largest counts as no less than that.
 */
function shareOfLargest(values, least) {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), least) || 1;
  return values.map(value => Math.abs(value) / largest);
}

customElements.define('mnist-microscope', Microscope);
