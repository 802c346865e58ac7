// The canvas that is drawn on, with mouse, pen or finger: round strokes of one width, which can be taken back one by one.

const PEN = 1 / 11;

export class Drawing {
  #canvas;
  #context;
  #changed;
  /** @type {[number, number][][]} */
  #strokes = [];
  /** @type {number | null} */
  #pointer = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {() => void} changed Called after every piece of a stroke.
   */
  constructor(canvas, changed) {
    this.#canvas = canvas;
    this.#changed = changed;
    this.#context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
    this.#context.lineWidth = PEN * canvas.width;
    this.#context.lineCap = 'round';
    canvas.addEventListener('pointerdown', event => this.#begin(event));
    canvas.addEventListener('pointermove', event => this.#continue(event));
    for (const end of /** @type {const} */ (['pointerup', 'pointercancel']))
      canvas.addEventListener(end, event => { if (event.pointerId === this.#pointer) this.#pointer = null; });
  }

  /** Levels of ink, 0…255, row by row. */
  get ink() {
    const { width, height } = this.#canvas, { data } = this.#context.getImageData(0, 0, width, height);
    const levels = new Uint8Array(width * height);
    for (let i = 0; i < levels.length; i++) levels[i] = data[4 * i + 3];
    return { width, height, levels };
  }

  /** Takes all strokes back. */
  clear() {
    this.#strokes = [];
    this.#redraw();
  }

  /** Takes the last stroke back. */
  undo() {
    this.#strokes.pop();
    this.#redraw();
  }

  /**
   * One stroke at a time: a second finger does not draw.
   * @param {PointerEvent} event
   */
  #begin(event) {
    if (this.#pointer !== null || event.button !== 0) return;
    event.preventDefault();
    this.#pointer = event.pointerId;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#strokes.push([]);
    this.#add(event);
    this.#changed();
  }

  /** @param {PointerEvent} event */
  #continue(event) {
    if (event.pointerId !== this.#pointer) return;
    const pieces = event.getCoalescedEvents?.() ?? [];
    (pieces.length > 0 ? pieces : [event]).forEach(piece => this.#add(piece));
    this.#changed();
  }

  /** @param {PointerEvent} event */
  #add({ clientX, clientY }) {
    const { left, top, width } = this.#canvas.getBoundingClientRect(), scale = this.#canvas.width / width;
    const stroke = this.#strokes[this.#strokes.length - 1];
    stroke.push([(clientX - left) * scale, (clientY - top) * scale]);
    this.#draw(stroke, stroke.length - 1);
  }

  /**
   * @param {[number, number][]} stroke
   * @param {number} i
   */
  #draw(stroke, i) {
    this.#context.beginPath();
    if (i === 0) {
      this.#context.arc(...stroke[0], this.#context.lineWidth / 2, 0, 2 * Math.PI);
      this.#context.fill();
    } else {
      this.#context.moveTo(...stroke[i - 1]);
      this.#context.lineTo(...stroke[i]);
      this.#context.stroke();
    }
  }

  #redraw() {
    this.#pointer = null;
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    for (const stroke of this.#strokes) stroke.forEach((_, i) => this.#draw(stroke, i));
    this.#changed();
  }
}
