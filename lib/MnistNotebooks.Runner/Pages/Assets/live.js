import { Bar } from './live-bar.js';
import { Cell } from './live-cell.js';
import { Comparison } from './live-compare.js';
import { CellEditor, loadMonaco } from './live-editor.js';
import { Checks, offerHelp } from './live-help.js';
import { KeptCode } from './live-kept.js';
import { Knobs } from './live-knobs.js';
import { Connection } from './live-socket.js';
import { followFrames } from './live-outputs.js';
import { selectionIn } from './live-text.js';

// A lesson that runs: the page as it is without, with editors in the place of code and a kernel behind it.
const lesson = document.body.dataset.lesson;
const kept = new KeptCode(lesson);
// On a phone the code is there to read and to run.
const canEdit = !matchMedia('(pointer: coarse)').matches;
let monaco = null;
let checks = null;

const bar = new Bar({
  runAll: () => queue(cells),
  stop: () => connection.send({ type: 'stop' }),
  restart: () => connection.send({ type: 'restart' }),
  save() {
    flush();
    connection.send({ type: 'save' });
  },
  download,
  compare,
  throwAway() {
    if (comparisons.size > 0) compare();
    for (const cell of cells) cell.setCode(cell.original);
    flush();
    bar.say('All cells are as in the lesson.');
  },
});

const byId = new Map();
const cells = [...document.querySelectorAll('main > .cell[id^="cell-"]')].map((section, i) => new Cell(section, i + 1, {
  run: cell => run(cell),
  runAbove: cell => queue(cells.slice(0, cell.number - 1)),
  stop: () => connection.send({ type: 'stop' }),
  cell: id => byId.get(id),
  changed,
}));
for (const cell of cells) byId.set(cell.id, cell);
document.documentElement.classList.add('live');
followFrames();

// Running

function queue(some) {
  flush();
  // What is run is what stands here, whatever another browser has made of the lesson.
  for (const cell of some) sendCode(cell);
  if (!connection.send({ type: 'run', cells: some.map(cell => cell.id) })) return bar.speak('There is no connection.');
  for (const cell of some) cell.asked();
  for (const cell of cells) cell.repaint();
}

function run(cell, goesOn = false) {
  const missing = cell.missing.map(id => byId.get(id)).filter(Boolean);
  if (missing.length > 0 && !cell.isOffering) return cell.offer();
  queue([...missing, cell]);
  if (goesOn) goOn(cell);
  else if (document.activeElement === document.body) cell.focusRun();
}

// The cell with controls, what it needs, and what is drawn from it: the cells to the next heading.
function runSection(first) {
  const wanted = [first];
  for (let next = first.section.nextElementSibling; next && !next.matches('.prose:has(h1, h2, h3)'); next = next.nextElementSibling) {
    const cell = cells.find(cell => cell.section === next);
    if (cell) wanted.push(cell);
  }
  const all = new Set([...wanted, ...wanted.flatMap(cell => cell.missing).map(id => byId.get(id))]);
  queue(cells.filter(cell => all.has(cell)));
}

function goOn(cell) {
  const next = cells.slice(cell.number).find(cell => cell.isVisible);
  if (!next) return cell.focusRun();
  if (canEdit && monaco) open(next).focus();
  else next.focusRun();
  next.section.scrollIntoView({ block: 'nearest' });
}

addEventListener('keydown', event => {
  const stays = event.ctrlKey || event.metaKey;
  if (event.key !== 'Enter' || event.altKey || event.shiftKey === stays || event.isComposing) return;
  if (event.target.closest?.('.find-widget')) return;
  const cell = cells.find(cell => cell.section.contains(event.target)) ?? shownCell();
  if (!cell) return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) run(cell, !stays);
}, true);

// In the classroom view no cell need have the focus: it is the first on the screen that has not run.
function shownCell() {
  if (!document.documentElement.classList.contains('present')) return undefined;
  const shown = cells.filter(cell => cell.section.offsetParent !== null);
  return shown.find(cell => cell.status === 'idle') ?? shown[0];
}

// The code

let soon;
const unkept = new Set();

function changed(cell, isByOther) {
  if (isByOther) cell.sent = cell.code;
  else unkept.add(cell);
  clearTimeout(soon);
  soon = setTimeout(flush, 250);
  knobs.get(cell)?.read();
  comparisons.get(cell)?.update();
  checks?.soon([cell, ...cells.slice(cell.number)]);
}

// Keeps and sends what was typed; before anything that depends on it, and when the page goes.
function flush() {
  clearTimeout(soon);
  if (unkept.size > 0 && !kept.write(Object.fromEntries([...unkept].map(cell => [cell.id, cell.isChanged ? cell.code : null]))))
    bar.say('The browser keeps nothing for this page: what you change is gone when you leave it.', { isError: true });
  unkept.clear();
  for (const cell of cells) {
    if (cell.code !== cell.sent) sendCode(cell);
  }
}

function sendCode(cell) {
  if (connection.send({ type: 'code', cell: cell.id, code: cell.code })) cell.sent = cell.code;
}
addEventListener('pagehide', flush);

function takeKept(codes) {
  for (const cell of cells) {
    // What is being typed here is newer.
    if (!cell.editor?.hasFocus) cell.setCode(codes[cell.id] ?? cell.original, true);
  }
}
kept.follow(takeKept);

// The connection

let isFirst = true;
let ranBefore = false;
let kernelNote = null;

const connection = new Connection(lesson, {
  opened() {
    bar.say('');
    isFirst = true;
    for (const cell of cells) {
      cell.outputs.reconnected();
      sendCode(cell);
    }
    checks?.soon(cells);
  },

  lost(isRefused) {
    ranBefore ||= cells.some(cell => cell.status !== 'idle');
    bar.kernel('lost');
    bar.say(isRefused
      ? 'Open the address that the new server printed. What you changed is kept.'
      : 'The connection is lost; what you changed is kept. Reconnecting …', { isError: true, stays: true });
  },

  message(message) {
    if (message.type === 'said') return bar.say(message.text, { isError: message.isError });
    if (message.type === 'state') showState(message);
  },
});

function showState({ kernel, cells: states = {} }) {
  if (kernel) {
    bar.kernel(kernel.state);
    if (kernel.note !== kernelNote) bar.say(kernel.note ?? '', { isError: kernel.state === 'ended', stays: kernel.state === 'ended' });
    kernelNote = kernel.note;
  }
  const ended = [];
  for (const [id, state] of Object.entries(states)) {
    const cell = byId.get(id);
    if (cell?.show(state) && !isFirst) ended.push(cell);
  }
  // Labels and states of cells stand in what others say they need.
  for (const cell of cells) cell.repaint();
  for (const cell of ended) bar.speak(`Cell ${cell.label} ${cell.status === 'done' ? 'done' : `failed: ${cell.error?.message ?? ''}`}`);
  if (ended.length > 0) checks?.soon(cells);
  if (isFirst && ranBefore && cells.every(cell => cell.status === 'idle'))
    bar.say('The server is a new one: variables are gone. What you changed is still here.');
  if (isFirst) ranBefore = false;
  isFirst = false;
}

function ask(what, cell, place) {
  flush();
  sendCode(cell);
  return connection.ask(what, { cell: cell.id, ...place });
}

async function download() {
  flush();
  const answer = await connection.ask('notebook');
  if (!answer?.text) return;
  const link = document.createElement('a');
  link.download = answer.name;
  link.href = URL.createObjectURL(new Blob([answer.text], { type: 'application/x-ipynb+json' }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// Controls and comparison

const knobs = new Map(cells.filter(cell => cell.section.dataset.knobs)
  .map(cell => [cell, new Knobs(cell, JSON.parse(cell.section.dataset.knobs), () => runSection(cell))]));
const comparisons = new Map();

function compare() {
  const isOn = bar.compare.getAttribute('aria-pressed') === 'true';
  const some = isOn ? [] : cells.filter(cell => cell.isChanged);
  for (const comparison of comparisons.values()) comparison.close();
  comparisons.clear();
  if (!isOn && some.length === 0) return bar.say('No cell is changed.');
  bar.compare.setAttribute('aria-pressed', String(!isOn));
  for (const cell of some) {
    if (monaco) open(cell);
    comparisons.set(cell, new Comparison(cell, monaco));
  }
  some[0]?.section.scrollIntoView({ block: 'nearest' });
}

// Editors: made one by one when the browser has time, for cells near the window

const near = new Set();
const whenIdle = window.requestIdleCallback ?? (work => setTimeout(work, 50));

function open(cell) {
  near.delete(cell);
  watcher.unobserve(cell.section);
  if (!cell.editor) {
    cell.editor = new CellEditor(monaco, cell);
    checks.soon([cell]);
  }
  return cell.editor;
}

async function getMonaco() {
  if (monaco) return;
  const loaded = await loadMonaco();
  if (monaco) return;
  monaco = loaded;
  checks = new Checks(monaco, ask);
  offerHelp(monaco, model => cells.find(cell => cell.editor?.model === model), ask);
}

let isMaking = false;
async function makeNear() {
  if (isMaking) return;
  isMaking = true;
  try {
    await getMonaco();
    while (near.size > 0) {
      await new Promise(done => whenIdle(done));
      const [cell] = near;
      if (cell) open(cell);
    }
  } catch (error) {
    console.error(error);
    bar.say('The editor could not be loaded: code can be read and run.', { isError: true });
    watcher.disconnect();
  }
  isMaking = false;
}

const watcher = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) {
    const cell = cells.find(cell => cell.section === target);
    if (isIntersecting) near.add(cell);
    else near.delete(cell);
  }
  if (near.size > 0) makeNear();
}, { rootMargin: '400px' });

if (canEdit) {
  for (const cell of cells) {
    watcher.observe(cell.section);
    // A click in code that isn't an editor yet makes it one, with the cursor in the same place.
    cell.pre.addEventListener('click', async () => {
      const selection = selectionIn(cell.pre.querySelector('code'));
      await getMonaco();
      open(cell).select(selection ?? { start: 0, end: 0 });
    });
  }
  // The page's font grows with the window, and in the classroom view; the bar grows with it.
  let fitting;
  new ResizeObserver(() => {
    cancelAnimationFrame(fitting);
    fitting = requestAnimationFrame(() => {
      for (const cell of cells) cell.editor?.fit();
      for (const comparison of comparisons.values()) comparison.fit();
    });
  }).observe(bar.element);
}

takeKept(kept.read());
