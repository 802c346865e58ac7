// One weight: its own history through the training, and the backward pass for it alone, number by number.

import { SIDE } from '../Engine/picture.js';
import { fixed, whole } from '../Elements/numbers.js';
import { exact, precise, signed } from '../Elements/formats.js';
import { added, partOf, say } from '../Elements/page-parts.js';
import { CurvePlot } from './curve-plot.js';

/** @typedef {import('../Elements/connection-lines.js').Connection} Connection */

/** The tutorial's names, by layer: of the weights, of their nodes' outputs and errors, and of what they see. */
const NAMES = [
  { weights: 'wih', outputs: 'hiddenOutputs', errors: 'hiddenErrors', inputs: 'inputs' },
  { weights: 'who', outputs: 'finalOutputs', errors: 'outputErrors', inputs: 'hiddenOutputs' },
];

/** From the error to the changed weight. */
const WEIGHT_STEPS = ['error', 'slope', 'signal', 'product', 'rate', 'change', 'weight'];

export class WeightView {
  #root;
  #choose;
  #history;
  /** For every step of the calculation, by its name: how it is done, and what comes out. */
  #steps;
  #head;
  #errors;
  /** The layer whose weight is shown. */
  #shown = 0;

  /**
   * @param {ShadowRoot} root
   * @param {number} outputs How many outputs the network has.
   * @param {(connection: Connection) => void} choose Called with the connection that is typed in.
   */
  constructor(root, outputs, choose) {
    this.#root = root;
    this.#choose = choose;
    this.#history = new CurvePlot(partOf(root, 'history', HTMLElement));
    const steps = partOf(root, 'steps', HTMLTableSectionElement), errors = partOf(root, 'errors', HTMLTableSectionElement);
    this.#steps = new Map(WEIGHT_STEPS.map(name => {
      const row = added(steps, 'tr', name);
      added(row, 'th', '', name);
      return [name, { how: added(row, 'td', 'how'), number: added(row, 'td', 'number') }];
    }));
    this.#head = Array.from({ length: 4 }, () => added(partOf(root, 'errors-head', HTMLElement), 'th'));
    this.#errors = Array.from({ length: outputs }, (_, output) => {
      const row = added(errors, 'tr');
      added(row, 'th', '', String(output));
      return { row, cells: Array.from({ length: 3 }, () => added(row, 'td')) };
    });
    for (const part of [this.#layer, this.#node, this.#input]) part.addEventListener('change', () => this.#typed());
  }

  /**
   * @param {Connection} connection
   * @param {import('../Engine/network.js').Network} network
   * @param {number[]} history
   * @param {number[]} records After how many records each of the history was.
   * @param {number} stop Where in the history we are.
   */
  showWeight({ layer, node, input }, network, history, records, stop) {
    const { nodes, inputs } = network.layers[layer];
    this.#layer.value = String(layer);
    setNumber(this.#node, node, nodes);
    setNumber(this.#input, input, inputs);
    this.#shown = layer;
    const from = layer > 0 ? `hidden node ${input}` : `${pixelName(input)}, row ${Math.floor(input / SIDE)}, column ${input % SIDE}`;
    say(partOf(this.#root, 'weight-heading', HTMLElement), `The weight ${weightName({ layer, node, input })}`);
    say(partOf(this.#root, 'weight-ends', HTMLElement), `from ${from}: ${fixed(history[stop])}`);
    const last = records[records.length - 1];
    say(partOf(this.#root, 'history-first', HTMLElement), whole(records[0]));
    say(partOf(this.#root, 'history-moments', HTMLElement), `records seen, at ${records.length} moments`);
    say(partOf(this.#root, 'history-last', HTMLElement), whole(last));
    const low = Math.min(...history, 0), high = Math.max(...history, 0);
    this.#history.show({
      values: history, range: [low, high],
      ends: [high.toFixed(2), low.toFixed(2).replace('-', '−')],
      mark: { place: stop, value: history[stop] },
      description: `The weight through the training: ${history.map((weight, i) => `${fixed(weight)} at ${whole(records[i])}`).join(', ')}`,
    });
  }

  /**
   * @param {Connection} connection
   * @param {import('./weight-step.js').WeightStep} step
   */
  showStep({ layer, node, input }, step) {
    const { outputs, errors, inputs } = NAMES[layer], { error, value, slope, before, direction, rate, change, weight, after } = step;
    const isLast = step.passedBack === null;
    this.#step('error', isLast ? `target ${step.outputErrors[node].target} − output ${precise(value)}`
      : `sum of ${NAMES[1].weights}[k, ${node}] × error k`, precise(error));
    this.#step('slope', `o × (1 − o), o = ${precise(value)}`, precise(slope));
    this.#step('signal', isLast ? `output of hidden node ${input}` : `input of ${pixelName(input)}`, precise(before));
    this.#step('product', 'error × slope × signal', precise(direction));
    this.#step('rate', 'learning rate', String(rate));
    this.#step('change', 'learning rate × product', precise(change));
    this.#step('weight', `${exact(weight)} + change`, exact(after));
    this.#showErrors(node, step);
    say(partOf(this.#root, 'code', HTMLElement), `${weightName({ layer, node, input })} += learningRate * ${errors}[${node}] * `
      + `${outputs}[${node}] * (1 - ${outputs}[${node}]) * ${inputs}[${input}];`);
  }

  /**
   * @param {string} name
   * @param {string} how
   * @param {string} number
   */
  #step(name, how, number) {
    const row = this.#steps.get(name);
    if (!row) throw new RangeError(`There is no step '${name}'.`);
    say(row.how, how);
    say(row.number, number);
  }

  /**
   * Where the error comes from, output by output.
   * @param {number} node
   * @param {import('./weight-step.js').WeightStep} step
   */
  #showErrors(node, { passedBack, outputErrors }) {
    const rows = passedBack?.map(({ weight, error, product }) => [fixed(weight), signed(error), signed(product)])
      ?? outputErrors.map(({ target, output, error }) => [String(target), fixed(output), signed(error)]);
    say(partOf(this.#root, 'errors-heading', HTMLElement),
      passedBack ? `What the outputs pass back to node ${node}` : 'Where errors begin: at the outputs');
    const head = passedBack ? ['output k', `${NAMES[1].weights}[k, ${node}]`, '× error k', '= product']
      : ['output k', 'target', '− output', '= error'];
    head.forEach((text, i) => say(this.#head[i], text));
    rows.forEach((numbers, output) => {
      const { row, cells } = this.#errors[output];
      row.classList.toggle('chosen', !passedBack && output === node);
      numbers.forEach((number, i) => say(cells[i], number));
    });
  }

  /** Whoever types a place that is not there gets the nearest that is. */
  #typed() {
    const layer = Number(this.#layer.value), isSame = layer === this.#shown;
    this.#choose({ layer, node: isSame ? numberOf(this.#node) : 0, input: isSame ? numberOf(this.#input) : 0 });
  }

  get #layer() { return partOf(this.#root, 'weight-layer', HTMLSelectElement); }
  get #node() { return partOf(this.#root, 'weight-node', HTMLInputElement); }
  get #input() { return partOf(this.#root, 'weight-input', HTMLInputElement); }
}

/**
 * As lessons write it.
 * @param {Connection} connection
 */
export function weightName({ layer, node, input }) { return `${NAMES[layer].weights}[${node}, ${input}]`; }

/** @param {number} pixel */
export function pixelName(pixel) { return `pixel ${pixel}`; }

/**
 * @param {HTMLInputElement} field
 * @param {number} value
 * @param {number} count
 */
function setNumber(field, value, count) {
  field.max = String(count - 1);
  if (Number(field.value) !== value || field.value === '') field.value = String(value);
}

/** @param {HTMLInputElement} field */
function numberOf(field) { return Math.min(Math.max(Math.round(Number(field.value)), 0), Number(field.max)); }
