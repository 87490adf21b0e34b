// Live updates. The server sends the names of changed topics over one event stream per tab; the
// affected parts are fetched and updated in place.
//
//   <section data-live="users" data-live-url="/users?state=ACTIVE">
//     inplace.js applies the update
//     [data-live-trust] shows since when the part has not been updated
(function () {
  'use strict';

  var indicator = document.querySelector('[data-live-mark]');
  if (!window.Signalbox || (!indicator && !document.querySelector('[data-live]'))) {
    return;
  }
  var SWITCH = 'signalbox-live';
  var STREAM = 'signalbox-stream';
  var POLL = 15000;
  var MIN_INTERVAL = 100;
  var STREAM_RETRY = 60000;
  var memory = window.Signalbox.memory;
  var source = null;
  var attempts = 0;
  var retry = 0;
  var poll = 0;
  var lastUpdate = window.Signalbox.now();
  var running = new WeakMap();
  var flights = new Map();
  var shown = 'connecting';

  // status indicator:

  function utc(at) {
    return new Date(at).toISOString().slice(11, 16) + ' UTC';
  }

  /** Shows the state of the connection, or that the data itself is outdated. */
  function showState(state) {
    shown = state;
    if (!indicator) {
      return;
    }
    var outdated = document.querySelector('[data-outdated]');
    var outdatedData = outdated ? outdated.textContent.trim() : '';
    if (outdatedData && (state === 'live' || state === 'polling')) {
      state = 'outdated';
    }
    var words = {
      live: 'Live',
      outdated: outdatedData,
      connecting: 'Connecting…',
      polling: 'Reconnecting (refreshing every ' + POLL / 1000 + ' s)',
      paused: 'Live updates paused',
      stale: 'Not updated since ' + utc(lastUpdate),
    }[state];
    indicator.dataset.state = state === 'outdated' ? 'stale' : state;
    var text = indicator.querySelector('span');
    // screen readers announce every change of a status region
    if (text.textContent !== words) {
      text.textContent = words;
    }
  }

  // the stream:

  function connect() {
    clearTimeout(retry);
    if (source || document.hidden || isOff()) {
      return;
    }
    if (attempts === 0 && !poll) {
      showState('connecting');
    }
    var stream = new EventSource('/events?' + streamParameters());
    source = stream;
    stream.onopen = function () {
      var missed = attempts > 0 || poll;
      attempts = 0;
      stopPolling();
      lastUpdate = window.Signalbox.now();
      showState('live');
      if (missed) {
        refreshAll();
      }
    };
    stream.addEventListener('topic', function (event) {
      lastUpdate = window.Signalbox.now();
      refreshTopic(event.data.trim());
    });
    stream.addEventListener('bye', function () {
      // the session ended; the reloaded page says so
      disconnect();
      location.reload();
    });
    stream.onerror = function () {
      if (source !== stream) {
        return;
      }
      var refused = stream.readyState === EventSource.CLOSED;
      stream.close();
      source = null;
      attempts += 1;
      if (refused) {
        // not an event stream: the limit of streams is reached, or a proxy blocks it
        startPolling();
        retry = setTimeout(connect, STREAM_RETRY);
        return;
      }
      showState(attempts > 1 ? 'stale' : 'connecting');
      var wait = Math.min(30000, 1000 * Math.pow(2, attempts - 1));
      retry = setTimeout(connect, wait * (0.5 + Math.random() / 2));
    };
  }

  /**
   * Returns a name for the new stream and the name of this tab's previous one, which may still be
   * open: the server notices a disconnect only on the next write.
   */
  function streamParameters() {
    var name = Math.random().toString(36).slice(2, 12);
    var names = new URLSearchParams({ name: name });
    try {
      names.set('replaces', sessionStorage.getItem(STREAM) || '');
      sessionStorage.setItem(STREAM, name);
    } catch {
      // without session storage each page counts as a separate tab
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
    showState('polling');
    poll = setInterval(function () {
      if (!document.hidden) {
        refreshAll();
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

  function refreshTopic(name) {
    parts().forEach(function (part) {
      if (name === 'resync' || part.dataset.live.split(/\s+/).includes(name)) {
        refresh(part);
      }
    });
  }

  function refreshAll() {
    refreshTopic('resync');
  }

  /** Fetches a part. Changes that arrive meanwhile cause one more fetch afterwards. */
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
      }, MIN_INTERVAL);
    });
  }

  function load(part) {
    return page(part.dataset.liveUrl || location.pathname + location.search)
      .then(function (html) {
        if (part.isConnected) {
          window.Signalbox.update(part, counterpart(part, html));
          clearStale(part);
          showState(shown);
          if (poll) {
            lastUpdate = window.Signalbox.now();
            showState('polling');
          }
        }
      })
      .catch(function () {
        markStale(part);
        if (poll) {
          showState('stale');
        }
      });
  }

  /** Fetches a URL. Concurrent requests for the same URL are shared. */
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

  // staleness:

  function clearStale(part) {
    part.querySelectorAll('.sb-stale').forEach(function (word) {
      word.remove();
    });
    part.dataset.updatedAt = String(window.Signalbox.now());
  }

  function markStale(part) {
    var statusLine = part.querySelector('[data-live-trust]');
    if (!statusLine || statusLine.querySelector('.sb-stale')) {
      return;
    }
    var word = document.createElement('strong');
    word.className = 'sb-stale';
    word.textContent = 'not updated since ' + utc(Number(part.dataset.updatedAt) || lastUpdate);
    statusLine.append(word);
  }

  // on/off switch, and hidden tabs:

  function isOff() {
    return memory.get(SWITCH) === 'off';
  }

  function stop() {
    disconnect();
    stopPolling();
  }

  function start(missed) {
    attempts = 0;
    if (isOff()) {
      showState('paused');
      return;
    }
    if (missed) {
      refreshAll();
    }
    connect();
  }

  document.querySelectorAll('[data-live-switch]').forEach(function (button) {
    function paint() {
      button.setAttribute('aria-pressed', String(!isOff()));
      button.querySelector('[data-live-switch-word]').textContent = isOff() ? 'Off' : 'On';
    }
    paint();
    button.addEventListener('click', function () {
      memory.set(SWITCH, isOff() ? null : 'off');
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
  // close the stream on sign-out, or its "bye" event would reload the page before the response
  document.addEventListener('submit', function (event) {
    if (event.target.matches('[data-forget]')) {
      stop();
    }
  });
  // pages in the back/forward cache must not keep their stream
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
