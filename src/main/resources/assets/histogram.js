// Histogram over time: dragging over bars, or clicking one, opens the list for that time range.
// Without JavaScript the table below the bars has the same links.
//
//   <svg data-histogram> with <g data-from data-until> for each bar
(() => {
  'use strict';

  let first = null;
  let words = null;

  function bars(svg) {
    return [...svg.querySelectorAll('g[data-from]')];
  }

  function barAt(svg, x) {
    const box = svg.getBoundingClientRect();
    const all = bars(svg);
    const index = Math.floor(((x - box.left) / box.width) * all.length);
    return Math.max(0, Math.min(all.length - 1, index));
  }

  function paint(svg, from, to) {
    bars(svg).forEach((bar, index) => {
      bar.classList.toggle('sb-chosen', from !== null && index >= from && index <= to);
    });
  }

  document.addEventListener('pointerdown', (event) => {
    const svg = event.target.closest('[data-histogram]');
    if (!svg || event.button !== 0) {
      return;
    }
    event.preventDefault();
    first = { svg, bar: barAt(svg, event.clientX) };
    svg.setPointerCapture(event.pointerId);
    paint(svg, first.bar, first.bar);
  });

  // show the label of the bar under the pointer below the chart
  document.addEventListener('pointerover', (event) => {
    const hint = document.querySelector('[data-histogram-hint]');
    if (!hint) {
      return;
    }
    words ||= hint.textContent;
    const bar = event.target.closest('[data-histogram] g[data-label]');
    hint.textContent = bar ? bar.dataset.label : words;
  });

  document.addEventListener('pointermove', (event) => {
    if (first) {
      const bar = barAt(first.svg, event.clientX);
      paint(first.svg, Math.min(first.bar, bar), Math.max(first.bar, bar));
    }
  });

  document.addEventListener('pointerup', (event) => {
    if (!first) {
      return;
    }
    const all = bars(first.svg);
    const bar = barAt(first.svg, event.clientX);
    const address = new URL(window.location.href);
    for (const name of ['range', 'before', 'after']) {
      address.searchParams.delete(name);
    }
    address.searchParams.set('from', all[Math.min(first.bar, bar)].dataset.from);
    address.searchParams.set('until', all[Math.max(first.bar, bar)].dataset.until);
    first = null;
    window.location.assign(address);
  });

  document.addEventListener('pointercancel', () => {
    if (first) {
      paint(first.svg, null, null);
      first = null;
    }
  });
})();
