// Progressive enhancements: dialogs, keyboard shortcuts and relative times. Pages work without them.
(() => {
  'use strict';

  const LETTERS = 'signalbox-letters';
  const GO_MODE_MILLIS = 750;
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

  // relative times:

  // must match TimestampView on the server, or the text would change on the first update
  function relative(at) {
    const seconds = Math.trunc((Signalbox.now() - at) / 1000);
    const size = Math.abs(seconds);
    if (size < 5) {
      return 'just now';
    }
    const words =
      size < 60
        ? `${size} s`
        : size < 3600
          ? `${Math.trunc(size / 60)} min`
          : size < 86400
            ? `${Math.trunc(size / 3600)} h`
            : `${Math.trunc(size / 86400)} d`;
    return seconds < 0 ? `in ${words}` : `${words} ago`;
  }

  function tick() {
    for (const span of document.querySelectorAll('time[datetime] > [data-relative]')) {
      const at = Date.parse(span.parentNode.dateTime);
      const words = isNaN(at) ? span.textContent : relative(at);
      if (span.textContent !== words) {
        span.textContent = words;
      }
    }
  }
  setInterval(() => {
    if (!document.hidden) {
      tick();
    }
  }, 5000);

  // confirmation by typing the name:

  // must match TypedName on the server
  function normalized(name) {
    return name.normalize('NFC').trim();
  }

  function requireTypedName(form) {
    const input = form.querySelector('[name="typed"]');
    const button = form.querySelector('[data-typed-button]');
    if (!input || !button || form.dataset.guarded) {
      return;
    }
    form.dataset.guarded = '';
    function check() {
      button.disabled = normalized(input.value) !== normalized(form.dataset.typed);
    }
    input.addEventListener('input', check);
    check();
  }

  function prepare(root) {
    root.querySelectorAll('form[data-typed]').forEach(requireTypedName);
    if (root.matches?.('form[data-typed]')) {
      requireTypedName(root);
    }
    // toasts disappear automatically, except errors
    root.querySelectorAll('.sb-toast').forEach(removeLater);
    tick();
  }

  function removeLater(line) {
    if (line.dataset.fading || line.classList.contains('sb-tone-bad')) {
      return;
    }
    line.dataset.fading = '';
    setTimeout(function leave() {
      if (line.matches(':hover, :focus-within')) {
        setTimeout(leave, 2000);
      } else {
        line.remove();
      }
    }, 8000);
  }

  const toasts = document.getElementById('toasts');
  if (toasts) {
    new MutationObserver(() => {
      toasts.querySelectorAll('.sb-toast').forEach(removeLater);
    }).observe(toasts, { childList: true });
  }

  // clicks:

  function open(name) {
    const dialog = document.getElementById(name);
    if (dialog && !dialog.open) {
      const popover = document.querySelector('#me:popover-open');
      if (popover) {
        popover.hidePopover();
      }
      dialog.showModal();
    }
  }

  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) {
      return;
    }
    const button = event.target.closest('[data-dismiss], [data-open], [data-close]');
    for (const menu of document.querySelectorAll('details.sb-menu[open]')) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    }
    if (event.target instanceof HTMLDialogElement && event.target.open) {
      closeOnBackdrop(event);
      return;
    }
    if (!button) {
      return;
    }
    if ('dismiss' in button.dataset) {
      button.closest('.sb-flash, .sb-toast').remove();
    } else if ('open' in button.dataset) {
      open(button.dataset.open);
    } else if (button.closest('dialog')) {
      // on a page Cancel is a link; in a dialog it closes the dialog
      event.preventDefault();
      button.closest('dialog').close();
    }
  });

  function closeOnBackdrop(event) {
    const box = event.target.getBoundingClientRect();
    const inside =
      event.clientX >= box.left &&
      event.clientX <= box.right &&
      event.clientY >= box.top &&
      event.clientY <= box.bottom;
    if (!inside && event.detail > 0) {
      event.target.close();
    }
  }

  document.addEventListener(
    'click',
    (event) => {
      if (event.target instanceof Element && event.target.closest('[aria-disabled="true"]')) {
        event.preventDefault();
      }
    },
    true
  );

  // clear the recently opened pages on sign-out
  document.addEventListener('submit', (event) => {
    if (event.target.matches('[data-forget]')) {
      Signalbox.memory.set('signalbox-recent', null);
    }
  });

  // keys:

  let goTimer = 0;

  function setGoMode(on) {
    clearTimeout(goTimer);
    goTimer = on ? setTimeout(setGoMode, GO_MODE_MILLIS, false) : 0;
    document.body.classList.toggle('sb-go-mode', on);
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      const menu = document.querySelector('details.sb-menu[open]');
      if (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
      return;
    }
    if (!Signalbox.isShortcut(event)) {
      return;
    }
    if (goTimer) {
      setGoMode(false);
      const link = [...document.querySelectorAll('[data-go]')].find(
        (entry) => entry.dataset.go === event.key.toLowerCase()
      );
      if (link) {
        event.preventDefault();
        link.click();
        return;
      }
    }
    if (event.key === 'g') {
      setGoMode(true);
    } else if (event.key === '?') {
      event.preventDefault();
      open('shortcuts');
    } else if (event.key === '/') {
      const search = document.querySelector('[data-palette-open]');
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });

  const lettersSwitch = document.querySelector('[data-letters]');
  if (lettersSwitch) {
    lettersSwitch.checked = Signalbox.memory.get(LETTERS) !== 'off';
    lettersSwitch.addEventListener('change', () => {
      Signalbox.memory.set(LETTERS, lettersSwitch.checked ? null : 'off');
    });
  }

  if (isMac) {
    for (const key of document.querySelectorAll('[data-mod-key], [data-mod-enter]')) {
      key.textContent = key.textContent.replace('Ctrl ', '⌘');
    }
  }

  // after an htmx swap:

  // move the focus only if it was in the replaced part, so that background loads don't steal it
  const hadFocus = new WeakSet();
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.target.contains(document.activeElement)) {
      hadFocus.add(event.detail.xhr);
    }
  });

  document.addEventListener('htmx:afterSettle', (event) => {
    const target = event.detail.elt?.isConnected ? event.detail.elt : event.detail.target;
    if (!(target instanceof Element)) {
      return;
    }
    prepare(target);
    if (target.closest('#sheet')) {
      open('sheet');
    }
    const summary = target.querySelector('[data-error-summary]');
    const lost =
      hadFocus.has(event.detail.xhr) && (!document.activeElement || document.activeElement === document.body);
    if (summary) {
      summary.focus();
    } else if (lost) {
      const heading = target.querySelector('h1, h2');
      if (heading) {
        heading.tabIndex = -1;
        heading.focus();
      }
    }
  });

  document.addEventListener('htmx:sendError', (event) => {
    const reading = event.detail.requestConfig && event.detail.requestConfig.verb === 'get';
    Signalbox.toast(`Can't reach Signalbox.${reading ? '' : ' Your change was not saved.'}`, 'bad');
  });

  prepare(document.body);
  // forms with a single field have no summary; focus the field itself
  const first =
    document.querySelector('[data-error-summary]:not([data-still] *)') ||
    document.querySelector('main form [aria-invalid="true"]:not([data-still] *)');
  if (first) {
    first.focus();
  }
})();
