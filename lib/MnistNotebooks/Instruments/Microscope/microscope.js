// <mnist-microscope content="{ title, colors, networks }">: a digit under some networks, one at a time. Whoever points at a node sees by
// four methods what each pixel has to do with it; pixels can be rubbed out, and nodes silenced.

import { ColorTable } from '../Elements/color-table.js';
import { ConnectionLines } from '../Elements/connection-lines.js';
import { DigitChoice } from '../Elements/digit-choice.js';
import { inkColors } from '../Elements/digit-picture.js';
import { InstrumentElement } from '../Elements/element.js';
import { signed } from '../Elements/formats.js';
import { fixed, short } from '../Elements/numbers.js';
import { OutputList } from '../Elements/output-list.js';
import { partOf, say } from '../Elements/page-parts.js';
import { PixelCursor } from '../Elements/pixel-cursor.js';
import { PixelPicture } from '../Elements/pixel-picture.js';
import { sharedNetwork } from '../Elements/shared-network.js';
import { GlassWalls } from './glass-walls.js';
import { MapRow } from './map-row.js';
import { METHOD_NAMES, Sight, SLOW_METHOD } from './sight.js';
import PAGE from './microscope.html';
import GLASS from '../Elements/glass.css';
import OUTPUTS from '../Elements/output-list.css';
import CURSOR from '../Elements/pixel-cursor.css';
import STYLE from './microscope.css';

/**
 * @typedef {import('./sight.js').MethodName} MethodName
 * @typedef {import('./sight.js').Shares} Shares
 *
 * What the library writes for this instrument: what a network is called, and the key of its script.
 * @typedef {{ name: string, network: string }} StoredNetwork
 */

/** So many ribbons come, or go, at most: those of the nodes that push most. */
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
  /** The timer of the slow map. */
  #rest = 0;

  start() {
    this.fill(GLASS + OUTPUTS + CURSOR + STYLE, PAGE);
    return Promise.all(this.#stored.map(({ network }) => sharedNetwork(network))).then(networks => this.#begin(networks));
  }

  /** @param {import('../Engine/network.js').Network[]} networks */
  async #begin(networks) {
    const { colors } = this.content, root = this.#root, stored = this.#stored;
    this.#sight = new Sight(networks);
    this.#ink = inkColors(colors.ink);
    this.#choice = new DigitChoice(this, () => this.#sight.network, (pixels, label) => this.#see(pixels, label), () => this.#showNode());
    this.#inputs = new PixelPicture(this.canvas('inputs'), () => {});
    const words = { picture: 'The digit as the network sees it', space: 'rubs it out' };
    new PixelCursor(this.find('pixels'), words, pixels => this.#rub(pixels));
    this.#walls = new GlassWalls(this.find('walls'), networks, colors.diverging, place => this.#ask(place));
    const outputs = networks[0].layers[this.#sight.outputLayer].nodes;
    this.#outputs = new OutputList(this.find('outputs'), outputs, node => this.#ask({ layer: this.#sight.outputLayer, node }));
    this.#lines = new ConnectionLines(partOf(root, 'lines', SVGElement), ({ layer, node, input }) =>
      this.#ask(layer === this.#sight.node.layer ? { layer: layer - 1, node: input } : { layer, node }));
    this.#maps = new MapRow(this.find('maps'), new ColorTable(colors.diverging));
    this.find('map-ramp').style.background = `linear-gradient(to right, ${colors.diverging.join()})`;
    this.find('outputs-name').textContent = `${outputs} outputs`;
    this.#select.hidden = stored.length === 1;
    this.#select.replaceChildren(...stored.map(({ name }, i) => new Option(name, String(i))));
    this.#listen();
    this.#showNetwork();
    // In the next frame: what is observed may not change while it is.
    new ResizeObserver(() => requestAnimationFrame(() => this.#showLines())).observe(this.find('glass'));
    await this.#choice.begin('misread', () => !this.#sight.pixels);
  }

  /** For a picture of it: the first misread digit is there, with all its maps. */
  async pose() {
    await this.ready;
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
    press('silence', () => {
      this.#sight.toggle(this.#sight.node);
      this.#showPass();
    });
    press('all-speak', () => {
      this.#sight.hearAll();
      this.#showPass();
    });
  }

  /**
   * @param {Uint8Array | null} pixels
   * @param {number | null} label
   */
  #see(pixels, label) {
    this.#label = label;
    this.#whole = pixels;
    this.#sight.pixels = pixels;
    this.#showAnswer();
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

  /** @param {import('./sight.js').Place} place Whoever points at it once more asks about the winner again. */
  #ask(place) {
    const sight = this.#sight, { layer, node } = sight.node;
    sight.node = sight.isChosen && layer === place.layer && node === place.node ? null : place;
    this.#showNode();
    say(this.find('said'), `${this.find('asked').textContent}: ${this.find('change').textContent}`);
  }

  #showNetwork() {
    this.#walls.show(this.#sight.number);
    this.#showPass();
  }

  #showPass() {
    this.#showAnswer();
    this.#showNode();
  }

  #showAnswer() {
    const { pass, pixels, winner, network, silenced } = this.#sight;
    this.#inputs.show(image => image.forEach((_, i) => { image[i] = this.#ink[pixels ? pixels[i] : 0]; }));
    const values = network.layers.map(({ nodes }, layer) => pass?.layers[layer].values ?? new Float64Array(nodes));
    this.#walls.walls.forEach((wall, layer) =>
      wall.light(shareOfLargest(values[layer], network.layers[layer].activation === 'sigmoid' ? 1 : 0)));
    this.#outputs.show(values[values.length - 1], winner);
    const label = this.#label, verdict = label === null ? '' : winner === label ? ', and is right' : `, but the label is ${label}`;
    say(this.find('answer'), winner === null ? 'Draw a digit' : `The network says ${winner}${verdict}`);
    const back = partOf(this.#root, 'back', HTMLButtonElement), speak = partOf(this.#root, 'all-speak', HTMLButtonElement);
    back.disabled = pixels === this.#whole;
    const silent = silenced.flatMap((nodes, layer) =>
      (nodes.length === 0 ? [] : `${nodes.join(', ')}${silenced.length === 1 ? '' : ` (layer ${layer + 1})`}`));
    speak.disabled = silent.length === 0;
    this.find('silenced').textContent = silent.length === 0 ? '' : `silent: ${silent.join('; ')}`;
  }

  #showNode() {
    const { node: place, pass, change, silenced } = this.#sight, { layer, node } = place, isHidden = !this.#sight.isOutput(place);
    const silence = partOf(this.#root, 'silence', HTMLButtonElement);
    this.find('asked').textContent = `What each pixel has to do with ${this.#sight.nameOf(place)}`;
    this.find('change').textContent = pass === null || change === null ? ''
      : `Its sum is ${fixed(pass.layers[layer].sums[node], 2)}, which is ${signed(change, 2)} from that of empty paper.`;
    silence.disabled = !isHidden;
    silence.textContent = !isHidden ? 'Silence a hidden node'
      : silenced[layer].includes(node) ? `Let node ${node} speak` : `Silence node ${node}`;
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

  /** From the nodes that push the node most, and to the nodes that it pushes most. */
  #showLines() {
    const sight = this.#sight, { node: { layer, node }, silenced, pass } = sight, { walls } = this.#walls;
    const coming = layer === 0 ? [] : strongest(sight.pushesOn(sight.node)).map(({ at, push }) => ({ layer, node, input: at, push }));
    const going = sight.isOutput(sight.node) ? []
      : strongest(sight.pushesOf(sight.node)).map(({ at, push }) => ({ layer: layer + 1, node: at, input: node, push }));
    const all = pass ? [...coming, ...going] : [], most = Math.max(1e-9, ...all.map(({ push }) => Math.abs(push)));
    walls.forEach((wall, i) => {
      const pushes = i === layer - 1 ? coming.map(({ input, push }) => /** @type {const} */ ([input, push]))
        : i === layer + 1 ? going.map(({ node: to, push }) => /** @type {const} */ ([to, push])) : [];
      wall.mark(i === layer ? node : null, new Map(pushes), silenced[i]);
    });
    const placeOf = (/** @type {number} */ of, /** @type {number} */ at) =>
      (of < walls.length ? walls[of].middleOf(at) : this.#outputs.middleOf(at));
    this.#lines.show(all.filter(({ push }) => push !== 0).map(({ push, ...connection }) => ({
      connection, push: push / most, isChosen: false,
      from: placeOf(connection.layer - 1, connection.input), to: placeOf(connection.layer, connection.node),
      name: `${sight.nameOf({ layer: connection.layer - 1, node: connection.input })} pushes `
        + `${sight.nameOf(connection)} by ${signed(push, 2)}`,
    })));
  }
}

/**
 * The largest pushes, up or down.
 * @param {Float64Array} pushes
 */
function strongest(pushes) {
  return Array.from(pushes, (push, at) => ({ at, push })).sort((a, b) => Math.abs(b.push) - Math.abs(a.push)).slice(0, RIBBONS);
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
