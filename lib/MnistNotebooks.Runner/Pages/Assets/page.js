// Figures: drawn when they come near the window, the others when the browser has nothing else to do.
// A page that runs its cells gets new figures later: the event `figures` says that there are some, or that some are gone.
{
  const waiting = new Set();
  const drawn = new Set();
  // Without a pointer that hovers the buttons would always lie over the title.
  const canHover = matchMedia('(hover: hover)').matches;
  const whenIdle = window.requestIdleCallback ?? (work => setTimeout(work, 50));
  const watcher = new IntersectionObserver(
    entries => entries.filter(entry => entry.isIntersecting).forEach(entry => draw(entry.target)),
    { rootMargin: '600px' });
  let plotly;

  function draw(figure) {
    if (!waiting.delete(figure)) return;
    watcher.unobserve(figure);
    drawn.add(figure);
    const { data, layout = {}, frames, config } = JSON.parse(figure.querySelector('script').textContent);
    delete layout.width;
    figure.classList.add('drawn');
    Plotly.newPlot(figure.querySelector('.plot'), {
      data,
      layout: { ...layout, autosize: true },
      frames,
      config: { ...config, responsive: true, displaylogo: false, displayModeBar: canHover && 'hover' },
    }).then(() => figure.dispatchEvent(new Event('drawn', { bubbles: true }))).catch(error => {
      figure.classList.remove('drawn');
      console.error(error);
    });
  }

  function drawRest() {
    const [next] = waiting;
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
    for (const figure of drawn) {
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
  const plots = () => document.querySelectorAll('.drawn .plot');
  addEventListener('beforeprint', () => {
    if (window.Plotly) [...waiting].forEach(draw);
    plots().forEach(plot => Plotly.relayout(plot, { width: Math.min(plot.clientWidth, paper) }));
  });
  addEventListener('afterprint', () => plots().forEach(plot => Plotly.relayout(plot, { width: null, autosize: true })));

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
