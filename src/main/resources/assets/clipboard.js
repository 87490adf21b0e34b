// Copies text: buttons with data-copy, and Signalbox.copy for other scripts.
(function () {
  'use strict';

  if (!window.Signalbox) {
    return;
  }

  /**
   * @param near an element of the dialog or page that has the focus
   * @param done called after the text was copied
   * @param advice shown if the browser blocks copying
   */
  function copy(text, near, done, advice) {
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, copyWithSelection);
    } else {
      copyWithSelection();
    }
    // the Clipboard API requires a secure context; execCommand does not
    function copyWithSelection() {
      var area = document.createElement('textarea');
      area.value = text;
      area.className = 'visually-hidden';
      (near.closest('dialog') || document.body).append(area);
      area.select();
      var isCopied = document.execCommand('copy');
      area.remove();
      near.focus();
      if (isCopied) {
        done();
      } else {
        window.Signalbox.toast('Copying is blocked by this browser. ' + advice, 'warn');
      }
    }
  }

  function showCopied(button) {
    button.dataset.copied = '';
    var use = button.querySelector('use');
    var before = use && use.getAttribute('href');
    if (use) {
      use.setAttribute('href', before.replace(/#.*/, '#check'));
    }
    window.Signalbox.toast('Copied', 'ok');
    setTimeout(function () {
      delete button.dataset.copied;
      if (use) {
        use.setAttribute('href', before);
      }
    }, 1600);
  }

  document.addEventListener('click', function (event) {
    var button = event.target instanceof Element && event.target.closest('[data-copy]');
    if (button) {
      copy(button.dataset.copy, button, showCopied.bind(null, button), 'Select the text and copy it.');
    }
  });

  window.Signalbox.copy = copy;
})();
