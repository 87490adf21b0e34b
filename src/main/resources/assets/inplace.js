// Updates a part of the page from a newer copy without moving its content: rows with data-key are
// compared cell by cell, new rows are offered with a button, removed rows are grayed out; elements
// with data-live-replace are replaced as a whole unless they are in use. With data-live-version, for
// content that is loaded later, they are replaced only if the version differs.
(function () {
  'use strict';

  if (!window.Signalbox) {
    return;
  }

  var pendingUpdates = new WeakMap();

  function update(part, next) {
    part.querySelectorAll('[data-live-replace]').forEach(function (old, i) {
      var now = old.id ? next.querySelector('#' + CSS.escape(old.id)) : next.querySelectorAll('[data-live-replace]')[i];
      if (now && !busy(old) && isChanged(old, now)) {
        swap(old, now);
      }
    });
    // after the replacements, or their rows would count as new
    var rows = keyed(part);
    var nextRows = keyed(next);
    if (rows.size === 0 && nextRows.size === 0) {
      if (!part.querySelector('[data-live-replace]') && !busy(part) && comparableHtml(part) !== comparableHtml(next)) {
        part.replaceChildren.apply(part, adopted(next));
        process(part);
      }
      return;
    }
    var fresh = Array.from(nextRows.keys()).filter(function (key) {
      return !rows.has(key);
    }).length;
    // new rows move as many rows to the next page; these were not removed
    var pushed = fresh;
    Array.from(rows).reverse().forEach(function (entry) {
      var now = nextRows.get(entry[0]);
      if (now) {
        pushed = 0;
        patch(entry[1], now);
      } else if (pushed > 0) {
        pushed -= 1;
      } else {
        markRemoved(entry[1]);
      }
    });
    announce(part, next, fresh);
  }

  function isChanged(old, now) {
    return 'liveVersion' in now.dataset
      ? old.dataset.liveVersion !== now.dataset.liveVersion
      : old.outerHTML !== now.outerHTML;
  }

  function keyed(root) {
    var rows = new Map();
    root.querySelectorAll('[data-key]').forEach(function (row) {
      rows.set(row.dataset.key, row);
    });
    return rows;
  }

  /** Whether an element is in use: it has the focus, or open or checked controls. */
  function busy(element) {
    return element.contains(document.activeElement) ||
      element.querySelector('details[open], :popover-open, input:checked:not([type="hidden"])') !== null;
  }

  /** Returns the content without changes made by scripts and without relative times. */
  function comparableHtml(element) {
    var copy = element.cloneNode(true);
    copy.querySelectorAll('.sb-stale, .sb-new-rows, .sb-removed-label').forEach(function (added) {
      added.remove();
    });
    copy.querySelectorAll('time').forEach(function (time) {
      time.textContent = '';
    });
    copy.querySelectorAll('[data-guarded]').forEach(function (form) {
      form.removeAttribute('data-guarded');
    });
    copy.querySelectorAll('input[name="form-key"]').forEach(function (key) {
      key.removeAttribute('value');
    });
    return copy.innerHTML.replace(/ class=""/g, '').replace(/\s+/g, ' ');
  }

  function adopted(element) {
    return Array.from(element.childNodes).map(function (node) {
      return document.importNode(node, true);
    });
  }

  function process(element) {
    if (window.htmx) {
      window.htmx.process(element);
    }
  }

  function swap(old, next) {
    var copy = document.importNode(next, true);
    old.replaceWith(copy);
    process(copy);
  }

  function patch(row, next) {
    if (row.classList.contains('sb-removed')) {
      row.classList.remove('sb-removed');
      row.querySelectorAll('.sb-removed-label').forEach(function (word) {
        word.remove();
      });
    }
    if (row.className !== next.className) {
      row.className = next.className;
    }
    if (row.children.length !== next.children.length) {
      if (!busy(row)) {
        row.replaceChildren.apply(row, adopted(next));
        process(row);
      }
      return;
    }
    Array.from(next.children).forEach(function (cell, i) {
      var old = row.children[i];
      if (busy(old) || comparableHtml(old) === comparableHtml(cell)) {
        return;
      }
      old.replaceChildren.apply(old, adopted(cell));
      Array.from(cell.attributes).forEach(function (attribute) {
        old.setAttribute(attribute.name, attribute.value);
      });
      old.classList.add('sb-changed');
      old.addEventListener('animationend', function () {
        old.classList.remove('sb-changed');
      }, { once: true });
      process(old);
    });
  }

  function markRemoved(row) {
    if (row.classList.contains('sb-removed')) {
      return;
    }
    row.classList.add('sb-removed');
    var word = document.createElement('span');
    word.className = 'sb-status sb-tone-idle sb-removed-label';
    word.textContent = 'removed';
    (row.querySelector('.sb-name') || row.firstElementChild || row).after(word);
  }

  function announce(part, next, number) {
    var button = part.querySelector('.sb-new-rows');
    pendingUpdates.set(part, next);
    if (number === 0) {
      if (button) {
        button.remove();
      }
      return;
    }
    if (!button) {
      button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn btn-sm btn-primary sb-new-rows';
      button.addEventListener('click', function () {
        part.replaceChildren.apply(part, adopted(pendingUpdates.get(part)));
        process(part);
        part.tabIndex = -1;
        part.focus({ preventScroll: true });
      });
      part.prepend(button);
    }
    var words = 'Show ' + number + ' new';
    if (button.textContent !== words) {
      button.textContent = words;
      var toasts = document.getElementById('toasts');
      if (toasts && !part.dataset.announced) {
        // announce the button to screen readers once; later changes of the number are not announced
        part.dataset.announced = '1';
        var line = document.createElement('span');
        line.className = 'visually-hidden';
        line.textContent = words;
        toasts.append(line);
        setTimeout(function () {
          line.remove();
        }, 4000);
      }
    }
  }

  window.Signalbox.update = update;
})();
