// How long the pages' engine takes to train on 10,000 digits: node tests/scripts/speed.mjs
// MNIST's from MNIST_DIR, else random ones with as much ink. Printed are the best of five runs, in seconds: of the clock, and of the
// processor, which tells more on a busy machine.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { RandomStream } from '../../lib/MnistNotebooks/Instruments/Engine/random.js';
import { SparseDigits } from '../../lib/MnistNotebooks/Instruments/Engine/sparse-digits.js';
import { createNetwork } from '../../lib/MnistNotebooks/Instruments/Engine/start.js';
import { Training } from '../../lib/MnistNotebooks/Instruments/Engine/training.js';

const RECORDS = 10_000, TEST = 1_000, RUNS = 5;
const [train, test] = ['train', 't10k'].map((name, i) => digits(name, i === 0 ? RECORDS : TEST));

for (const hidden of [100, 200]) {
  let best = { clock: Infinity, processor: Infinity, accuracy: 0 };
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now(), used = process.cpuUsage();
    const training = new Training(createNetwork({ hidden: [hidden] }), new SparseDigits(train));
    training.run(RECORDS);
    training.write();
    const clock = (performance.now() - start) / 1000, { user, system } = process.cpuUsage(used);
    const accuracy = training.accuracy(new SparseDigits(test));
    best = { clock: Math.min(best.clock, clock), processor: Math.min(best.processor, (user + system) / 1e6), accuracy };
  }
  console.log(`784-${hidden}-10, ${RECORDS} digits: ${best.clock.toFixed(2)} s, processor ${best.processor.toFixed(2)} s; `
    + `${(100 * best.accuracy).toFixed(1)} % of ${TEST} right`);
}

/** Digits of MNIST's files, or random strokes where there are none. */
function digits(name, count) {
  const file = (kind, header) => {
    const path = join(process.env.MNIST_DIR ?? '', `${name}-${kind}-ubyte`);
    if (existsSync(path)) return readFileSync(path).subarray(header);
    return existsSync(`${path}.gz`) ? gunzipSync(readFileSync(`${path}.gz`)).subarray(header) : null;
  };
  const pixels = file('images-idx3', 16), labels = file('labels-idx1', 8);
  if (pixels && labels) return { pixels: pixels.subarray(0, count * 784), labels: labels.subarray(0, count) };
  const random = new RandomStream(1);
  return {
    pixels: Uint8Array.from({ length: count * 784 }, () => (random.uniform() < 0.19 ? 1 + random.below(255) : 0)),
    labels: Uint8Array.from({ length: count }, () => random.below(10)),
  };
}
