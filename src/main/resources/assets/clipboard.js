// Copies text: buttons with data-copy, and Signalbox.copy for other scripts.
(() => {
  'use strict';

  /**
   * Copies a text. Browsers allow this only on pages that are loaded over HTTPS or from localhost.
   *
   * @param done called after the text was copied
   * @param advice shown if the browser blocks copying
   */
  async function copy(text, done, advice) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      Signalbox.toast(`Copying is blocked by this browser. ${advice}`, 'warn');
      return;
    }
    done();
  }

  function showCopied(button) {
    button.dataset.copied = '';
    const use = button.querySelector('use');
    const before = use && use.getAttribute('href');
    if (use) {
      use.setAttribute('href', before.replace(/#.*/, '#check'));
    }
    Signalbox.toast('Copied', 'ok');
    setTimeout(() => {
      delete button.dataset.copied;
      if (use) {
        use.setAttribute('href', before);
      }
    }, 1600);
  }

  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element && event.target.closest('[data-copy]');
    if (button) {
      copy(button.dataset.copy, () => showCopied(button), 'Select the text and copy it.');
    }
  });

  Signalbox.copy = copy;
})();
