// Charts: shows the values of the step that is hovered, or chosen with the arrow keys, below the
// chart. Without JavaScript the summary above it and the table below it have the same data.
//
//   <figure data-chart> with <svg>, in it [data-label] for each step, and [data-chart-said]
(() => {
  'use strict';

  function marks(chart) {
    return [...chart.querySelectorAll('[data-label]')];
  }

  function choose(chart, mark) {
    const label = chart.querySelector('[data-chart-said]');
    label.dataset.before ||= label.textContent;
    for (const one of marks(chart)) {
      one.classList.toggle('sb-chosen', one === mark);
    }
    const words = mark ? mark.dataset.label : label.dataset.before;
    if (label.textContent !== words) {
      label.textContent = words;
    }
  }

  function chartOf(event) {
    return event.target.closest ? event.target.closest('[data-chart]') : null;
  }

  document.addEventListener('pointerover', (event) => {
    const chart = chartOf(event);
    const mark = chart && event.target.closest('[data-label]');
    if (mark) {
      choose(chart, mark);
    }
  });

  document.addEventListener('pointerout', (event) => {
    const chart = chartOf(event);
    const svg = chart && event.target.closest('svg');
    if (svg && !svg.contains(event.relatedTarget) && document.activeElement !== svg) {
      choose(chart, null);
    }
  });

  document.addEventListener('focusout', (event) => {
    const chart = chartOf(event);
    if (chart && event.target.closest('svg')) {
      choose(chart, null);
    }
  });

  document.addEventListener('keydown', (event) => {
    const chart = chartOf(event);
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!chart || step === undefined || !event.target.closest('svg')) {
      return;
    }
    event.preventDefault();
    const all = marks(chart);
    const at = all.findIndex((one) => one.classList.contains('sb-chosen'));
    const next = at < 0 ? (step < 0 ? all.length - 1 : 0) : at + step;
    choose(chart, all[Math.max(0, Math.min(all.length - 1, next))]);
  });

  for (const svg of document.querySelectorAll('[data-chart] svg[role="img"]')) {
    svg.setAttribute('tabindex', '0');
  }
})();
