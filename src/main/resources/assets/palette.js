// Anything by name: Ctrl-K, or the search field of the top bar. Recent places come first.
(function () {
  'use strict';

  var box = document.getElementById('palette');
  if (!box || !window.Signalbox) {
    return;
  }
  var RECENT = 'signalbox-recent';
  var MOST = 6;
  var input = box.querySelector('input');
  var list = document.getElementById('palette-list');
  var count = box.querySelector('[data-palette-count]');
  var memory = window.Signalbox.memory;
  var shown = '';
  var hurried = null;
  var chosen = -1;
  var asked = null;
  var timer = 0;

  // recent places:

  function recent() {
    try {
      var places = JSON.parse(memory.get(RECENT) || '[]');
      return Array.isArray(places) ? places.filter(ours) : [];
    } catch (broken) {
      return [];
    }
  }

  function ours(place) {
    return place && typeof place.url === 'string' && /^\/(?![\/\\])/.test(place.url);
  }

  function remember() {
    var heading = document.querySelector('main h1');
    if (!heading || heading.closest('[data-passing]')) {
      return;
    }
    var here = location.pathname;
    var entry = document.querySelector('.sb-nav-link[aria-current] use');
    var place = {
      url: here,
      title: heading.textContent.trim().slice(0, 80),
      icon: entry ? entry.getAttribute('href').replace(/.*#/, '') : 'history',
    };
    var others = recent().filter(function (other) {
      return other.url !== here;
    });
    memory.set(RECENT, JSON.stringify([place].concat(others).slice(0, MOST + 1)));
  }

  function recentLines() {
    return recent()
      .filter(function (place) {
        return place.url !== location.pathname;
      })
      .slice(0, MOST)
      .map(function (place) {
        var line = document.createElement('a');
        line.className = 'sb-line';
        line.href = place.url;
        var words = document.createElement('span');
        words.className = 'sb-line-title';
        words.textContent = place.title;
        var kind = document.createElement('span');
        kind.className = 'sb-line-kind';
        kind.textContent = 'Recent';
        line.append(window.Signalbox.icon(/^[a-z-]+$/.test(place.icon) ? place.icon : 'history'), words, kind);
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
      // listboxes hold options only, so the sentence is one that cannot be chosen
      var none = document.createElement('div');
      none.className = 'sb-line sb-soft';
      none.setAttribute('role', 'option');
      none.setAttribute('aria-disabled', 'true');
      none.setAttribute('aria-selected', 'false');
      none.textContent = 'Nothing has “' + words + '” in its name';
      list.append(none);
    }
    count.textContent = seen.size === 1 ? '1 found' : seen.size + ' found';
    choose(seen.size ? 0 : -1);
    shown = words;
    if (hurried && chosen >= 0) {
      follow(hurried.newTab);
    }
    hurried = null;
  }

  function follow(newTab) {
    var line = options()[chosen];
    if (newTab) {
      window.open(line.href, '_blank', 'noopener');
    } else {
      location.assign(line.href);
    }
  }

  function choose(index) {
    var all = options();
    chosen = index;
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

  function ask() {
    var words = input.value.trim();
    if (asked) {
      asked.abort();
    }
    asked = new AbortController();
    var mine = asked;
    fetch(list.dataset.url + '?q=' + encodeURIComponent(words), {
      headers: { 'HX-Request': 'true' },
      signal: mine.signal,
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
          count.textContent = 'The search does not answer';
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
    ask();
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

  // The field of the top bar opens the same box as soon as somebody clicks or types in it; merely
  // passing by with Tab does not.
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
    hurried = null;
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });

  input.addEventListener('keydown', function (event) {
    var all = options();
    var last = all.length - 1;
    if (event.key === 'ArrowDown' && chosen >= 0) {
      event.preventDefault();
      choose(chosen === last ? 0 : chosen + 1);
    } else if (event.key === 'ArrowUp' && chosen >= 0) {
      event.preventDefault();
      choose(chosen === 0 ? last : chosen - 1);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      var newTab = event.ctrlKey || event.metaKey;
      if (input.value.trim() !== shown) {
        // who types fast means what they typed, not what still stands there
        hurried = { newTab: newTab };
        clearTimeout(timer);
        ask();
      } else if (chosen >= 0) {
        follow(newTab);
      }
    }
  });

  list.addEventListener('mousemove', function (event) {
    var line = event.target.closest('a[role="option"]');
    if (line) {
      var index = options().indexOf(line);
      if (index !== chosen) {
        choose(index);
      }
    }
  });

  if (document.getElementById('me')) {
    remember();
  }
})();
