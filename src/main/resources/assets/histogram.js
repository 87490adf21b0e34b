// Histogram over time: dragging over bars, or clicking one, opens the list for that time range.
// Without JavaScript the table below the bars has the same links.
//
//   <svg data-histogram> with <g data-from data-until> for each bar
(function () {
  'use strict';

  var first = null;
  var words = null;

  function bars(svg) {
    return Array.from(svg.querySelectorAll('g[data-from]'));
  }

  function barAt(svg, x) {
    var box = svg.getBoundingClientRect();
    var all = bars(svg);
    var index = Math.floor(((x - box.left) / box.width) * all.length);
    return Math.max(0, Math.min(all.length - 1, index));
  }

  function paint(svg, from, to) {
    bars(svg).forEach(function (bar, index) {
      bar.classList.toggle('sb-chosen', from !== null && index >= from && index <= to);
    });
  }

  document.addEventListener('pointerdown', function (event) {
    var svg = event.target.closest('[data-histogram]');
    if (!svg || event.button !== 0) {
      return;
    }
    event.preventDefault();
    first = { svg: svg, bar: barAt(svg, event.clientX) };
    svg.setPointerCapture(event.pointerId);
    paint(svg, first.bar, first.bar);
  });

  // show the label of the bar under the pointer below the chart
  document.addEventListener('pointerover', function (event) {
    var hint = document.querySelector('[data-histogram-hint]');
    if (!hint) {
      return;
    }
    words = words || hint.textContent;
    var bar = event.target.closest('[data-histogram] g[data-label]');
    hint.textContent = bar ? bar.dataset.label : words;
  });

  document.addEventListener('pointermove', function (event) {
    if (first) {
      var bar = barAt(first.svg, event.clientX);
      paint(first.svg, Math.min(first.bar, bar), Math.max(first.bar, bar));
    }
  });

  document.addEventListener('pointerup', function (event) {
    if (!first) {
      return;
    }
    var all = bars(first.svg);
    var bar = barAt(first.svg, event.clientX);
    var address = new URL(window.location.href);
    ['range', 'before', 'after'].forEach(function (name) {
      address.searchParams.delete(name);
    });
    address.searchParams.set('from', all[Math.min(first.bar, bar)].dataset.from);
    address.searchParams.set('until', all[Math.max(first.bar, bar)].dataset.until);
    first = null;
    window.location.assign(address);
  });

  document.addEventListener('pointercancel', function () {
    if (first) {
      paint(first.svg, null, null);
      first = null;
    }
  });
})();
