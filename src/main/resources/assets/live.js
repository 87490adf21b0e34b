// Keeps what is on the screen true without moving it. The server sends the names of things that
// changed over one stream per tab; the parts concerned fetch themselves and are updated in place.
//
//   <section data-live="users" data-live-url="/users?state=ACTIVE">
//     rows with data-key are compared cell by cell; new ones are announced, vanished ones greyed
//     elements with data-live-replace are replaced whole, unless somebody is in them
//     [data-live-trust] is told since when the part is stale
(function () {
  'use strict';

  var mark = document.querySelector('[data-live-mark]');
  if (!window.Signalbox || (!mark && !document.querySelector('[data-live]'))) {
    return;
  }
  var SWITCH = 'signalbox-live';
  var POLL = 15000;
  var STREAM_AGAIN = 60000;
  var memory = window.Signalbox.memory;
  var source = null;
  var attempts = 0;
  var retry = 0;
  var poll = 0;
  var lastTrue = window.Signalbox.now();
  var running = new WeakMap();

  // the mark:

  function utc(at) {
    return new Date(at).toISOString().slice(11, 16) + ' UTC';
  }

  function say(state) {
    if (!mark) {
      return;
    }
    var words = {
      live: 'Live',
      connecting: 'Connecting',
      polling: 'Polling',
      paused: 'Paused',
      stale: 'Stale since ' + utc(lastTrue),
    }[state];
    mark.dataset.state = state;
    var text = mark.querySelector('span');
    // a status region speaks on every change, so equal words are left alone
    if (text.textContent !== words) {
      text.textContent = words;
    }
  }

  // the stream:

  function connect() {
    clearTimeout(retry);
    if (source || document.hidden || off()) {
      return;
    }
    if (attempts === 0 && !poll) {
      say('connecting');
    }
    var mine = new EventSource('/events');
    source = mine;
    mine.onopen = function () {
      var missed = attempts > 0 || poll;
      attempts = 0;
      stopPolling();
      lastTrue = window.Signalbox.now();
      say('live');
      if (missed) {
        everything();
      }
    };
    mine.addEventListener('topic', function (event) {
      lastTrue = window.Signalbox.now();
      topic(event.data.trim());
    });
    mine.addEventListener('bye', function () {
      // the session ended; the reloaded page says so
      disconnect();
      location.reload();
    });
    mine.onerror = function () {
      if (source !== mine) {
        return;
      }
      var refused = mine.readyState === EventSource.CLOSED;
      mine.close();
      source = null;
      attempts += 1;
      if (refused) {
        // an answer that is no stream: too many are open, or something between cuts them
        startPolling();
        retry = setTimeout(connect, STREAM_AGAIN);
        return;
      }
      say(attempts > 1 ? 'stale' : 'connecting');
      var wait = Math.min(30000, 1000 * Math.pow(2, attempts - 1));
      retry = setTimeout(connect, wait * (0.5 + Math.random() / 2));
    };
  }

  function disconnect() {
    clearTimeout(retry);
    if (source) {
      source.close();
      source = null;
    }
  }

  function startPolling() {
    if (poll) {
      return;
    }
    say('polling');
    poll = setInterval(function () {
      if (!document.hidden) {
        everything();
      }
    }, POLL);
  }

  function stopPolling() {
    clearInterval(poll);
    poll = 0;
  }

  // parts:

  function parts() {
    return Array.from(document.querySelectorAll('[data-live]'));
  }

  function topic(name) {
    parts().forEach(function (part) {
      if (name === 'resync' || part.dataset.live.split(/\s+/).includes(name)) {
        refresh(part);
      }
    });
  }

  function everything() {
    topic('resync');
  }

  /** At most one fetch per part per second; what comes meanwhile is answered by one more at the end. */
  function refresh(part) {
    var state = running.get(part) || { busy: false, again: false, news: null };
    running.set(part, state);
    if (state.busy) {
      state.again = true;
      return;
    }
    state.busy = true;
    state.again = false;
    load(part, state).then(function () {
      setTimeout(function () {
        state.busy = false;
        if (state.again && part.isConnected) {
          refresh(part);
        }
      }, 1000);
    });
  }

  function load(part, state) {
    return fetch(part.dataset.liveUrl || location.pathname + location.search, {
      // a background request must not keep a session alive
      headers: { 'HX-Request': 'true', 'X-Signalbox-Background': 'true' },
      cache: 'no-store',
    })
      .then(function (answer) {
        if (answer.status === 401 || (answer.redirected && new URL(answer.url).pathname !== new URL(part.dataset.liveUrl || location.href, location.href).pathname)) {
          location.reload();
          throw new Error('signed out');
        }
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.text();
      })
      .then(function (html) {
        if (part.isConnected) {
          update(part, counterpart(part, html), state);
          fresh(part);
          if (poll) {
            lastTrue = window.Signalbox.now();
            say('polling');
          }
        }
      })
      .catch(function () {
        stale(part);
        if (poll) {
          say('stale');
        }
      });
  }

  function counterpart(part, html) {
    var page = new DOMParser().parseFromString(html, 'text/html');
    return (part.id && page.getElementById(part.id)) ||
      page.querySelector('[data-live="' + CSS.escape(part.dataset.live) + '"]') ||
      page.body;
  }

  // trust:

  function fresh(part) {
    part.querySelectorAll('.sb-stale').forEach(function (word) {
      word.remove();
    });
    part.dataset.trueAt = String(window.Signalbox.now());
  }

  function stale(part) {
    var trust = part.querySelector('[data-live-trust]');
    if (!trust || trust.querySelector('.sb-stale')) {
      return;
    }
    var word = document.createElement('strong');
    word.className = 'sb-stale';
    word.textContent = 'stale since ' + utc(Number(part.dataset.trueAt) || lastTrue);
    trust.append(word);
  }

  // updating in place:

  function update(part, next, state) {
    var rows = keyed(part);
    var nextRows = keyed(next);
    part.querySelectorAll('[data-live-replace]').forEach(function (old, i) {
      var now = old.id ? next.querySelector('#' + CSS.escape(old.id)) : next.querySelectorAll('[data-live-replace]')[i];
      if (now && !busy(old) && old.outerHTML !== now.outerHTML) {
        swap(old, now);
      }
    });
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
    announce(part, next, state, fresh);
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

  function announce(part, next, state, number) {
    var button = part.querySelector('.sb-news');
    state.news = next;
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
        part.replaceChildren.apply(part, adopted(state.news));
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

  // the switch, and when the tab is away:

  function off() {
    return memory.get(SWITCH) === 'off';
  }

  function stop() {
    disconnect();
    stopPolling();
  }

  function start(missed) {
    attempts = 0;
    if (off()) {
      say('paused');
      return;
    }
    if (missed) {
      everything();
    }
    connect();
  }

  document.querySelectorAll('[data-live-switch]').forEach(function (button) {
    function paint() {
      button.setAttribute('aria-pressed', String(!off()));
      button.querySelector('[data-live-switch-word]').textContent = off() ? 'off' : 'on';
    }
    paint();
    button.addEventListener('click', function () {
      memory.set(SWITCH, off() ? null : 'off');
      paint();
      stop();
      start(true);
    });
  });

  document.addEventListener('visibilitychange', function () {
    if (document.hidden) {
      stop();
    } else {
      start(true);
    }
  });
  // whoever signs out knows why the stream ends; its goodbye must not overtake the answer
  document.addEventListener('submit', function (event) {
    if (event.target.matches('[data-forget]')) {
      stop();
    }
  });
  // a page kept for the back button must not keep its stream
  window.addEventListener('pagehide', stop);
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) {
      start(true);
    }
  });
  window.addEventListener('online', function () {
    if (!source) {
      start(true);
    }
  });

  start(false);
})();
