// Training beside the page, so that the page stays quick: the worker's side. training-worker.js is the page's.
//
// Page → worker: { type: 'start', job } and { type: 'stop' }. Worker → page: { type: 'progress', … } at most twenty times a second, then
// one { type: 'done', … } or { type: 'failed', message }. What is computed does not depend on when messages are sent.

import { Network } from './network.js';
import { SparseDigits } from './sparse-digits.js';
import { Training } from './training.js';

/**
 * @typedef {object} Job
 * @property {import('./network.js').NetworkParts} network Before training.
 * @property {import('./sparse-digits.js').Digits} digits
 * @property {import('./sparse-digits.js').Digits} [test] What accuracy is measured on.
 * @property {import('./training.js').TrainingOptions} [options]
 * @property {number} [recordsPerPoint] Of the error curve: 250 by default.
 * @property {number} [recordsPerTest] Of the accuracy curve: 2,500 by default.
 * @property {boolean} [sendsWeights] Whether progress brings the first layer's weights: not by default.
 *
 * @typedef {{ records: number, error: number }} ErrorPoint The mean of Σ(target − output)² over the records since the point before.
 * @typedef {{ records: number, accuracy: number }} AccuracyPoint The share of the test digits that are right after so many records.
 *
 * @typedef {object} Progress
 * @property {'progress'} type
 * @property {number} records Trained on so far.
 * @property {number} total
 * @property {ErrorPoint[]} errors New points.
 * @property {AccuracyPoint[]} accuracies New points.
 * @property {Float32Array} [weights] Of the first layer, a row for each node.
 *
 * @typedef {object} Done
 * @property {'done'} type
 * @property {boolean} isStopped Whether it was before the end.
 * @property {number} records
 * @property {import('./network.js').NetworkParts} network After training.
 *
 * @typedef {Progress | Done | { type: 'failed', message: string }} Answer
 */

const MILLISECONDS_PER_PROGRESS = 50, RECORDS_AT_ONCE = 50;

/**
 * Answers the messages of a page: what a worker does.
 * @param {{ onmessage: ((event: MessageEvent) => void) | null, postMessage: (message: Answer, transfer: Transferable[]) => void }} scope
 */
export function serve(scope) {
  let isStopped = false;
  scope.onmessage = async ({ data }) => {
    isStopped = data.type === 'stop';
    if (isStopped) return;
    try {
      await train(data.job, () => isStopped, (answer, ...transfer) => scope.postMessage(answer, transfer));
    } catch (problem) {
      scope.postMessage({ type: 'failed', message: problem instanceof Error ? problem.message : String(problem) }, []);
    }
  };
}

/**
 * @param {Job} job
 * @param {() => boolean} isStopped
 * @param {(answer: Answer, ...transfer: Transferable[]) => void} send
 */
async function train(job, isStopped, send) {
  const { recordsPerPoint = 250, recordsPerTest = 2500, sendsWeights = false } = job;
  const network = new Network(job.network), training = new Training(network, new SparseDigits(job.digits), job.options);
  const test = job.test && new SparseDigits(job.test);
  /** @type {ErrorPoint[]} */
  let errors = [];
  /** @type {AccuracyPoint[]} */
  let accuracies = [];
  let pointAt = recordsPerPoint, testAt = recordsPerTest, sentAt = -Infinity;
  while (training.records < training.total && !isStopped()) {
    training.run(Math.min(RECORDS_AT_ONCE, pointAt - training.records, testAt - training.records));
    const { records, total } = training, isLast = records === total;
    if (records >= pointAt || isLast) {
      errors.push({ records, error: training.takeError() });
      pointAt = records + recordsPerPoint;
    }
    if (records >= testAt || isLast) {
      if (test) accuracies.push({ records, accuracy: training.accuracy(test) });
      testAt = records + recordsPerTest;
    }
    if (!isLast && performance.now() - sentAt < MILLISECONDS_PER_PROGRESS) continue;
    /** @type {Progress} */
    const progress = { type: 'progress', records, total, errors, accuracies };
    if (sendsWeights) progress.weights = training.firstWeights;
    send(progress, ...(progress.weights ? [progress.weights.buffer] : []));
    [errors, accuracies] = [[], []];
    sentAt = performance.now();
    await otherMessages();
  }
  training.write();
  send({ type: 'done', isStopped: training.records < training.total, records: training.records, network: network.parts });
}

/** Lets the messages that wait, such as 'stop', come first. A timer would wait four milliseconds; a message of one's own does not. */
function otherMessages() {
  return new Promise(done => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done(undefined);
    };
    port2.postMessage(null);
  });
}
