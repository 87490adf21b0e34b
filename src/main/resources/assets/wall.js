// The wall: keeps the last figures while the server does not respond, and says since when.
(function () {
  'use strict';

  /** Longer than two intervals between updates. */
  var MAX_AGE = 75000;
  var updatedAt = Date.now();

  function utc(at) {
    return new Date(at).toISOString().slice(11, 16) + ' UTC';
  }

  function showAge() {
    var mark = document.getElementById('wall-stale');
    var ended = !document.querySelector('#wall[hx-get]');
    var stale = !ended && Date.now() - updatedAt > MAX_AGE;
    var text = stale ? 'Not updated since ' + utc(updatedAt) : '';
    if (mark.textContent !== text) {
      mark.textContent = text;
    }
    document.body.classList.toggle('sb-wall-is-stale', stale);
  }

  document.addEventListener('htmx:beforeSwap', function (event) {
    var status = event.detail.xhr.status;
    if (status >= 500 || status === 429) {
      event.detail.shouldSwap = false;
    }
  });
  document.addEventListener('htmx:afterSwap', function () {
    updatedAt = Date.now();
    showAge();
  });
  setInterval(showAge, 5000);
})();
