/**
 * The connection with the server: JSON both ways, questions with answers, and a new try after each loss,
 * with pauses that grow to five seconds.
 */
export class Connection {
  #address;
  #on;
  #socket;
  #pause = 500;
  #isRefused = false;
  #number = 0;
  #questions = new Map();

  /**
   * @param {string} lesson
   * @param {{ opened(): void, message(message: object): void, lost(isRefused: boolean): void }} on
   */
  constructor(lesson, on) {
    this.#address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live/${encodeURIComponent(lesson)}`;
    this.#on = on;
    this.#open();
  }

  get isOpen() { return this.#socket?.readyState === WebSocket.OPEN; }

  /** Sends when there is a connection; what is lost otherwise is what a new connection sends anyway. */
  send(message) {
    if (this.isOpen) this.#socket.send(JSON.stringify(message));
    return this.isOpen;
  }

  /** The answer; null when there is none because the connection is lost. */
  ask(what, more = {}) {
    const ask = ++this.#number;
    if (!this.send({ type: 'ask', ask, what, ...more })) return Promise.resolve(null);
    return new Promise(resolve => this.#questions.set(ask, resolve));
  }

  #open() {
    this.#socket = new WebSocket(this.#address);
    this.#socket.onopen = () => {
      this.#pause = 500;
      this.#isRefused = false;
      this.#on.opened();
    };
    this.#socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type !== 'answer') return this.#on.message(message);
      this.#questions.get(message.ask)?.(message);
      this.#questions.delete(message.ask);
    };
    this.#socket.onclose = () => this.#lost();
  }

  async #lost() {
    for (const resolve of this.#questions.values()) resolve(null);
    this.#questions.clear();
    this.#on.lost(this.#isRefused);
    this.#isRefused = await isRefused();
    this.#on.lost(this.#isRefused);
    setTimeout(() => this.#open(), this.#pause);
    this.#pause = Math.min(5000, this.#pause * 1.6);
  }
}

// A socket doesn't say why it wasn't opened; a page does.
async function isRefused() {
  try {
    return (await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(4000) })).status === 403;
  } catch {
    return false;
  }
}
