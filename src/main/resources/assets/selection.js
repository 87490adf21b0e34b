// Row selection: a checkbox that selects all rows, the number of selected rows, and an action bar
// that is sticky while rows are selected. Checkboxes and buttons also work without scripts.
//
//   <form id="selection" data-selection> with [data-selection-count]; boxes carry form="selection";
//   [data-check-every] in it selects the rows of all pages
(function () {
  'use strict';

  var bar = document.querySelector('[data-selection]');
  if (!bar) {
    return;
  }
  // not bar.id: that is the form control named "id"
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
    count.textContent = every || chosen === 0 ? words : chosen + ' selected';
    bar.classList.toggle('sb-selected', chosen > 0 || Boolean(every));
    bar.querySelectorAll('button[type="submit"]').forEach(function (button) {
      button.disabled = chosen === 0 && !every;
    });
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
  // browsers restore checkboxes after the back button
  window.addEventListener('pageshow', paint);
})();
