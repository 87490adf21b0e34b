// Charts: shows the values of the step that is hovered, or chosen with the arrow keys, below the
// chart. Without JavaScript the summary above it and the table below it have the same data.
//
//   <figure data-chart> with <svg>, in it [data-label] for each step, and [data-chart-said]
(function () {
  'use strict';

  function marks(chart) {
    return Array.from(chart.querySelectorAll('[data-label]'));
  }

  function choose(chart, mark) {
    var label = chart.querySelector('[data-chart-said]');
    if (!label.dataset.before) {
      label.dataset.before = label.textContent;
    }
    marks(chart).forEach(function (one) {
      one.classList.toggle('sb-chosen', one === mark);
    });
    var words = mark ? mark.dataset.label : label.dataset.before;
    if (label.textContent !== words) {
      label.textContent = words;
    }
  }

  function chartOf(event) {
    return event.target.closest ? event.target.closest('[data-chart]') : null;
  }

  document.addEventListener('pointerover', function (event) {
    var chart = chartOf(event);
    var mark = chart && event.target.closest('[data-label]');
    if (mark) {
      choose(chart, mark);
    }
  });

  document.addEventListener('pointerout', function (event) {
    var chart = chartOf(event);
    var svg = chart && event.target.closest('svg');
    if (svg && !svg.contains(event.relatedTarget) && document.activeElement !== svg) {
      choose(chart, null);
    }
  });

  document.addEventListener('focusout', function (event) {
    var chart = chartOf(event);
    if (chart && event.target.closest('svg')) {
      choose(chart, null);
    }
  });

  document.addEventListener('keydown', function (event) {
    var chart = chartOf(event);
    var step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!chart || step === undefined || !event.target.closest('svg')) {
      return;
    }
    event.preventDefault();
    var all = marks(chart);
    var at = all.findIndex(function (one) {
      return one.classList.contains('sb-chosen');
    });
    var next = at < 0 ? (step < 0 ? all.length - 1 : 0) : at + step;
    choose(chart, all[Math.max(0, Math.min(all.length - 1, next))]);
  });

  document.querySelectorAll('[data-chart] svg[role="img"]').forEach(function (svg) {
    svg.setAttribute('tabindex', '0');
  });
})();
