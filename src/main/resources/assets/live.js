// Keeps what is on the screen true without moving it. The server sends the names of things that
// changed over one stream per tab; the parts concerned fetch themselves and are updated in place.
//
//   <section data-live="users" data-live-url="/users?state=ACTIVE">
//     how it is updated: inplace.js
//     [data-live-trust] is told since when the part is stale
(function () {
  'use strict';

  var mark = document.querySelector('[data-live-mark]');
  if (!window.Signalbox || (!mark && !document.querySelector('[data-live]'))) {
    return;
  }
  var SWITCH = 'signalbox-live';
  var STREAM = 'signalbox-stream';
  var POLL = 15000;
  var REST = 100;
  var STREAM_AGAIN = 60000;
  var memory = window.Signalbox.memory;
  var source = null;
  var attempts = 0;
  var retry = 0;
  var poll = 0;
  var lastTrue = window.Signalbox.now();
  var running = new WeakMap();
  var flights = new Map();

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
    var mine = new EventSource('/events?' + naming());
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

  /**
   * A name for the new stream and that of this tab's last one, which may stand open still: a server
   * learns that a reader is gone only when it writes.
   */
  function naming() {
    var name = Math.random().toString(36).slice(2, 12);
    var names = new URLSearchParams({ name: name });
    try {
      names.set('replaces', sessionStorage.getItem(STREAM) || '');
      sessionStorage.setItem(STREAM, name);
    } catch {
      // without storage each page is a tab of its own
    }
    return names;
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

  /** A rest after each fetch of a part; what comes meanwhile is answered by one more at its end. */
  function refresh(part) {
    var state = running.get(part) || { busy: false, again: false };
    running.set(part, state);
    if (state.busy) {
      state.again = true;
      return;
    }
    state.busy = true;
    state.again = false;
    load(part).then(function () {
      setTimeout(function () {
        state.busy = false;
        if (state.again && part.isConnected) {
          refresh(part);
        }
      }, REST);
    });
  }

  function load(part) {
    return page(part.dataset.liveUrl || location.pathname + location.search)
      .then(function (html) {
        if (part.isConnected) {
          window.Signalbox.update(part, counterpart(part, html));
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

  /** What stands there now; parts that want the same at the same time share one question. */
  function page(url) {
    var flight = flights.get(url);
    if (!flight) {
      flight = fetch(url, {
        // a background request must not keep a session alive
        headers: { 'HX-Request': 'true', 'X-Signalbox-Background': 'true' },
        cache: 'no-store',
      })
        .then(function (answer) {
          if (answer.status === 401 || (answer.redirected && new URL(answer.url).pathname !== new URL(url, location.href).pathname)) {
            location.reload();
            throw new Error('signed out');
          }
          if (!answer.ok) {
            throw new Error(String(answer.status));
          }
          return answer.text();
        })
        .finally(function () {
          flights.delete(url);
        });
      flights.set(url, flight);
    }
    return flight;
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
