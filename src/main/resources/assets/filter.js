// Hides table rows that do not contain the typed text. Without JavaScript the surrounding form
// filters on the server.
//
//   <input data-filter="id of the table">; [data-filter-count] in the same panel shows the count
(() => {
  'use strict';

  document.addEventListener('input', (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || !field.dataset.filter) {
      return;
    }
    const table = document.getElementById(field.dataset.filter);
    if (!table) {
      return;
    }
    const words = field.value.trim().toLowerCase();
    let left = 0;
    for (const row of table.tBodies[0].rows) {
      row.hidden = !row.textContent.toLowerCase().includes(words);
      left += row.hidden ? 0 : 1;
    }
    const panel = table.closest('.sb-panel');
    const count = panel && panel.querySelector('[data-filter-count]');
    if (count) {
      count.textContent = `${left} shown`;
    }
  });
})();
