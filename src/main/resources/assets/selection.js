// Ticked rows: a box that ticks them all, how many there are, and a bar that stays in sight while
// there are some. Without scripts the boxes and the buttons work alike.
//
//   <form id="selection" data-selection> with [data-selection-count]; boxes carry form="selection";
//   [data-check-every] in it stands for the rows of all pages
(function () {
  'use strict';

  var bar = document.querySelector('[data-selection]');
  if (!bar) {
    return;
  }
  // not bar.id: that is the box called "id"
  var id = bar.getAttribute('id');
  var count = bar.querySelector('[data-selection-count]');
  var words = count.textContent;

  function boxes() {
    return Array.from(document.querySelectorAll('input[type="checkbox"][form="' + id + '"]'));
  }

  function paint() {
    var all = boxes();
    var chosen = all.filter(function (box) {
      return box.checked;
    }).length;
    var every = bar.querySelector('[data-check-every]:checked');
    count.textContent = every || chosen === 0 ? words : chosen + ' chosen';
    bar.classList.toggle('sb-selected', chosen > 0 || Boolean(every));
    document.querySelectorAll('[data-check-all]').forEach(function (box) {
      box.checked = chosen > 0 && chosen === all.length;
      box.indeterminate = chosen > 0 && chosen < all.length;
    });
  }

  document.addEventListener('change', function (event) {
    if (event.target.matches('[data-check-all]')) {
      boxes().forEach(function (box) {
        box.checked = event.target.checked;
      });
    }
    if (event.target.matches('[data-check-all], [data-check-every], [form="' + id + '"]')) {
      paint();
    }
  });
  // the back button brings ticks along
  window.addEventListener('pageshow', paint);
})();
