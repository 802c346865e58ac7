// <mnist-ordering-film content="{ title, colors, network, digits }">: the inked pixels of a digit come one after the other. What they
// promise alone drifts away from what the network does; what each adds on arrival never does, but hangs on the ordering.

import { indexOfLargest } from '../Engine/network.js';
import { SIDE } from '../Engine/picture.js';
import { ColorTable } from '../Elements/color-table.js';
import { DigitButtons, pixelsOf } from '../Elements/digit-buttons.js';
import { DigitPainter, inkColors } from '../Elements/digit-picture.js';
import { InstrumentElement } from '../Elements/element.js';
import { signed } from '../Elements/formats.js';
import { fixed, short, whole } from '../Elements/numbers.js';
import { partOf, say } from '../Elements/page-parts.js';
import { PixelCursor } from '../Elements/pixel-cursor.js';
import { PixelPicture } from '../Elements/pixel-picture.js';
import { Player } from '../Elements/player.js';
import { sharedNetwork } from '../Elements/shared-network.js';
import { StepCurves } from '../Elements/step-curves.js';
import BUTTONS from '../Elements/digit-buttons.css';
import CURSOR from '../Elements/pixel-cursor.css';
import CURVES from '../Elements/step-curves.css';
import PLAYER from '../Elements/player.css';
import { Film } from './film.js';
import { Needles } from './needles.js';
import { PayPlot } from './pay-plot.js';
import PAGE from './ordering-film.html';
import STYLE from './ordering-film.css';

/**
 * What the library writes for this instrument.
 * @typedef {object} FilmContent
 * @property {string} network The key of a shared network.
 * @property {import('../Elements/digit-buttons.js').StoredDigit[]} digits
 */

/** So many random orderings are drawn by one press. */
const MANY = 100;

class OrderingFilm extends InstrumentElement {
  /** @type {import('../Engine/network.js').Network} */
  #network = /** @type {any} */ (null);
  /** @type {Film} */
  #film = /** @type {any} */ (null);
  /** @type {Player} */
  #player = /** @type {any} */ (null);
  /** @type {DigitButtons} */
  #buttons = /** @type {any} */ (null);
  /** @type {PixelCursor} */
  #cursor = /** @type {any} */ (null);
  /** @type {Record<'picture' | 'credited' | 'mean', PixelPicture>} */
  #pictures = /** @type {any} */ (null);
  /** @type {Needles} */
  #needles = /** @type {any} */ (null);
  /** @type {StepCurves} */
  #curves = /** @type {any} */ (null);
  /** @type {PayPlot} */
  #pays = /** @type {any} */ (null);
  /** @type {ColorTable} */
  #table = /** @type {any} */ (null);
  #ink = new Uint32Array();
  #toCome = 0;
  #digit = 0;
  #pixel = 0;

  start() {
    const { colors } = this.content, { network, digits } = this.#stored;
    this.fill(BUTTONS + CURSOR + CURVES + PLAYER + STYLE, PAGE);
    this.#ink = inkColors(colors.ink);
    [this.#toCome] = inkColors([colors.light.right, colors.light.right]);
    this.#table = new ColorTable(colors.diverging);
    this.#buttons = new DigitButtons(this.find('digits'), digits, new DigitPainter(colors.ink), index => this.#choose(index));
    this.#cursor = new PixelCursor(this.find('pixels'), { picture: 'The digit', space: 'follows it' }, pixels => this.#follow(pixels));
    const picture = (/** @type {string} */ id) => new PixelPicture(this.canvas(id), () => {});
    this.#pictures = { picture: picture('picture'), credited: picture('credited'), mean: picture('mean') };
    this.#needles = new Needles(this.find('needles'), [colors.series[1], colors.series[0]]);
    this.#curves = new StepCurves(this.#part('curves', SVGElement), 'pixels on the paper');
    this.#pays = new PayPlot(this.#part('pays', SVGElement));
    this.find('ramp').style.background = `linear-gradient(to right, ${colors.diverging.join()})`;
    return sharedNetwork(network).then(found => {
      this.#network = found;
      this.#player = new Player(this.find('player'), (step, steps) => `${step} of ${steps} pixels`, isMoving => this.#show(isMoving));
      this.#listen();
      this.#choose(0);
    });
  }

  /** For a picture of it: all pixels are there. */
  async pose() {
    await this.ready;
    this.#player.halt(this.#film.count);
    this.#show(false);
  }

  rest() { this.#player?.pause(); }

  // For tests, and for scripts of one's own.

  /** What is shown. */
  get film() { return this.#film; }

  /** How many pixels are there. */
  get step() { return this.#player.step; }

  get #stored() { return /** @type {FilmContent} */ (/** @type {unknown} */ (this.content)); }

  /** @returns {import('./film.js').Output} */
  get #output() {
    const of = this.#part('of', HTMLSelectElement).value;
    return { node: Number(this.#part('node', HTMLSelectElement).value), of: of === 'value' ? 'value' : 'sum' };
  }

  /** @returns {import('./film.js').OrderName} */
  get #order() { return /** @type {any} */ (this.#chosen('order')); }

  get #isOnArrival() { return this.#chosen('pay') === 'arrival'; }

  /** @param {string} name */
  #chosen(name) { return /** @type {HTMLInputElement} */ (this.#root.querySelector(`input[name=${name}]:checked`)).value; }

  get #root() { return /** @type {ShadowRoot} */ (this.shadowRoot); }

  /**
   * @template {Element} T
   * @param {string} id
   * @param {new () => T} kind
   */
  #part(id, kind) { return partOf(this.#root, id, kind); }

  #listen() {
    const { nodes, activation } = this.#network.layers[this.#network.layers.length - 1];
    this.#part('node', HTMLSelectElement).append(...Array.from({ length: nodes }, (_, node) => new Option(String(node))));
    this.#part('of', HTMLSelectElement).append(new Option(`sum, before the ${activation}`, 'sum'),
      new Option(`value, after the ${activation}`, 'value'));
    for (const id of ['node', 'of']) this.find(id).addEventListener('change', () => this.#ask());
    for (const radio of this.#root.querySelectorAll('input[type=radio]')) radio.addEventListener('change', () => this.#showAll(false));
    this.find('one-more').addEventListener('click', () => this.#draw(1));
    this.find('many-more').addEventListener('click', () => this.#draw(MANY));
  }

  /** @param {number} index */
  #choose(index) {
    this.#digit = index;
    this.#buttons.mark(index);
    const { outputs } = this.#network.forward(this.#network.inputsOf(this.#pixels));
    this.#part('node', HTMLSelectElement).value = String(indexOfLargest(outputs));
    this.#pixel = -1;
    this.#ask();
  }

  /** Another output, or another digit. */
  #ask() {
    const step = this.#player.step, isOther = this.#pixel < 0;
    this.#film = new Film(this.#network, this.#pixels, this.#output);
    if (isOther) {
      this.#player.begin(this.#film.count);
      [this.#pixel] = this.#film.ordering('influence').pixels;
      this.#cursor.move(this.#pixel);
    } else this.#player.halt(step);
    this.#showAll(false);
  }

  /** @param {number[]} pixels */
  #follow(pixels) {
    const inked = pixels.filter(pixel => this.#pixels[pixel] > 0).pop();
    if (inked === undefined) return;
    this.#pixel = inked;
    this.#showPixel();
    say(this.find('said'), `${this.find('pixel-name').textContent} ${this.find('pixel-pay').textContent}`);
  }

  /** @param {number} count */
  #draw(count) {
    this.#film.draw(count);
    this.#showAll(true);
    say(this.find('said'), this.find('pixel-pay').textContent ?? '');
  }

  get #pixels() { return pixelsOf(this.#stored.digits[this.#digit]); }

  /** @param {boolean} isMoving */
  #showAll(isMoving) {
    this.#showPixel();
    this.#show(isMoving);
  }

  /** @param {boolean} isMoving Then nothing is read out. */
  #show(isMoving) {
    const film = this.#film, ordering = film.ordering(this.#order), { step } = this.#player, { of, node } = this.#output;
    const pay = this.#isOnArrival ? ordering.pay : film.alone, paid = film.paid(ordering, pay), truth = ordering.changes;
    const promised = film.paid(ordering, film.alone), all = [...promised, ...truth];
    const ends = { least: Math.min(0, ...all), most: Math.max(0, ...all) };
    const [promise, real] = this.content.colors.series.slice(0, 2).reverse();
    this.#needles.show([{ name: this.#isOnArrival ? 'paid' : 'promised', value: paid[step] }, { name: 'true', value: truth[step] }], ends);
    this.#curves.show([{ values: truth.subarray(0, step + 1), color: real, isStrong: true },
      { values: paid.subarray(0, step + 1), color: promise, dashes: this.#isOnArrival ? '7 7' : '' }], { steps: film.count, ...ends });
    this.find('curves-name').textContent = `${of === 'sum' ? 'Sum' : 'Value'} of output ${node}: change from empty paper`;
    const words = this.#wordsOf(paid[step], truth[step]);
    this.find('gap').textContent = words;
    const there = new Set(ordering.pixels.slice(0, step)), pixels = this.#pixels;
    this.#pictures.picture.show(image => image.forEach((_, i) => {
      image[i] = pixels[i] > 0 && !there.has(i) ? this.#toCome : this.#ink[pixels[i]];
    }));
    this.#showMaps(pay.map((share, pixel) => (there.has(pixel) ? share : 0)), paid[step]);
    if (!isMoving) say(this.find('said'), words);
  }

  /**
   * @param {number} paid
   * @param {number} truth
   */
  #wordsOf(paid, truth) {
    const { step, steps } = this.#player, are = step === 1 ? '1 pixel is' : `${step} of ${steps} pixels are`;
    if (step === 0) return 'The paper is empty: nothing has come, and nothing has changed.';
    if (this.#isOnArrival) return `${are} there, each paid what it added on arrival. The steps of a walk add up to the way: no gap.`;
    return `${are} there. Alone they promise ${signed(paid, 2)}; together they do ${signed(truth, 2)}. `
      + `The gap is ${signed(paid - truth, 2)}.`;
  }

  /**
   * @param {Float64Array} credited
   * @param {number} sum
   */
  #showMaps(credited, sum) {
    const { alone, mean, random } = this.#film, most = greatestOf(alone), count = random.length;
    const paint = (/** @type {PixelPicture} */ picture, /** @type {Float64Array} */ map) => picture.show(image =>
      this.#table.paint(image, { width: SIDE, left: 0, top: 0, side: SIDE }, map, { from: 0, most }));
    paint(this.#pictures.credited, credited);
    paint(this.#pictures.mean, mean);
    this.find('credited-name').textContent = this.#isOnArrival ? 'Paid on arrival, in this order' : 'Promised so far';
    this.find('credited-sum').textContent = `sums to ${signed(sum, 2)}`;
    this.find('mean-name').textContent = `Mean pay of ${whole(count)} random orders`;
    this.find('mean-sum').textContent = `sums to ${signed(mean.reduce((total, share) => total + share, 0), 2)}`;
    this.find('low').textContent = short(-most);
    this.find('high').textContent = short(most);
  }

  #showPixel() {
    const { alone, mean, random, count } = this.#film, pixel = this.#pixel, ordering = this.#film.ordering(this.#order);
    const place = ordering.pixels.indexOf(pixel) + 1;
    const dots = random.map(({ pixels, pay }) => ({ place: pixels.indexOf(pixel) + 1, pay: pay[pixel] }));
    const row = Math.floor(pixel / SIDE), column = pixel % SIDE;
    this.find('pixel-name').textContent = `Pixel ${pixel}, in row ${row}, column ${column}: what it is paid`;
    this.find('pixel-pay').textContent = `Alone it does ${signed(alone[pixel], 3)}. In the order of the film it is number ${place} `
      + `of ${count}, and adds ${signed(ordering.pay[pixel], 3)}. Over ${whole(random.length)} random orders it adds on average `
      + `${signed(mean[pixel], 3)} ± ${fixed(this.#film.errorOf(pixel), 3)}: an estimate of its Shapley value.`;
    this.#pays.show({ dots, mean: mean[pixel], alone: alone[pixel], places: count });
  }
}

/** @param {Float64Array} values */
function greatestOf(values) { return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0); }

customElements.define('mnist-ordering-film', OrderingFilm);
