// The canvas that is drawn on, with mouse, pen or finger: round strokes of one width, which can be taken back one by one.

const PEN = 1 / 11;

class Drawing {
  #canvas;
  #context;
  #changed;
  #strokes = [];
  #pointer = null;

  /** changed is called after every piece of a stroke. */
  constructor(canvas, changed) {
    this.#canvas = canvas;
    this.#changed = changed;
    this.#context = canvas.getContext('2d', { willReadFrequently: true });
    this.#context.lineWidth = PEN * canvas.width;
    this.#context.lineCap = 'round';
    canvas.addEventListener('pointerdown', event => this.#begin(event));
    canvas.addEventListener('pointermove', event => this.#continue(event));
    for (const end of ['pointerup', 'pointercancel'])
      canvas.addEventListener(end, event => { if (event.pointerId === this.#pointer) this.#pointer = null; });
  }

  /** Levels of ink, 0…255, row by row. */
  get ink() {
    const { width, height } = this.#canvas;
    const { data } = this.#context.getImageData(0, 0, width, height);
    const levels = new Uint8Array(width * height);
    for (let i = 0; i < levels.length; i++) levels[i] = data[4 * i + 3];
    return { width, height, levels };
  }

  clear() {
    this.#strokes = [];
    this.#redraw();
  }

  undo() {
    this.#strokes.pop();
    this.#redraw();
  }

  // One stroke at a time: a second finger does not draw.
  #begin(event) {
    if (this.#pointer !== null || event.button !== 0) return;
    event.preventDefault();
    this.#pointer = event.pointerId;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#strokes.push([]);
    this.#add(event);
    this.#changed();
  }

  #continue(event) {
    if (event.pointerId !== this.#pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    (events.length > 0 ? events : [event]).forEach(piece => this.#add(piece));
    this.#changed();
  }

  #add(event) {
    const place = this.#canvas.getBoundingClientRect(), scale = this.#canvas.width / place.width;
    const stroke = this.#strokes.at(-1);
    stroke.push([(event.clientX - place.left) * scale, (event.clientY - place.top) * scale]);
    this.#draw(stroke, stroke.length - 1);
  }

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
