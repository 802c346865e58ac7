// <mnist-explanation-race content="{ title, colors, network, methods, digits }">: explanations delete a digit side by side, each the
// pixels first that it gives the largest shares, and the reader rubs out pixels of his own.

import { DigitButtons, pixelsOf } from '../Elements/digit-buttons.js';
import { DigitPainter, inkColors } from '../Elements/digit-picture.js';
import { InstrumentElement } from '../Elements/element.js';
import { added, partOf, say } from '../Elements/page-parts.js';
import { PixelCursor } from '../Elements/pixel-cursor.js';
import { Player } from '../Elements/player.js';
import { sharedNetwork } from '../Elements/shared-network.js';
import { StepCurves } from '../Elements/step-curves.js';
import BUTTONS from '../Elements/digit-buttons.css';
import CURSOR from '../Elements/pixel-cursor.css';
import CURVES from '../Elements/step-curves.css';
import PLAYER from '../Elements/player.css';
import PAGE from './explanation-race.html';
import STYLE from './explanation-race.css';
import { Race } from './race.js';
import { RacerCard } from './racer-card.js';
import { readersPlace, standing } from './verdict.js';

/**
 * What the library writes for this instrument: of each digit the inked pixels in the order of each method.
 * @typedef {object} RaceContent
 * @property {string} network The key of a shared network.
 * @property {{ name: string, isControl: boolean }[]} methods
 * @property {(import('../Elements/digit-buttons.js').StoredDigit & { orders: number[][] })[]} digits
 */

/** @typedef {import('./racer-card.js').LineStyle} LineStyle */

/** Of the controls, which know nothing of the network. */
const DASHES = ['7 4', '1.5 4'];

class ExplanationRace extends InstrumentElement {
  /** @type {import('../Engine/network.js').Network} */
  #network = /** @type {any} */ (null);
  /** @type {Race} */
  #race = /** @type {any} */ (null);
  /** @type {Player} */
  #player = /** @type {any} */ (null);
  /** @type {DigitButtons} */
  #buttons = /** @type {any} */ (null);
  /** @type {StepCurves} */
  #curves = /** @type {any} */ (null);
  /** @type {{ card: RacerCard, line: LineStyle }[]} */
  #racers = [];
  /** @type {{ card: RacerCard, line: LineStyle }} */
  #you = /** @type {any} */ (null);

  start() {
    const { colors } = this.content, { network, methods, digits } = this.#stored;
    this.fill(BUTTONS + CURSOR + CURVES + PLAYER + STYLE, PAGE);
    this.#buttons = new DigitButtons(this.find('digits'), digits, new DigitPainter(colors.ink), index => this.#choose(index));
    this.#curves = new StepCurves(partOf(/** @type {ShadowRoot} */ (this.shadowRoot), 'curves', SVGElement), 'inked pixels deleted');
    const ink = inkColors(colors.ink), [deleted] = inkColors([colors.light.right, colors.light.right]);
    const cardIn = (/** @type {HTMLElement} */ place, /** @type {string} */ name, /** @type {LineStyle} */ line) =>
      ({ line, card: new RacerCard(place, name, line, { ink, deleted }) });
    const lines = linesOf(methods, colors.series);
    this.#racers = methods.map(({ name }, i) => cardIn(added(this.find('racers'), 'div', 'card'), name, lines[i]));
    this.#you = cardIn(this.find('you'), 'you: rub out ink', { color: 'var(--text)', isStrong: true });
    const surface = added(this.#you.card.frame, 'div', 'pixel-cursor');
    surface.tabIndex = 0;
    surface.setAttribute('role', 'application');
    new PixelCursor(surface, { picture: 'Your digit', space: 'rubs it out' }, pixels => this.#rub(pixels));
    const back = added(added(this.find('you'), 'p', 'buttons'), 'button', '', 'Ink back');
    back.type = 'button';
    back.id = 'back';
    back.addEventListener('click', () => this.#inkBack());
    return sharedNetwork(network).then(found => {
      this.#network = found;
      this.#player = new Player(this.find('player'), (step, steps) => `${step} of ${steps} pixels`, isMoving => this.#show(isMoving));
      this.#choose(0);
    });
  }

  /** For a picture of it: a third of the ink is gone. */
  async pose() {
    await this.ready;
    this.#player.halt(Math.round(this.#race.count / 3));
    this.#show(false);
  }

  rest() { this.#player?.pause(); }

  // For tests, and for scripts of one's own.

  /** Who races, and how. */
  get race() { return this.#race; }

  /** How many pixels each method has deleted. */
  get step() { return this.#player.step; }

  /** @param {number} index */
  #choose(index) {
    const { methods, digits } = this.#stored, { record, label, orders } = digits[index];
    this.#race = new Race(this.#network, pixelsOf(digits[index]), methods.map(({ name }, i) => ({ name, order: orders[i] })));
    const { winner, count } = this.#race, { activation } = this.#network.layers[this.#network.layers.length - 1];
    this.#buttons.mark(index);
    this.#player.begin(count);
    this.find('question').textContent = `Record ${record}, a ${label}, which the network reads as ${winner}: `
      + `${count} pixels have ink. Each racer deletes them one by one, in an order of its own.`;
    this.find('curves-name').textContent = `Sum of output ${winner}, before the ${activation}`;
    this.#show(false);
  }

  /** @param {number[]} pixels */
  #rub(pixels) {
    if (!this.#race.rub(pixels)) return;
    this.#player.halt(this.#race.reader.order.length);
    this.#show(true);
    say(this.find('said'), readersPlace(this.#race));
  }

  #inkBack() {
    this.#race.inkBack();
    this.#player.halt(0);
    this.#show(false);
  }

  /** @param {boolean} isMoving Then nothing is read out. */
  #show(isMoving) {
    const { methods, reader, pixels, count } = this.#race, { step } = this.#player, mine = reader.order.length;
    methods.forEach((racer, i) => this.#racers[i].card.show(racer, pixels, step));
    this.#you.card.show(reader, pixels, mine);
    const all = [...methods, reader].flatMap(({ sums }) => Array.from(sums));
    this.#curves.show([
      ...methods.map(({ sums }, i) => ({ values: sums.subarray(0, step + 1), ...this.#racers[i].line })),
      ...(mine > 0 ? [{ values: reader.sums, ...this.#you.line }] : []),
    ], { steps: count, least: Math.min(0, ...all), most: Math.max(...all) });
    const words = standing(this.#race, step);
    this.find('standing').textContent = words;
    this.find('place').textContent = readersPlace(this.#race);
    partOf(/** @type {ShadowRoot} */ (this.shadowRoot), 'back', HTMLButtonElement).disabled = mine === 0;
    if (!isMoving) say(this.find('said'), words);
  }

  get #stored() { return /** @type {RaceContent} */ (/** @type {unknown} */ (this.content)); }
}

/**
 * Methods have colours, controls dashes.
 * @param {{ isControl: boolean }[]} methods
 * @param {string[]} colors
 * @returns {LineStyle[]}
 */
function linesOf(methods, colors) {
  let colored = 0, dashed = 0;
  return methods.map(({ isControl }) => (isControl ? { color: 'var(--soft)', dashes: DASHES[dashed++] } : { color: colors[colored++] }));
}

customElements.define('mnist-explanation-race', ExplanationRace);
