// Progressive enhancements: dialogs, keyboard shortcuts and relative times. Pages work without them.
(function () {
  'use strict';

  var LETTERS = 'signalbox-letters';
  var GO_MODE_MILLIS = 750;
  var mac = /Mac|iPhone|iPad/.test(navigator.platform);
  var started = performance.now();
  var meta = document.querySelector('meta[name="signalbox-now"]');
  var serverStart = meta ? Number(meta.content) : Date.now();

  // shared with the other scripts:

  /** Returns the server time, because the client's clock may be wrong. */
  function now() {
    return serverStart + (performance.now() - started);
  }

  /** Local storage; does nothing if the browser denies access to it. */
  var memory = {
    get: function (key) {
      try {
        return localStorage.getItem(key);
      } catch (refused) {
        return null;
      }
    },
    set: function (key, value) {
      try {
        if (value === null) {
          localStorage.removeItem(key);
        } else {
          localStorage.setItem(key, value);
        }
      } catch (refused) {
        // the setting lasts until the page is left
      }
    },
  };

  function icon(name) {
    var ns = 'http://www.w3.org/2000/svg';
    var svg = document.createElementNS(ns, 'svg');
    svg.setAttribute('class', 'icon');
    svg.setAttribute('aria-hidden', 'true');
    var use = document.createElementNS(ns, 'use');
    use.setAttribute('href', document.body.dataset.icons + '#' + name);
    svg.append(use);
    return svg;
  }

  function toast(message, tone) {
    var box = document.getElementById('toasts');
    if (!box) {
      return;
    }
    var line = document.createElement('div');
    line.className = 'sb-toast sb-tone-' + (tone || 'idle');
    var words = document.createElement('span');
    words.textContent = message;
    line.append(icon(tone === 'bad' ? 'circle-x' : 'info-circle'), words);
    box.append(line);
  }

  window.Signalbox = { now: now, memory: memory, icon: icon, toast: toast, typing: typing };

  // relative times:

  // must match TimestampView on the server, or the text would change on the first update
  function relative(at) {
    var seconds = Math.trunc((now() - at) / 1000);
    var size = Math.abs(seconds);
    if (size < 5) {
      return 'just now';
    }
    var words =
      size < 60 ? size + ' s'
      : size < 3600 ? Math.trunc(size / 60) + ' min'
      : size < 86400 ? Math.trunc(size / 3600) + ' h'
      : Math.trunc(size / 86400) + ' d';
    return seconds < 0 ? 'in ' + words : words + ' ago';
  }

  function tick() {
    document.querySelectorAll('time[datetime] > [data-relative]').forEach(function (span) {
      var at = Date.parse(span.parentNode.dateTime);
      var words = isNaN(at) ? span.textContent : relative(at);
      if (span.textContent !== words) {
        span.textContent = words;
      }
    });
  }
  setInterval(function () {
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
    var input = form.querySelector('[name="typed"]');
    var button = form.querySelector('[data-typed-button]');
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
    if (root.matches && root.matches('form[data-typed]')) {
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

  var toasts = document.getElementById('toasts');
  if (toasts) {
    new MutationObserver(function () {
      toasts.querySelectorAll('.sb-toast').forEach(removeLater);
    }).observe(toasts, { childList: true });
  }

  // clicks:

  function open(name) {
    var dialog = document.getElementById(name);
    if (dialog && !dialog.open) {
      var popover = document.querySelector('#me:popover-open');
      if (popover) {
        popover.hidePopover();
      }
      dialog.showModal();
    }
  }

  document.addEventListener('click', function (event) {
    if (!(event.target instanceof Element)) {
      return;
    }
    var button = event.target.closest('[data-dismiss], [data-open], [data-close]');
    document.querySelectorAll('details.sb-menu[open]').forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
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
    var box = event.target.getBoundingClientRect();
    var inside =
      event.clientX >= box.left && event.clientX <= box.right &&
      event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside && event.detail > 0) {
      event.target.close();
    }
  }

  document.addEventListener('click', function (event) {
    if (event.target instanceof Element && event.target.closest('[aria-disabled="true"]')) {
      event.preventDefault();
    }
  }, true);

  // clear the recently opened pages on sign-out
  document.addEventListener('submit', function (event) {
    if (event.target.matches('[data-forget]')) {
      memory.set('signalbox-recent', null);
    }
  });

  // keys:

  var goTimer = 0;

  function typing(target) {
    return target instanceof Element &&
      (target.closest('input, textarea, select, [contenteditable], dialog[open]') !== null);
  }

  function setGoMode(on) {
    clearTimeout(goTimer);
    goTimer = on ? setTimeout(setGoMode, GO_MODE_MILLIS, false) : 0;
    document.body.classList.toggle('sb-go-mode', on);
  }

  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') {
      var menu = document.querySelector('details.sb-menu[open]');
      if (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
      return;
    }
    var letters = memory.get(LETTERS) !== 'off';
    if (!letters || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    if (goTimer) {
      setGoMode(false);
      var link = Array.from(document.querySelectorAll('[data-go]')).find(function (entry) {
        return entry.dataset.go === event.key.toLowerCase();
      });
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
      var search = document.querySelector('[data-palette-open]');
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });

  var lettersSwitch = document.querySelector('[data-letters]');
  if (lettersSwitch) {
    lettersSwitch.checked = memory.get(LETTERS) !== 'off';
    lettersSwitch.addEventListener('change', function () {
      memory.set(LETTERS, lettersSwitch.checked ? null : 'off');
    });
  }

  if (mac) {
    document.querySelectorAll('[data-mod-key], [data-mod-enter]').forEach(function (key) {
      key.textContent = key.textContent.replace('Ctrl ', '⌘');
    });
  }

  // after an htmx swap:

  // move the focus only if it was in the replaced part, so that background loads don't steal it
  var hadFocus = new WeakSet();
  document.addEventListener('htmx:beforeSwap', function (event) {
    if (event.detail.target.contains(document.activeElement)) {
      hadFocus.add(event.detail.xhr);
    }
  });

  document.addEventListener('htmx:afterSettle', function (event) {
    var target = event.detail.elt && event.detail.elt.isConnected ? event.detail.elt : event.detail.target;
    if (!(target instanceof Element)) {
      return;
    }
    prepare(target);
    if (target.closest('#sheet')) {
      open('sheet');
    }
    var summary = target.querySelector('[data-error-summary]');
    var lost = hadFocus.has(event.detail.xhr) &&
      (!document.activeElement || document.activeElement === document.body);
    if (summary) {
      summary.focus();
    } else if (lost) {
      var heading = target.querySelector('h1, h2');
      if (heading) {
        heading.tabIndex = -1;
        heading.focus();
      }
    }
  });

  document.addEventListener('htmx:sendError', function (event) {
    var reading = event.detail.requestConfig && event.detail.requestConfig.verb === 'get';
    toast("Can't reach Signalbox." + (reading ? '' : ' Your change was not saved.'), 'bad');
  });

  prepare(document.body);
  // forms with a single field have no summary; focus the field itself
  var first = document.querySelector('[data-error-summary]:not([data-still] *)') ||
    document.querySelector('main form [aria-invalid="true"]:not([data-still] *)');
  if (first) {
    first.focus();
  }
})();
