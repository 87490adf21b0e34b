// Disables the buttons of a form while it is sent, so that a double click sends it once. Without
// scripts the one-time key of the form has the same effect.
(() => {
  'use strict';

  // a response without a new page, such as a download, does not end the busy state
  const MAX_MILLIS = 15000;

  function setBusy(form, isBusy) {
    clearTimeout(Number(form.dataset.busyTimer));
    delete form.dataset.busyTimer;
    for (const button of form.elements) {
      if (button.type !== 'submit') {
        continue;
      }
      if (isBusy && !button.disabled) {
        button.disabled = true;
        button.dataset.busy = '';
        button.setAttribute('aria-busy', 'true');
      } else if (!isBusy && 'busy' in button.dataset) {
        button.disabled = false;
        delete button.dataset.busy;
        button.removeAttribute('aria-busy');
      }
    }
    if (isBusy) {
      form.dataset.busyTimer = String(setTimeout(setBusy, MAX_MILLIS, form, false));
    }
  }

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !Signalbox.isPost(form)) {
      return;
    }
    if ('busyTimer' in form.dataset) {
      event.preventDefault();
      return;
    }
    // later, because a disabled button would not be sent
    form.dataset.busyTimer = '0';
    setTimeout(setBusy, 0, form, true);
  });

  document.addEventListener('htmx:beforeRequest', (event) => {
    if (event.target instanceof HTMLFormElement) {
      setBusy(event.target, true);
    }
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    if (event.target instanceof HTMLFormElement) {
      setBusy(event.target, false);
    }
  });

  // the browser can show the page again as it was left
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) {
      for (const form of document.querySelectorAll('form[data-busy-timer]')) {
        setBusy(form, false);
      }
    }
  });
})();
