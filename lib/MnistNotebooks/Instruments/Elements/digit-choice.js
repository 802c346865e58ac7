// The digit that is looked at: the reader draws it, loads a photo of it, or steps through the test digits of the page.

import { pageDigits } from '../Engine/digits.js';
import { prepared } from '../Engine/picture.js';
import { Drawing } from './drawing.js';
import { say } from './page-parts.js';
import { photoIn } from './photo.js';
import { TestDigits } from './test-digits.js';
import SHEET from './sheet.html';
import STEPPING from './stepping.html';

const INVITATION = 'Draw a digit here';

/**
 * Called with a digit.
 * @callback See
 * @param {Uint8Array | null} pixels 784 levels, 0 (paper) to 255 (ink); null for paper alone.
 * @param {number | null} label What it is, if that is known.
 * @param {boolean} isDrawn Whether a pen has just drawn it, or a part of it.
 * @returns {void}
 */

export class DigitChoice {
  #element;
  #networkNow;
  #see;
  #explain;
  #drawing;
  /** @type {TestDigits | null} */
  #digits = null;
  #number = 0;
  /** Whether something was drawn that was not read yet. */
  #isChanged = false;
  #isReading = false;
  /** The file that was chosen last; what comes of an earlier one is too late. @type {Blob | null} */
  #file = null;

  /**
   * @param {import('./element.js').InstrumentElement} element Has the parts digit and stepping, which are filled.
   * @param {() => import('../Engine/network.js').Network} networkNow Whose mistakes are looked for.
   * @param {See} see Shows the digit and what the network says.
   * @param {() => void} explain Shows the rest, after that.
   */
  constructor(element, networkNow, see, explain) {
    this.#element = element;
    this.#networkNow = networkNow;
    this.#see = see;
    this.#explain = explain;
    element.find('digit').innerHTML = SHEET;
    element.find('stepping').innerHTML = STEPPING;
    this.#drawing = new Drawing(element.canvas('paper'), () => this.#drawn());
    const number = element.input('test-digit');
    number.addEventListener('change', () => this.stepTo(Number(number.value)));
    const press = (/** @type {string} */ id, /** @type {() => void} */ act) => element.find(id).addEventListener('click', act);
    press('undo', () => this.#drawing.undo());
    press('clear', () => this.#drawing.clear());
    press('previous', () => this.stepTo(this.#number - 1));
    press('next', () => this.stepTo(this.#number + 1));
    press('mistake', () => this.#stepToMistake());
    const file = element.input('file'), sheet = element.find('sheet');
    press('load', () => file.click());
    file.addEventListener('change', () => {
      this.#load(file.files?.[0]);
      // The same file can be chosen again.
      file.value = '';
    });
    sheet.addEventListener('dragover', event => event.preventDefault());
    sheet.addEventListener('drop', event => {
      event.preventDefault();
      this.#load(event.dataTransfer?.files[0]);
    });
  }

  /** What is drawn: { width, height, levels }. */
  get ink() { return this.#drawing.ink; }

  /** The test digit that is shown, or was before something was drawn. */
  get number() { return this.#number; }

  /**
   * Reads the test digits, where the page has some, and shows the first one, or the first one that is misread.
   * @param {'first' | 'misread'} which
   * @param {() => boolean} isWanted Whether nothing else is there when they have been read.
   */
  async begin(which, isWanted) {
    this.#element.find('stepping').hidden = !globalThis.mnistDigits;
    if (!globalThis.mnistDigits) return;
    this.#digits = new TestDigits((await pageDigits()).test);
    this.#element.input('test-digit').max = String(this.#digits.count - 1);
    // The search begins behind a digit, so behind the last one it begins with the first.
    if (which === 'misread') this.#number = this.#digits.count - 1;
    if (!isWanted()) return;
    if (which === 'misread') this.#stepToMistake();
    else this.stepTo(0);
  }

  /** @param {number} number The first one follows the last. */
  stepTo(number) {
    if (!this.#digits) return;
    this.#number = this.#digits.numberOf(number);
    this.#element.input('test-digit').value = String(this.#number);
    this.show(this.#digits.pixelsOf(this.#number), this.#digits.labels[this.#number]);
  }

  /**
   * Shows a picture in place of what was drawn.
   * @param {ArrayLike<number>} pixels 784 levels, 0 (paper) to 255 (ink).
   * @param {number | null} label
   */
  show(pixels, label) {
    this.#drawing.clear();
    this.#isChanged = false;
    this.#file = null;
    this.#shown(Uint8Array.from(pixels), label, false);
  }

  /** @param {Blob} [file] */
  async #load(file) {
    if (!file) return;
    this.#file = file;
    const { picture, pixels } = await photoIn(file).catch(() => ({ picture: null, pixels: null }));
    if (this.#file !== file) return;
    this.#drawing.clear();
    this.#isChanged = false;
    this.#shown(pixels, null, false);
    if (picture) this.#showPhoto(picture);
    if (!pixels) this.#refuse(picture ? 'No digit can be told from its paper here' : 'This file can’t be read as a picture');
  }

  /** @param {HTMLCanvasElement} picture */
  #showPhoto(picture) {
    const canvas = this.#element.canvas('photo'), { width, height } = canvas;
    const scale = Math.min(width / picture.width, height / picture.height);
    const wide = scale * picture.width, high = scale * picture.height, context = canvas.getContext('2d');
    context?.clearRect(0, 0, width, height);
    context?.drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high);
    canvas.hidden = false;
  }

  /** @param {string} fault Stands on the sheet until something else does. */
  #refuse(fault) {
    const place = this.#element.find('invitation');
    place.hidden = false;
    place.classList.add('refusal');
    place.textContent = fault;
    say(this.#element.find('fault'), fault);
  }

  #stepToMistake() { this.stepTo(this.#digits?.nextMistake(this.#networkNow(), this.#number) ?? this.#number); }

  // However fast the pen is, its line is there in every frame: of four, one has time for the answer and the next for what explains it.
  async #drawn() {
    this.#isChanged = true;
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      await nextFrame();
      while (this.#isChanged) {
        this.#isChanged = false;
        this.#file = null;
        this.#shown(prepared(this.#drawing.ink), null, true);
        await nextFrame();
        this.#explain();
        for (let frame = 0; frame < 3; frame++) await nextFrame();
      }
    } finally {
      this.#isReading = false;
    }
  }

  /** @type {See} */
  #shown(pixels, label, isDrawn) {
    const invitation = this.#element.find('invitation');
    invitation.hidden = label === null && pixels !== null;
    invitation.classList.remove('refusal');
    invitation.textContent = INVITATION;
    say(this.#element.find('fault'), '');
    this.#element.canvas('photo').hidden = true;
    this.#see(pixels, label, isDrawn);
    if (!isDrawn) this.#explain();
  }
}

/** @returns {Promise<unknown>} */
function nextFrame() { return new Promise(requestAnimationFrame); }
