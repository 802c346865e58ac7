// A film's slider by the keyboard: the figure has the focus, and the arrow keys go from picture to picture.
{
  const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5, Home: -Infinity, End: Infinity };

  addEventListener('drawn', ({ target: figure }) => {
    const plot = figure.querySelector('.plot');
    const slider = plot.layout?.sliders?.[0];
    if (!(slider?.steps?.length > 1) || slider.steps.some(step => step.method !== 'animate')) return;
    let place = slider.active ?? 0;
    const say = () => {
      figure.setAttribute('aria-valuenow', String(place + 1));
      figure.setAttribute('aria-valuetext', `${slider.currentvalue?.prefix ?? ''}${slider.steps[place].label}`);
    };
    figure.tabIndex = 0;
    figure.setAttribute('role', 'slider');
    figure.setAttribute('aria-label', plot.getAttribute('aria-label') ?? 'Film');
    figure.setAttribute('aria-valuemin', '1');
    figure.setAttribute('aria-valuemax', String(slider.steps.length));
    say();
    plot.on('plotly_sliderchange', ({ step }) => {
      place = slider.steps.findIndex(one => one.label === step.label);
      say();
    });
    figure.addEventListener('keydown', event => {
      const by = steps[event.key];
      if (by === undefined || event.target !== figure || event.ctrlKey || event.metaKey || event.altKey) return;
      // Elsewhere these keys scroll, or turn the classroom's steps.
      event.preventDefault();
      event.stopPropagation();
      place = Math.max(0, Math.min(slider.steps.length - 1, place + by));
      say();
      Plotly.relayout(plot, { 'sliders[0].active': place });
      Plotly.animate(plot, ...slider.steps[place].args);
    });
  });
}
