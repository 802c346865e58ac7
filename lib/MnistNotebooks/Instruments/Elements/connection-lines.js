// Connections as lines, as thick as what passes through them: red pushes up, blue pushes down. Each can be clicked where it is free of
// nodes; what lies behind a line can be clicked through the nodes' own buttons.

/**
 * @typedef {{ x: number, y: number }} Place
 *
 * From an input of a layer, which is a pixel or a node of the layer before, to one of its nodes.
 * @typedef {{ layer: number, node: number, input: number }} Connection
 *
 * @typedef {object} Line
 * @property {Place} from In the window.
 * @property {Place} to
 * @property {number} push What passes, from −1 to 1.
 * @property {boolean} isChosen
 * @property {string} name
 * @property {Connection} connection
 */

const NAMESPACE = 'http://www.w3.org/2000/svg', THIN = 1.5, THICK = 6, SIDEWAYS = 40;

export class ConnectionLines {
  #svg;
  #choose;

  /**
   * @param {SVGElement} svg Lies over all that is connected.
   * @param {(connection: Connection) => void} choose
   */
  constructor(svg, choose) {
    this.#svg = svg;
    this.#choose = choose;
  }

  /** @param {Line[]} lines */
  show(lines) {
    const { left, top } = this.#svg.getBoundingClientRect();
    this.#svg.replaceChildren(...lines.map(({ from, to, push, isChosen, name, connection }) => {
      const line = document.createElementNS(NAMESPACE, 'g'), path = curve(from, to, left, top);
      line.setAttribute('class', `${push < 0 ? 'down' : 'up'}${isChosen ? ' chosen' : ''}`);
      const title = document.createElementNS(NAMESPACE, 'title');
      title.textContent = name;
      // A wide one that is not seen, for fingers, below the one that is.
      line.append(title, pathOf(path, 'wide'), pathOf(path, 'edge', THIN + Math.abs(push) * (THICK - THIN) + 2),
        pathOf(path, 'line', THIN + Math.abs(push) * (THICK - THIN)));
      line.addEventListener('click', () => this.#choose(connection));
      return line;
    }));
  }
}

/**
 * Leaves along the longer of the two directions, and arrives from the left.
 * @param {Place} from
 * @param {Place} to
 * @param {number} left
 * @param {number} top
 */
function curve(from, to, left, top) {
  const x = from.x - left, y = from.y - top, endX = to.x - left, endY = to.y - top, midX = (x + endX) / 2, midY = (y + endY) / 2;
  const isWide = Math.abs(endX - x) >= Math.abs(endY - y) / 2;
  const bend = isWide ? `${midX} ${y} ${midX} ${endY}` : `${x} ${midY} ${endX - SIDEWAYS} ${endY}`;
  return `M ${x} ${y} C ${bend} ${endX} ${endY}`;
}

/**
 * @param {string} path
 * @param {string} kind
 * @param {number} [width]
 */
function pathOf(path, kind, width) {
  const element = document.createElementNS(NAMESPACE, 'path');
  element.setAttribute('d', path);
  element.setAttribute('class', kind);
  if (width) element.setAttribute('stroke-width', String(width));
  return element;
}
