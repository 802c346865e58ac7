// Figures: drawn when they come near the window, the others when the browser has nothing else to do.
// A page that runs its cells gets new figures later: the event `figures` says that there are some, or that some are gone.
// Their texts are as large, compared to the page's, as they were made; pictures grow with the width that they have.
{
  const waiting = new Set();
  const drawn = new Map();
  // Without a pointer that hovers the buttons would always lie over the title.
  const canHover = matchMedia('(hover: hover)').matches;
  const whenIdle = window.requestIdleCallback ?? (work => setTimeout(work, 50));
  const watcher = new IntersectionObserver(
    entries => entries.filter(entry => entry.isIntersecting).forEach(entry => draw(entry.target)),
    { rootMargin: '600px' });
  const resized = new ResizeObserver(entries => {
    const cells = new Set(entries.map(entry => entry.target));
    for (const figure of drawn.keys()) if (cells.has(figure.parentElement)) fit(figure);
  });
  let plotly;

  // What figures are made for: the page's text in pixels, and the width where a layout gives none.
  const usualText = 16;
  const usualWidth = 760;
  const tallestBar = 300;
  // In the classroom a figure may be as large as the screen.
  const isShown = () => document.documentElement.classList.contains('present');
  const largestGrowth = 1.5;

  const scaleOfText = () => Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize)) / usualText;

  // The room that a figure has for its drawing: the whole width of its cell, whatever it took before.
  function widthFor(figure) {
    const style = getComputedStyle(figure);
    const sides = ['paddingLeft', 'paddingRight', 'borderLeftWidth', 'borderRightWidth'];
    const around = sides.reduce((sum, side) => sum + parseFloat(style[side]), 0);
    return { inside: Math.floor(figure.parentElement.clientWidth - around), around };
  }

  const fonts = new Set(['font', 'textfont', 'tickfont', 'titlefont', 'insidetextfont', 'outsidetextfont']);
  const lengths = new Set(
    ['standoff', 'startstandoff', 'thickness', 'xshift', 'yshift', 'ticklen', 'xpad', 'ypad', 'borderpad', 'arrowwidth']);
  const times = (value, factor) => Array.isArray(value) ? value.map(one => one * factor) : value * factor;

  // A copy in which all that is measured in pixels is larger by a factor.
  function scaled(part, factor, within = '') {
    if (Array.isArray(part)) return part[0]?.constructor === Object ? part.map(one => scaled(one, factor, within)) : part;
    if (typeof part !== 'object' || part === null) return part;
    const copy = {};
    for (const [name, value] of Object.entries(part)) {
      const isPixels = typeof value === 'number' || Array.isArray(value);
      const isLength = isPixels && (lengths.has(name)
        || name === 'size' && (fonts.has(within) || within === 'marker')
        || name === 'width' && (within === 'line' || within.startsWith('error_'))
        || (within === 'margin' || within === 'pad') && typeof value === 'number'
        || name === 'len' && part.lenmode === 'pixels');
      copy[name] = isLength ? times(value, factor) : ['args', 'meta', 'z'].includes(name) ? value : scaled(value, factor, name);
    }
    return copy;
  }

  // How wide a line of text is. Titles of many figures ask this, a canvas answers fast.
  const pen = document.createElement('canvas').getContext('2d');
  function wrapped(text, pixels, font) {
    pen.font = font;
    const plain = line => line.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
    const lines = [];
    for (const word of text.split(/<br>| /)) {
      const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
      if (lines.length > 0 && pen.measureText(plain(longer)).width <= pixels) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  // The title in as many lines as it needs at this width, with their room above the drawing.
  function setTitle(layout, width) {
    const { title } = layout;
    if (!title?.text || title.yref !== 'container') return;
    const lineHeight = 1.35 * title.font.size;
    const pad = title.pad?.l ?? 0;
    const before = title.text.split('<br>').length;
    const lines = wrapped(title.text, width - 2 * pad, `${title.font.size}px ${layout.font.family}`);
    title.text = lines.join('<br>');
    const more = (lines.length - before) * lineHeight;
    layout.margin.t += more;
    if (layout.height) layout.height += more;
  }

  // The figure as it is drawn in a place of this width.
  function placed({ data, layout }, width, factor) {
    const { shape, leastWidth } = layout.meta ?? {};
    const result = { data: scaled(data, factor), layout: scaled(layout, factor) };
    const { margin } = result.layout;
    const { height } = layout;
    let drawing = height && margin ? height * factor - margin.t - margin.b : undefined;
    const screen = margin ? 0.75 * innerHeight - margin.t - margin.b : 0;
    if (shape && margin) {
      const beside = margin.l + margin.r;
      const inner = (layout.width ?? usualWidth) - beside / factor, high = drawing / factor;
      const usualMost = shape.most * Math.max(1, factor);
      const most = isShown() ? Math.max(factor, Math.min(largestGrowth * usualMost, screen / high)) : usualMost;
      const size = Math.max(shape.least * factor, Math.min((width - beside) / inner, most));
      drawing = high * size;
      width = Math.round(Math.max(inner * size + beside, (leastWidth ?? 0) * factor));
    } else if (leastWidth) {
      width = Math.max(width, Math.round(leastWidth * factor));
    }
    if (!shape && drawing && isShown()) drawing = Math.max(drawing, Math.min(largestGrowth * drawing, screen));
    if (drawing !== undefined) result.layout.height = Math.round(drawing + margin.t + margin.b);
    for (const { colorbar } of result.data) {
      if (!colorbar || colorbar.orientation === 'h' || !drawing) continue;
      const length = colorbar.lenmode === 'pixels' ? colorbar.len : (colorbar.len ?? 1) * drawing;
      Object.assign(colorbar, { lenmode: 'pixels', len: Math.min(length, drawing, tallestBar * factor) });
    }
    result.layout.width = width;
    setTitle(result.layout, width);
    return result;
  }

  // A legend of many rows grows upwards, towards the title.
  function clearTitle(plot) {
    const legend = plot.querySelector('.legend'), title = plot.querySelector('.gtitle');
    if (!legend || !title) return undefined;
    const lacking = Math.ceil(title.getBoundingClientRect().bottom + 4 - legend.getBoundingClientRect().top);
    if (!(lacking > 0)) return undefined;
    // Plotly has already widened the margin by as much as the legend needs.
    const { height, _size: room } = plot._fullLayout;
    plot.style.height = `${height + lacking}px`;
    return Plotly.relayout(plot, { height: height + lacking, 'margin.t': room.t + lacking });
  }

  // Draws a figure anew where its width or the size of the page's text has changed.
  function fit(figure, width = undefined, factor = scaleOfText()) {
    const state = drawn.get(figure);
    if (!state || !figure.isConnected) return Promise.resolve();
    const { inside, around } = widthFor(figure);
    width ??= inside;
    // What is hidden has no width; it is fitted when it is shown.
    if (width <= 0 || width === state.width && factor === state.factor) return Promise.resolve();
    const plot = figure.querySelector('.plot');
    const { data, layout } = placed(state.spec, width, factor);
    const isFirst = state.width === undefined;
    Object.assign(state, { width, factor });
    figure.style.minHeight = '';
    figure.style.maxWidth = layout.width < width ? `${layout.width + around}px` : '';
    figure.style.overflowX = layout.width > width ? 'auto' : '';
    plot.style.width = `${layout.width}px`;
    plot.style.height = layout.height ? `${layout.height}px` : '';
    if (isFirst) {
      const { frames, config } = state.spec;
      const settings = { ...config, responsive: false, displaylogo: false, displayModeBar: canHover && 'hover' };
      return Plotly.newPlot(plot, { data, layout, frames, config: settings }).then(() => clearTitle(plot));
    }
    return Plotly.react(plot, data, layout).then(() => clearTitle(plot));
  }

  function draw(figure) {
    if (!waiting.has(figure) || widthFor(figure).inside <= 0) return;
    waiting.delete(figure);
    watcher.unobserve(figure);
    const { data, layout = {}, frames, config } = JSON.parse(figure.querySelector('script').textContent);
    drawn.set(figure, { spec: { data, layout, frames, config } });
    figure.classList.add('drawn');
    fit(figure).then(() => figure.dispatchEvent(new Event('drawn', { bubbles: true }))).catch(error => {
      figure.classList.remove('drawn');
      console.error(error);
    });
    resized.observe(figure.parentElement);
  }

  function drawRest() {
    const next = [...waiting].find(figure => figure.isConnected && widthFor(figure).inside > 0);
    if (!next) return;
    draw(next);
    whenIdle(drawRest);
  }

  function load() {
    return plotly ??= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = 'plotly.min.js';
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  async function look() {
    for (const figure of waiting) if (!figure.isConnected) waiting.delete(figure);
    for (const figure of drawn.keys()) {
      if (figure.isConnected) continue;
      drawn.delete(figure);
      Plotly.purge(figure.querySelector('.plot'));
    }
    // What is covered has no width yet.
    const found = [...document.querySelectorAll('.figure')]
      .filter(figure => !waiting.has(figure) && !drawn.has(figure) && !figure.closest('.covered'));
    if (found.length === 0) return;
    found.forEach(figure => waiting.add(figure));
    try {
      await load();
    } catch {
      document.documentElement.classList.add('no-plotly');
      return;
    }
    found.filter(figure => waiting.has(figure)).forEach(figure => watcher.observe(figure));
    whenIdle(drawRest);
  }

  // Paper is narrower than most windows, and figures don't follow it by themselves.
  const paper = 660;
  addEventListener('beforeprint', () => {
    if (window.Plotly) [...waiting].forEach(draw);
    const factor = Math.min(scaleOfText(), paper / usualWidth);
    for (const figure of drawn.keys()) fit(figure, Math.min(widthFor(figure).inside, paper), factor);
  });
  const fitAll = () => { for (const figure of drawn.keys()) fit(figure); };
  addEventListener('afterprint', fitAll);
  // Whoever changes the size of the page's text says so.
  document.addEventListener('resized', fitAll);

  document.addEventListener('figures', look);
  look();
}

// Table of contents: folded on small screens; marks the section that is being read.
{
  const contents = document.querySelector('.contents');
  if (contents) {
    const isBeside = matchMedia('(min-width: 78rem)');
    const fold = () => { contents.open = isBeside.matches; };
    isBeside.addEventListener('change', fold);
    fold();
    contents.addEventListener('click', event => {
      if (event.target.closest('a') && !isBeside.matches) contents.open = false;
    });

    const links = new Map([...contents.querySelectorAll('a')].map(link => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
    let current;
    const mark = () => {
      const passed = [...links.keys()].filter(heading => heading.getBoundingClientRect().top < 150);
      const link = links.get(passed.at(-1));
      if (link === current) return;
      current?.removeAttribute('aria-current');
      link?.setAttribute('aria-current', 'true');
      if (isBeside.matches) link?.scrollIntoView({ block: 'nearest' });
      current = link;
    };
    addEventListener('scroll', mark, { passive: true });
    mark();
  }
}

// A button that copies a cell's code, where the browser lets a page do that.
if (navigator.clipboard) {
  for (const input of document.querySelectorAll('.input')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(input.querySelector('code').textContent);
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
    input.append(button);
  }
}
