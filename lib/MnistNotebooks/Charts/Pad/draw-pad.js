// <mnist-draw-pad content="{ title, network, colors }">: puts drawing, network and pictures together.

const NARROW = 560, MOST_IN_COLUMN = 20;

/** By the value of the choice. */
const MAPS = { onePixel, gradientTimesInput };

class DrawPad extends HTMLElement {
  #content;
  #network;
  #drawing;
  #pixels = null;
  #pass = null;
  #influence = null;
  #isDue = false;

  connectedCallback() {
    // A notebook may take the element out and put it back.
    if (this.#content) return;
    this.#content = JSON.parse(this.getAttribute('content'));
    this.#network = Network.unpacked(this.#content.network);
    this.attachShadow({ mode: 'open' }).innerHTML = `<style>${STYLE}</style>${PAGE}`;
    const { diverging, ink, ...named } = this.#content.colors;
    for (const [name, color] of Object.entries(named)) this.style.setProperty(`--${name}`, color);
    this.#part('title').textContent = this.#content.title;
    this.#addOutputs();
    this.#network.layers.slice(0, -1).forEach((layer, i) => this.#addHidden(layer, i));
    this.#drawing = new Drawing(this.#part('paper'), () => this.#drawn());
    this.#part('undo').addEventListener('click', () => this.#drawing.undo());
    this.#part('clear').addEventListener('click', () => this.#drawing.clear());
    this.shadowRoot.querySelectorAll('input').forEach(choice => choice.addEventListener('change', () => this.#show(this.#pixels)));
    this.#show(null);
  }

  // For tests, and for scripts of one's own.

  /** Shows the network a picture of 784 levels, 0 (paper) to 255 (ink), in place of the drawing. */
  show(pixels) {
    this.#drawing.clear();
    this.#isDue = false;
    this.#show(Uint8Array.from(pixels));
  }

  /** What is drawn: { width, height, levels }. */
  get ink() { return this.#drawing.ink; }

  /** The picture that the network is shown; null while there is none. */
  get pixels() { return this.#pixels; }

  /** The values of the last layer; null while there is no picture. */
  get outputs() { return this.#pass && this.#pass.outputs; }

  /** The map that is shown: one number for each pixel, for the sum of the greatest output; null while there is no picture. */
  get influence() { return this.#influence; }

  #part(name) { return this.shadowRoot.getElementById(name); }

  // At most once a frame, however fast the pen is.
  #drawn() {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      if (!this.#isDue) return;
      this.#isDue = false;
      this.#show(prepared(this.#drawing.ink));
    });
  }

  #show(pixels) {
    this.#pixels = pixels;
    this.#pass = pixels && this.#network.forward(this.#network.inputsOf(pixels));
    const winner = pixels && indexOfLargest(this.outputs);
    this.#showInfluence(winner);
    paint(this.#part('picture'), pixels ?? new Uint8Array(SIDE * SIDE), colorScale(this.#content.colors.ink, [0, 255]));
    this.#network.layers.slice(0, -1).forEach((layer, i) => this.#showHidden(layer, i));
    this.#showOutputs(winner);
    this.#part('invitation').hidden = pixels !== null;
    const answer = pixels ? `The network says ${winner}` : 'Outputs';
    // A screen reader reads it out whenever it is set.
    if (this.#part('answer').textContent !== answer) this.#part('answer').textContent = answer;
  }

  #showInfluence(winner) {
    const method = this.shadowRoot.querySelector('input:checked').value;
    this.#influence = this.#pass && MAPS[method](this.#network, this.#pass.inputs, { node: winner });
    const most = this.#influence ? greatest(this.#influence) : 1;
    const colors = this.#content.colors.diverging, range = [-most, most];
    paint(this.#part('influence'), this.#influence ?? new Uint8Array(SIDE * SIDE), colorScale(colors, range));
    this.#part('influence-name').textContent = this.#pixels ? `Influence on ${winner}` : 'Influence';
    this.#scale(this.#part('influence-scale'), colors, range);
  }

  #addHidden({ nodes }, i) {
    const columns = Math.min(nodes, this.clientWidth < NARROW ? 25 : 50), rows = Math.ceil(nodes / columns);
    const which = this.#network.layers.length > 2 ? `, layer ${i + 1}` : '';
    this.#part('hidden').insertAdjacentHTML('beforeend', `
      <div class="panel">
        <p class="name">${nodes} hidden outputs${which}</p>
        <canvas class="cells" width="${columns}" height="${rows}" style="width: ${1.15 * columns}em"
          role="img" aria-label="Hidden outputs${which}"></canvas>
        <p class="scale"></p>
      </div>`);
  }

  #showHidden({ function: activation, nodes }, i) {
    const panel = this.#part('hidden').children[i];
    const values = this.#pass ? this.#pass.layers[i].values : new Float64Array(nodes);
    const range = activation.range(values);
    const colors = range[0] < 0 ? this.#content.colors.diverging : this.#content.colors.sequential;
    paint(panel.querySelector('canvas'), values, colorScale(colors, range));
    this.#scale(panel.querySelector('.scale'), colors, range);
  }

  #addOutputs() {
    const { nodes } = this.#network.layers.at(-1);
    this.#part('outputs').innerHTML = Array.from({ length: nodes }, (_, i) =>
      `<li><span class="number">${i}</span><span class="track"><span class="bar"></span></span><span class="value"></span></li>`).join('');
    this.#part('outputs').classList.toggle('many', nodes > MOST_IN_COLUMN);
  }

  #showOutputs(winner) {
    const { function: activation, nodes } = this.#network.layers.at(-1);
    const values = this.outputs ?? new Float64Array(nodes);
    const [low, high] = activation.range(values);
    [...this.#part('outputs').children].forEach((row, i) => {
      const bar = row.querySelector('.bar'), percent = value => `${100 * (value - low) / (high - low)}%`;
      bar.style.left = percent(Math.min(0, values[i]));
      bar.style.right = `calc(100% - ${percent(Math.max(0, values[i]))})`;
      bar.className = `bar ${low === 0 ? '' : values[i] < 0 ? 'negative' : 'positive'}`;
      row.className = this.#pass && i === winner ? 'winner' : '';
      row.querySelector('.value').textContent = this.#pass ? decimals(values[i]) : '';
    });
  }

  #scale(place, colors, [low, high]) {
    place.innerHTML = this.#pass
      ? `${end(low)} <span class="ramp" style="background: linear-gradient(to right, ${colors.join()})"></span> ${end(high)}` : '';
  }
}

customElements.define('mnist-draw-pad', DrawPad);
