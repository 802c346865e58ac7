// How points look: a form and a colour for each class, filled where they are learned from, hollow where they are held back, with a cross
// over them where the network is wrong.

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import('./own-points.js').Point} point In pixels.
 * @param {{ color: string, radius: number, isUnseen: boolean }} look
 */
export function drawPoint(context, { x, y, label }, { color, radius, isUnseen }) {
  context.beginPath();
  FORMS[label](context, x, y, radius);
  context.lineWidth = isUnseen ? radius * 0.45 : radius * 0.25;
  context.fillStyle = isUnseen ? '#ffffff' : color;
  context.strokeStyle = isUnseen ? color : '#ffffff';
  context.fill();
  context.stroke();
}

/**
 * The cross of a point that is answered wrong.
 * @param {CanvasRenderingContext2D} context
 * @param {{ x: number, y: number }} place
 * @param {number} radius Of the point.
 */
export function drawCross(context, { x, y }, radius) {
  const size = 1.15 * radius;
  context.beginPath();
  context.moveTo(x - size, y - size);
  context.lineTo(x + size, y + size);
  context.moveTo(x - size, y + size);
  context.lineTo(x + size, y - size);
  for (const [color, width] of /** @type {const} */ ([['#ffffff', 0.75], ['#000000', 0.35]])) {
    context.strokeStyle = color;
    context.lineWidth = width * radius;
    context.stroke();
  }
}

/**
 * Circle, square and diamond, of about the same area.
 * @type {((context: CanvasRenderingContext2D, x: number, y: number, radius: number) => void)[]}
 */
const FORMS = [
  (context, x, y, radius) => context.arc(x, y, radius, 0, 2 * Math.PI),
  (context, x, y, radius) => context.rect(x - 0.89 * radius, y - 0.89 * radius, 1.78 * radius, 1.78 * radius),
  (context, x, y, radius) => {
    const half = 1.25 * radius;
    context.moveTo(x, y - half);
    context.lineTo(x + half, y);
    context.lineTo(x, y + half);
    context.lineTo(x - half, y);
    context.closePath();
  },
];
