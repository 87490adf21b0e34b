// Hides the rows of a table that do not hold what is typed. Without scripts the form around the
// field asks the server for the same.
//
//   <input data-filter="id of the table">; [data-filter-count] in the same panel says how many are left
(function () {
  'use strict';

  document.addEventListener('input', function (event) {
    var field = event.target;
    if (!(field instanceof HTMLInputElement) || !field.dataset.filter) {
      return;
    }
    var table = document.getElementById(field.dataset.filter);
    if (!table) {
      return;
    }
    var words = field.value.trim().toLowerCase();
    var left = 0;
    Array.from(table.tBodies[0].rows).forEach(function (row) {
      row.hidden = !row.textContent.toLowerCase().includes(words);
      left += row.hidden ? 0 : 1;
    });
    var panel = table.closest('.sb-panel');
    var count = panel && panel.querySelector('[data-filter-count]');
    if (count) {
      count.textContent = left + ' left';
    }
  });
})();
