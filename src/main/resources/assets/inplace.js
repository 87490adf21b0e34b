// Updates a part of the page in place from a newer copy of it, without moving what somebody reads or
// touches: rows with data-key are compared cell by cell, new ones are announced, vanished ones
// greyed; elements with data-live-replace are replaced whole, unless somebody is in them.
(function () {
  'use strict';

  if (!window.Signalbox) {
    return;
  }

  var news = new WeakMap();

  function update(part, next) {
    part.querySelectorAll('[data-live-replace]').forEach(function (old, i) {
      var now = old.id ? next.querySelector('#' + CSS.escape(old.id)) : next.querySelectorAll('[data-live-replace]')[i];
      if (now && !busy(old) && old.outerHTML !== now.outerHTML) {
        swap(old, now);
      }
    });
    // after what was replaced, or its rows would be announced as new beside themselves
    var rows = keyed(part);
    var nextRows = keyed(next);
    if (rows.size === 0 && nextRows.size === 0) {
      if (!part.querySelector('[data-live-replace]') && !busy(part) && bare(part) !== bare(next)) {
        part.replaceChildren.apply(part, adopted(next));
        process(part);
      }
      return;
    }
    var fresh = Array.from(nextRows.keys()).filter(function (key) {
      return !rows.has(key);
    }).length;
    // new rows push as many over the end of a page; those are elsewhere, not gone
    var pushed = fresh;
    Array.from(rows).reverse().forEach(function (entry) {
      var now = nextRows.get(entry[0]);
      if (now) {
        pushed = 0;
        patch(entry[1], now);
      } else if (pushed > 0) {
        pushed -= 1;
      } else {
        gone(entry[1]);
      }
    });
    announce(part, next, fresh);
  }

  function keyed(root) {
    var rows = new Map();
    root.querySelectorAll('[data-key]').forEach(function (row) {
      rows.set(row.dataset.key, row);
    });
    return rows;
  }

  /** Somebody is in it: typing, or with something open or ticked that a new copy would not have. */
  function busy(element) {
    return element.contains(document.activeElement) ||
      element.querySelector('details[open], :popover-open, input:checked:not([type="hidden"])') !== null;
  }

  /** The content without what scripts changed and what every second changes. */
  function bare(element) {
    var copy = element.cloneNode(true);
    copy.querySelectorAll('.sb-stale, .sb-news, .sb-gone-word').forEach(function (ours) {
      ours.remove();
    });
    copy.querySelectorAll('time').forEach(function (time) {
      time.textContent = '';
    });
    copy.querySelectorAll('[data-guarded]').forEach(function (form) {
      form.removeAttribute('data-guarded');
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
    if (row.classList.contains('sb-gone')) {
      row.classList.remove('sb-gone');
      row.querySelectorAll('.sb-gone-word').forEach(function (word) {
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
      if (busy(old) || bare(old) === bare(cell)) {
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

  function gone(row) {
    if (row.classList.contains('sb-gone')) {
      return;
    }
    row.classList.add('sb-gone');
    var word = document.createElement('span');
    word.className = 'sb-status sb-tone-idle sb-gone-word';
    word.textContent = 'gone';
    (row.querySelector('.sb-name') || row.firstElementChild || row).after(word);
  }

  function announce(part, next, number) {
    var button = part.querySelector('.sb-news');
    news.set(part, next);
    if (number === 0) {
      if (button) {
        button.remove();
      }
      return;
    }
    if (!button) {
      button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn btn-sm btn-primary sb-news';
      button.addEventListener('click', function () {
        part.replaceChildren.apply(part, adopted(news.get(part)));
        process(part);
        part.tabIndex = -1;
        part.focus({ preventScroll: true });
      });
      part.prepend(button);
    }
    var words = number + ' new, show';
    if (button.textContent !== words) {
      button.textContent = words;
      var told = document.getElementById('toasts');
      if (told && !part.dataset.told) {
        // one sentence for those who cannot see the button; the figures may change quietly after it
        part.dataset.told = '1';
        var line = document.createElement('span');
        line.className = 'visually-hidden';
        line.textContent = words;
        told.append(line);
        setTimeout(function () {
          line.remove();
        }, 4000);
      }
    }
  }

  window.Signalbox.update = update;
})();
