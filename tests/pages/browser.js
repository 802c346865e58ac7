'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** A page in a Chromium without window and network, which is told what to do through a pipe in the messages of the DevTools protocol. */
class Browser {
  #process;
  #profile = fs.mkdtempSync(path.join(os.tmpdir(), 'mnist-notebooks-chromium-'));
  #session;
  #ended;
  #count = 0;
  #waiting = new Map();
  #received = '';

  static async open() {
    const browser = new Browser();
    browser.#start();
    try {
      const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
      browser.#session = (await browser.send('Target.attachToTarget', { targetId, flatten: true })).sessionId;
      return browser;
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  #start() {
    this.#process = spawn(program(), ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND', '--hide-scrollbars',
      '--force-color-profile=srgb', `--user-data-dir=${this.#profile}`, '--remote-debugging-pipe'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.#ended = new Promise(resolve => this.#process.on('error', resolve).on('exit', resolve));
    this.#ended.then(() => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Chromium did not start, or ended before it had done its work.'));
    });
    // A command that comes too late is answered by the end.
    this.#process.stdio[3].on('error', () => { });
    this.#process.stdio[4].setEncoding('utf8').on('data', text => this.#receive(text));
  }

  /** Sends a command and waits for its result. */
  send(method, params = {}) {
    const id = ++this.#count;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId: this.#session })}\0`);
    return answer;
  }

  /** Runs a script in the page and waits until its promise, if it gives one, is kept. */
  async run(script) {
    const { exceptionDetails: error } = await this.send('Runtime.evaluate', { expression: script, awaitPromise: true });
    if (error) throw new Error(error.exception?.description ?? error.text);
  }

  async close() {
    this.send('Browser.close').catch(() => { });
    await this.#ended;
    // Its helper processes may write for a moment after it has ended.
    fs.rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  #receive(text) {
    const messages = (this.#received + text).split('\0');
    this.#received = messages.pop();
    for (const { id, result, error } of messages.map(message => JSON.parse(message))) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    }
  }
}

function program() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const found = ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap(name => process.env.PATH.split(path.delimiter).map(folder => path.join(folder, name)))
    .find(file => fs.existsSync(file));
  if (!found) throw new Error("Chromium was not found (Debian's package chromium, or set CHROMIUM).");
  return found;
}

module.exports = Browser;
