// The classroom view: one step of the lesson fills the screen. Key p, or ?present in the address.
{
  const root = document.documentElement;
  const sections = [...document.querySelectorAll('main > section')];
  const steps = [];
  for (const section of sections) {
    const heading = section.matches('.prose') && section.querySelector('h1, h2, h3');
    if (heading || steps.length === 0) steps.push({ title: heading?.firstChild?.textContent.trim() ?? document.title, sections: [], asks: false });
    const step = steps.at(-1);
    // What comes after the question for a prediction is its answer.
    if (step.asks) section.classList.add('answer');
    step.sections.push(section);
    step.asks ||= [...section.querySelectorAll('p > strong:first-child')].some(strong => strong.textContent.startsWith('Predict'));
  }
  const planned = Number(/about (\d+) minutes/.exec(document.querySelector('main > section')?.textContent ?? '')?.[1]);
  let current = 0;
  let began = 0;
  let bar;

  const isOn = () => root.classList.contains('present');
  const isCovered = step => step.asks && step.sections.some(section => section.matches('.answer:not(.open)'));

  function makeBar() {
    bar = document.createElement('div');
    bar.className = 'present-bar';
    bar.innerHTML = '<span class="place" role="status"></span><span class="keys"></span><span class="clock"></span>';
    document.body.append(bar);
    setInterval(tick, 5000);
  }

  function tick() {
    const minutes = Math.floor((Date.now() - began) / 60000);
    bar.querySelector('.clock').textContent = planned ? `${minutes} of ${planned} min` : `${minutes} min`;
    bar.classList.toggle('late', minutes > planned);
  }

  // Figures follow the size of the text.
  const fitFigures = () => document.dispatchEvent(new Event('resized'));

  function show(number) {
    current = Math.max(0, Math.min(steps.length - 1, number));
    const step = steps[current];
    for (const section of sections) section.classList.toggle('shown', step.sections.includes(section));
    bar.querySelector('.place').textContent = `${current + 1} of ${steps.length} · ${step.title}`;
    bar.querySelector('.keys').textContent = `${isCovered(step) ? 'Enter shows the answer · ' : ''}← → steps · space on · c code · Esc leaves`;
    scrollTo(0, 0);
    fitFigures();
  }

  function uncover(step) {
    step.sections.forEach(section => section.classList.add('open'));
    document.dispatchEvent(new CustomEvent('lift', { detail: step.sections }));
    show(current);
    // As much of the answer as goes on the screen, and of the question what room is left.
    step.sections.find(section => section.matches('.answer'))?.scrollIntoView({ block: 'nearest' });
  }

  // A step may be longer than the screen.
  const isMoreBelow = () => root.scrollHeight - innerHeight - scrollY > 1;

  function enter() {
    if (steps.length === 0 || isOn()) return;
    if (!bar) makeBar();
    const passed = steps.filter(step => step.sections[0].getBoundingClientRect().top < innerHeight / 2);
    root.classList.add('present');
    began = Date.now();
    tick();
    show(Math.max(0, passed.length - 1));
  }

  function leave() {
    root.classList.remove('present', 'with-code');
    sections.forEach(section => section.classList.remove('open'));
    document.dispatchEvent(new Event('lower'));
    fitFigures();
    steps[current].sections[0].scrollIntoView();
  }

  const keys = {
    ArrowRight: step => isCovered(step) ? uncover(step) : show(current + 1),
    ArrowLeft: () => show(current - 1),
    Home: () => show(0),
    End: () => show(steps.length - 1),
    Enter: uncover,
    c: () => root.classList.toggle('with-code'),
    p: leave,
    Escape: leave,
  };
  keys.PageDown = keys[' '] = step =>
    !isCovered(step) && isMoreBelow() ? scrollBy(0, 0.8 * innerHeight) : keys.ArrowRight(step);
  keys.PageUp = step => scrollY > 0 ? scrollBy(0, -0.8 * innerHeight) : keys.ArrowLeft(step);

  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea, select, [contenteditable]')) return;
    if (['Enter', ' '].includes(event.key) && event.target.closest?.('a, button, summary')) return;
    // Shift+Enter runs a cell, where cells run (live.js).
    if (event.key === 'Enter' && event.shiftKey) return;
    const act = isOn() ? keys[event.key] : event.key === 'p' ? enter : undefined;
    if (!act) return;
    event.preventDefault();
    act(steps[current]);
  });
  document.addEventListener('predicted', () => { if (isOn()) uncover(steps[current]); });
  document.querySelector('.classroom')?.addEventListener('click', event => {
    event.preventDefault();
    enter();
  });
  if (new URLSearchParams(location.search).has('present')) enter();
}
