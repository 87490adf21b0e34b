// Command palette: Ctrl-K, or the search field in the top bar. Recently opened pages come first.
(function () {
  'use strict';

  var box = document.getElementById('palette');
  if (!box || !window.Signalbox) {
    return;
  }
  var RECENT = 'signalbox-recent';
  var MAX_RECENT = 6;
  var input = box.querySelector('input');
  var list = document.getElementById('palette-list');
  var count = box.querySelector('[data-palette-count]');
  var memory = window.Signalbox.memory;
  var shown = '';
  var queuedEnter = null;
  var selected = -1;
  var request = null;
  var timer = 0;

  // recent pages:

  function recent() {
    try {
      var pages = JSON.parse(memory.get(RECENT) || '[]');
      return Array.isArray(pages) ? pages.filter(isLocal) : [];
    } catch (broken) {
      return [];
    }
  }

  function isLocal(page) {
    return page && typeof page.url === 'string' && /^\/(?![\/\\])/.test(page.url);
  }

  function remember() {
    var heading = document.querySelector('main h1');
    if (!heading || heading.closest('[data-passing]')) {
      return;
    }
    var here = location.pathname;
    var entry = document.querySelector('.sb-nav-link[aria-current] use');
    var page = {
      url: here,
      title: heading.textContent.trim().slice(0, 80),
      icon: entry ? entry.getAttribute('href').replace(/.*#/, '') : 'history',
    };
    var others = recent().filter(function (other) {
      return other.url !== here;
    });
    memory.set(RECENT, JSON.stringify([page].concat(others).slice(0, MAX_RECENT + 1)));
  }

  function recentLines() {
    return recent()
      .filter(function (page) {
        return page.url !== location.pathname;
      })
      .slice(0, MAX_RECENT)
      .map(function (page) {
        var line = document.createElement('a');
        line.className = 'sb-line';
        line.href = page.url;
        var words = document.createElement('span');
        words.className = 'sb-line-title';
        words.textContent = page.title;
        var kind = document.createElement('span');
        kind.className = 'sb-line-kind';
        kind.textContent = 'Recent';
        line.append(window.Signalbox.icon(/^[a-z-]+$/.test(page.icon) ? page.icon : 'history'), words, kind);
        return line;
      });
  }

  // lines:

  function options() {
    return Array.from(list.querySelectorAll('[role="option"]'));
  }

  function show(lines, words) {
    var seen = new Set();
    list.replaceChildren();
    lines.forEach(function (line) {
      if (seen.has(line.getAttribute('href'))) {
        return;
      }
      seen.add(line.getAttribute('href'));
      line.id = 'palette-' + seen.size;
      line.setAttribute('role', 'option');
      line.setAttribute('aria-selected', 'false');
      line.tabIndex = -1;
      list.append(line);
    });
    if (seen.size === 0) {
      // a listbox may only contain options, so the message is a disabled option
      var none = document.createElement('div');
      none.className = 'sb-line sb-soft';
      none.setAttribute('role', 'option');
      none.setAttribute('aria-disabled', 'true');
      none.setAttribute('aria-selected', 'false');
      none.textContent = 'No results for “' + words + '”';
      list.append(none);
    }
    count.textContent = seen.size === 1 ? '1 result' : seen.size + ' results';
    choose(seen.size ? 0 : -1);
    shown = words;
    if (queuedEnter && selected >= 0) {
      follow(queuedEnter.newTab);
    }
    queuedEnter = null;
  }

  function follow(newTab) {
    var line = options()[selected];
    if (newTab) {
      window.open(line.href, '_blank', 'noopener');
    } else {
      location.assign(line.href);
    }
  }

  function choose(index) {
    var all = options();
    selected = index;
    all.forEach(function (line, i) {
      line.setAttribute('aria-selected', String(i === index));
    });
    if (index >= 0) {
      input.setAttribute('aria-activedescendant', all[index].id);
      all[index].scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  function search() {
    var words = input.value.trim();
    if (request) {
      request.abort();
    }
    request = new AbortController();
    var controller = request;
    fetch(list.dataset.url + '?q=' + encodeURIComponent(words), {
      headers: { 'HX-Request': 'true' },
      signal: controller.signal,
      cache: 'no-store',
    })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.text();
      })
      .then(function (html) {
        var page = new DOMParser().parseFromString(html, 'text/html');
        var lines = Array.from(page.querySelectorAll('a[data-found]')).map(function (line) {
          return document.adoptNode(line);
        });
        show(words ? lines : recentLines().concat(lines), words);
      })
      .catch(function (failure) {
        if (failure.name !== 'AbortError') {
          count.textContent = 'Search is not available right now';
        }
      });
  }

  // opening and keys:

  function open(words) {
    if (box.open) {
      return;
    }
    document.querySelectorAll('[popover]:popover-open').forEach(function (popover) {
      popover.hidePopover();
    });
    document.querySelectorAll('dialog[open]').forEach(function (other) {
      other.close();
    });
    input.value = words || '';
    box.showModal();
    input.focus();
    show(recentLines(), '');
    search();
  }

  document.addEventListener('keydown', function (event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (box.open) {
        box.close();
      } else {
        open('');
      }
    }
  });

  // The field in the top bar opens the palette on click or input, but not on focus with Tab.
  document.querySelectorAll('[data-palette-open]').forEach(function (field) {
    field.addEventListener('click', function () {
      open('');
    });
    field.addEventListener('input', function () {
      var words = field.value;
      field.value = '';
      open(words);
    });
    field.addEventListener('keydown', function (event) {
      if (event.key === 'Enter') {
        event.preventDefault();
        open('');
      }
    });
  });

  input.addEventListener('input', function () {
    queuedEnter = null;
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });

  input.addEventListener('keydown', function (event) {
    var all = options();
    var last = all.length - 1;
    if (event.key === 'ArrowDown' && selected >= 0) {
      event.preventDefault();
      choose(selected === last ? 0 : selected + 1);
    } else if (event.key === 'ArrowUp' && selected >= 0) {
      event.preventDefault();
      choose(selected === 0 ? last : selected - 1);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      var newTab = event.ctrlKey || event.metaKey;
      if (input.value.trim() !== shown) {
        // the list is out of date; open the first result of the current text once it has loaded
        queuedEnter = { newTab: newTab };
        clearTimeout(timer);
        search();
      } else if (selected >= 0) {
        follow(newTab);
      }
    }
  });

  list.addEventListener('mousemove', function (event) {
    var line = event.target.closest('a[role="option"]');
    if (line) {
      var index = options().indexOf(line);
      if (index !== selected) {
        choose(index);
      }
    }
  });

  if (document.getElementById('me')) {
    remember();
  }
})();
