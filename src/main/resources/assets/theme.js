// Runs before the first paint. Sets data-bs-theme for Tabler's dark rules, and the class "js". Our
// own styles follow the system setting without JavaScript.
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');
  if (root.hasAttribute('data-bs-theme')) {
    return;
  }
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  function follow() {
    root.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light');
  }
  follow();
  dark.addEventListener('change', follow);
})();
