// Row selection: a checkbox that selects all rows, the number of selected rows, and an action bar
// that is sticky while rows are selected. Checkboxes and buttons also work without scripts.
//
//   <form id="selection" data-selection> with [data-selection-count]; boxes carry form="selection";
//   [data-check-every] in it selects the rows of all pages
(() => {
  'use strict';

  const bar = document.querySelector('[data-selection]');
  if (!bar) {
    return;
  }
  // not bar.id: that is the form control named "id"
  const id = bar.getAttribute('id');
  const count = bar.querySelector('[data-selection-count]');
  const words = count.textContent;

  function boxes() {
    return [...document.querySelectorAll(`input[type="checkbox"][form="${id}"]`)];
  }

  function paint() {
    const all = boxes();
    const chosen = all.filter((box) => box.checked).length;
    const every = bar.querySelector('[data-check-every]:checked');
    count.textContent = every || chosen === 0 ? words : `${chosen} selected`;
    bar.classList.toggle('sb-selected', chosen > 0 || Boolean(every));
    for (const button of bar.querySelectorAll('button[type="submit"]')) {
      button.disabled = chosen === 0 && !every;
    }
    for (const box of document.querySelectorAll('[data-check-all]')) {
      box.checked = chosen > 0 && chosen === all.length;
      box.indeterminate = chosen > 0 && chosen < all.length;
    }
  }

  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-check-all]')) {
      for (const box of boxes()) {
        box.checked = event.target.checked;
      }
    }
    if (event.target.matches(`[data-check-all], [data-check-every], [form="${id}"]`)) {
      paint();
    }
  });
  // browsers restore checkboxes after the back button
  window.addEventListener('pageshow', paint);
})();
