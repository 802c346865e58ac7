// <mnist-mistakes-quiz content="{ title, colors, digits, mistakes, of }">: the digits that a network misread, for the reader to read.

import { DigitPainter } from '../Elements/digit-picture.js';
import { InstrumentElement } from '../Elements/element.js';
import { whole } from '../Elements/numbers.js';
import OUTPUTS from '../Elements/output-list.css';
import { OutputList } from '../Elements/output-list.js';
import { added, say } from '../Elements/page-parts.js';
import { readingsOf } from '../Elements/readings.js';
import PAGE from './mistakes-quiz.html';
import STYLE from './mistakes-quiz.css';
import { Quiz } from './quiz.js';
import { QuizWall } from './quiz-wall.js';
import { spoken, verdictOf } from './verdict.js';

/**
 * What the library writes for this instrument.
 * @typedef {object} QuizContent
 * @property {import('../Elements/readings.js').StoredReadings} digits The misread ones, by their records.
 * @property {number} mistakes How many there are; not all need to be questions.
 * @property {number} of How many digits the network read.
 */

const CLASSES = 10;

class MistakesQuiz extends InstrumentElement {
  /** @type {Quiz} */
  #quiz = new Quiz([]);
  /** @type {QuizWall} */
  #wall = /** @type {any} */ (null);
  /** @type {OutputList} */
  #outputs = /** @type {any} */ (null);
  /** @type {DigitPainter} */
  #painter = /** @type {any} */ (null);
  /** @type {HTMLButtonElement[]} */
  #keys = [];

  start() {
    const { digits, mistakes, of } = /** @type {QuizContent} */ (/** @type {unknown} */ (this.content)), asked = digits.records.length;
    this.fill(OUTPUTS + STYLE, PAGE);
    this.find('data').textContent = asked === 0 ? `The network read all ${whole(of)} digits right: there is nothing to ask.`
      : `The network misread ${whole(mistakes)} of ${whole(of)} digits; ${asked < mistakes ? `the first ${whole(asked)}` : 'all'} of them `
        + 'are here, in the order of their records. Keys: 0 to 9, then →.';
    for (const id of ['play', 'score', 'wall']) this.find(id).hidden = asked === 0;
    if (asked === 0) return;
    this.#painter = new DigitPainter(this.content.colors.ink);
    this.#outputs = new OutputList(this.find('outputs'), CLASSES);
    this.#keys = Array.from({ length: CLASSES }, (_, digit) => {
      const key = added(this.find('keys'), 'button', '', String(digit));
      key.type = 'button';
      key.addEventListener('click', () => this.#read(digit));
      return key;
    });
    this.find('next').addEventListener('click', () => this.#goOn());
    this.find('stop').addEventListener('click', () => this.#stop());
    this.find('play').addEventListener('keydown', event => this.#press(event));
    return readingsOf(digits).then(readings => {
      this.#quiz = new Quiz(readings);
      this.#wall = new QuizWall(this.find('wall'), readings, this.#painter, index => this.#look(index));
      this.#wall.begin();
      this.#show();
    });
  }

  // For tests, and for scripts of one's own.

  /** Questions and answers. */
  get quiz() { return this.#quiz; }

  /** @param {number} digit */
  #read(digit) {
    if (this.#quiz.isOver || this.#quiz.answer !== null) return;
    this.#quiz.read(digit);
    this.#show();
    say(this.find('said'), spoken(verdictOf(this.#quiz.reading, digit)));
    this.find('next').focus();
  }

  #goOn() {
    if (this.#quiz.isOver) this.#quiz.again();
    else this.#quiz.next();
    if (!this.#quiz.isOver) {
      this.#show();
      say(this.find('said'), '');
      this.find('play').focus({ preventScroll: true });
    } else this.#finish();
  }

  #stop() {
    this.#quiz.end();
    this.#finish();
  }

  #finish() {
    this.#show();
    say(this.find('said'), this.find('score').textContent ?? '');
    this.find('next').focus();
  }

  /** @param {number} index */
  #look(index) {
    this.#quiz.look(index);
    this.#show();
    say(this.find('said'), spoken(verdictOf(this.#quiz.reading, this.#quiz.answer)));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || this.#quiz.isOver) return;
    if (/^[0-9]$/.test(event.key)) this.#read(Number(event.key));
    else if (this.#quiz.answer !== null && (event.key === 'ArrowRight' || event.key === 'Enter' && event.target === this.find('play')))
      this.#goOn();
    else return;
    event.preventDefault();
  }

  #show() {
    const { reading, readings, current, answer, isOver, isLast } = this.#quiz, isShown = isOver || answer !== null;
    say(this.find('place'), `Digit ${current + 1}${isShown ? `: record ${reading.record}` : ` of ${readings.length}`}`);
    this.#painter.draw(this.canvas('digit'), reading.pixels);
    say(this.find('question'), isOver ? 'Click a digit below to see it here' : 'How do you read it?');
    this.#keys.forEach((key, digit) => {
      key.disabled = isShown;
      key.classList.toggle('yours', digit === answer);
    });
    this.#showVerdict(isShown);
    this.find('next').textContent = isOver ? 'Again' : isLast ? 'See the result' : 'Next ▶';
    this.input('next').disabled = !isShown;
    this.find('stop').hidden = isOver;
    this.find('score').textContent = this.#scoreText;
    this.find('wall').classList.toggle('over', isOver);
    this.#wall.show(this.#quiz);
  }

  /** @param {boolean} isShown */
  #showVerdict(isShown) {
    const { reading, answer } = this.#quiz, lines = verdictOf(reading, answer), { label, read, outputs } = reading;
    const body = this.find('verdict').firstElementChild;
    body?.replaceChildren(...lines.map(({ who, digit, output, isRight }) => {
      const row = document.createElement('tr');
      added(row, 'th', '', who);
      added(row, 'td', 'which', isShown ? digit : '');
      added(row, 'td', 'mark', !isShown || isRight === null ? '' : isRight ? '✓ right' : '✗ wrong');
      added(row, 'td', 'output', isShown ? output : '');
      return row;
    }));
    if (!isShown) {
      this.#outputs.clear();
      return;
    }
    this.#outputs.show(outputs, read);
    this.#outputs.note(node => [node === label ? 'label' : '', node === answer ? 'you' : ''].filter(Boolean).join(', '));
  }

  get #scoreText() {
    const { count, right, second } = this.#quiz.score, { isOver, readings } = this.#quiz;
    if (count === 0) return isOver ? 'You have read none.' : 'No answer yet.';
    const times = second === 1 ? 'once' : `${second} times`;
    const text = `You: ${right} of ${count} as labelled. The network: none; its second choice would have been right ${times}.`;
    if (isOver && count < readings.length) return `You stopped after ${count}. ${text}`;
    return text;
  }
}

customElements.define('mnist-mistakes-quiz', MistakesQuiz);
