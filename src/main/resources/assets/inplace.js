// Updates a part of the page from a newer copy without moving its content: rows with data-key are
// compared cell by cell, new rows are offered with a button, removed rows are grayed out; elements
// with data-live-replace are replaced as a whole unless they are in use. With data-live-version, for
// content that is loaded later, they are replaced only if the version differs.
(() => {
  'use strict';

  const pendingUpdates = new WeakMap();

  function update(part, next) {
    part.querySelectorAll('[data-live-replace]').forEach((old, i) => {
      const now = old.id
        ? next.querySelector(`#${CSS.escape(old.id)}`)
        : next.querySelectorAll('[data-live-replace]')[i];
      if (now && !busy(old) && isChanged(old, now)) {
        swap(old, now);
      }
    });
    // after the replacements, or their rows would count as new
    const rows = keyed(part);
    const nextRows = keyed(next);
    if (rows.size === 0 && nextRows.size === 0) {
      if (!part.querySelector('[data-live-replace]') && !busy(part) && comparableHtml(part) !== comparableHtml(next)) {
        part.replaceChildren(...adopted(next));
        process(part);
      }
      return;
    }
    const fresh = [...nextRows.keys()].filter((key) => !rows.has(key)).length;
    // new rows move as many rows to the next page; these were not removed
    let pushed = fresh;
    for (const [key, row] of [...rows].reverse()) {
      const now = nextRows.get(key);
      if (now) {
        pushed = 0;
        patch(row, now);
      } else if (pushed > 0) {
        pushed -= 1;
      } else {
        markRemoved(row);
      }
    }
    announce(part, next, fresh);
  }

  function isChanged(old, now) {
    return 'liveVersion' in now.dataset
      ? old.dataset.liveVersion !== now.dataset.liveVersion
      : old.outerHTML !== now.outerHTML;
  }

  function keyed(root) {
    const rows = new Map();
    for (const row of root.querySelectorAll('[data-key]')) {
      rows.set(row.dataset.key, row);
    }
    return rows;
  }

  /** Whether an element is in use: it has the focus, or open or checked controls. */
  function busy(element) {
    return (
      element.contains(document.activeElement) ||
      element.querySelector('details[open], :popover-open, input:checked:not([type="hidden"])') !== null
    );
  }

  /** Returns the content without changes made by scripts and without relative times. */
  function comparableHtml(element) {
    const copy = element.cloneNode(true);
    for (const added of copy.querySelectorAll('.sb-stale, .sb-new-rows, .sb-removed-label')) {
      added.remove();
    }
    for (const time of copy.querySelectorAll('time')) {
      time.textContent = '';
    }
    for (const form of copy.querySelectorAll('[data-guarded]')) {
      form.removeAttribute('data-guarded');
    }
    for (const key of copy.querySelectorAll('input[name="form-key"]')) {
      key.removeAttribute('value');
    }
    return copy.innerHTML.replace(/ class=""/g, '').replace(/\s+/g, ' ');
  }

  function adopted(element) {
    return [...element.childNodes].map((node) => document.importNode(node, true));
  }

  function process(element) {
    window.htmx?.process(element);
  }

  function swap(old, next) {
    const copy = document.importNode(next, true);
    old.replaceWith(copy);
    process(copy);
  }

  function patch(row, next) {
    if (row.classList.contains('sb-removed')) {
      row.classList.remove('sb-removed');
      for (const word of row.querySelectorAll('.sb-removed-label')) {
        word.remove();
      }
    }
    if (row.className !== next.className) {
      row.className = next.className;
    }
    if (row.children.length !== next.children.length) {
      if (!busy(row)) {
        row.replaceChildren(...adopted(next));
        process(row);
      }
      return;
    }
    [...next.children].forEach((cell, i) => {
      const old = row.children[i];
      if (busy(old) || comparableHtml(old) === comparableHtml(cell)) {
        return;
      }
      old.replaceChildren(...adopted(cell));
      for (const attribute of cell.attributes) {
        old.setAttribute(attribute.name, attribute.value);
      }
      old.classList.add('sb-changed');
      old.addEventListener(
        'animationend',
        () => {
          old.classList.remove('sb-changed');
        },
        { once: true }
      );
      process(old);
    });
  }

  function markRemoved(row) {
    if (row.classList.contains('sb-removed')) {
      return;
    }
    row.classList.add('sb-removed');
    const word = document.createElement('span');
    word.className = 'sb-status sb-tone-idle sb-removed-label';
    word.textContent = 'removed';
    (row.querySelector('.sb-name') || row.firstElementChild || row).after(word);
  }

  function announce(part, next, number) {
    let button = part.querySelector('.sb-new-rows');
    pendingUpdates.set(part, next);
    if (number === 0) {
      button?.remove();
      return;
    }
    if (!button) {
      button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn btn-sm btn-primary sb-new-rows';
      button.addEventListener('click', () => {
        part.replaceChildren(...adopted(pendingUpdates.get(part)));
        process(part);
        part.tabIndex = -1;
        part.focus({ preventScroll: true });
      });
      part.prepend(button);
    }
    const words = `Show ${number} new`;
    if (button.textContent !== words) {
      button.textContent = words;
      const toasts = document.getElementById('toasts');
      if (toasts && !part.dataset.announced) {
        // announce the button to screen readers once; later changes of the number are not announced
        part.dataset.announced = '1';
        const line = document.createElement('span');
        line.className = 'visually-hidden';
        line.textContent = words;
        toasts.append(line);
        setTimeout(() => {
          line.remove();
        }, 4000);
      }
    }
  }

  Signalbox.update = update;
})();
