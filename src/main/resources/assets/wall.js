// The wall: keeps the last figures while the server does not respond, and says since when.
(() => {
  'use strict';

  /** Longer than two intervals between updates. */
  const MAX_AGE = 75000;
  let updatedAt = Date.now();

  function showAge() {
    const mark = document.getElementById('wall-stale');
    const ended = !document.querySelector('#wall[hx-get]');
    const stale = !ended && Date.now() - updatedAt > MAX_AGE;
    const text = stale ? `Not updated since ${Signalbox.utc(updatedAt)}` : '';
    if (mark.textContent !== text) {
      mark.textContent = text;
    }
    document.body.classList.toggle('sb-wall-is-stale', stale);
  }

  document.addEventListener('htmx:beforeSwap', (event) => {
    const status = event.detail.xhr.status;
    if (status >= 500 || status === 429) {
      event.detail.shouldSwap = false;
    }
  });
  document.addEventListener('htmx:afterSwap', () => {
    updatedAt = Date.now();
    showAge();
  });
  setInterval(showAge, 5000);
})();
