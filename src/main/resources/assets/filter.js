// Hides table rows that do not contain the typed text. Without JavaScript the surrounding form
// filters on the server.
//
//   <input data-filter="id of the table">; [data-filter-count] in the same panel shows the count
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
      count.textContent = left + ' shown';
    }
  });
})();
