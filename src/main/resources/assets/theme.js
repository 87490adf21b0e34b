// Runs before the first paint. The style sheet needs no script to follow the system; this only
// tells Tabler's own dark rules, and says that scripts run.
(function () {
  'use strict';
  var root = document.documentElement;
  root.classList.add('js');
  if (root.hasAttribute('data-bs-theme')) {
    return;
  }
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  function follow() {
    root.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light');
  }
  follow();
  dark.addEventListener('change', follow);
})();
