// Live updates. The server sends the names of changed topics over one event stream per tab; the
// affected parts are fetched and updated in place.
//
//   <section data-live="users" data-live-url="/users?state=ACTIVE">
//     inplace.js applies the update
//     [data-live-trust] shows since when the part has not been updated
(() => {
  'use strict';

  const indicator = document.querySelector('[data-live-mark]');
  if (!indicator && !document.querySelector('[data-live]')) {
    return;
  }
  const SWITCH = 'signalbox-live';
  const STREAM = 'signalbox-stream';
  const POLL = 15000;
  const MIN_INTERVAL = 100;
  const STREAM_RETRY = 60000;
  const { memory, streams, utc } = Signalbox;
  let source = null;
  let attempts = 0;
  let retry = 0;
  let poll = 0;
  let lastUpdate = Signalbox.now();
  const running = new WeakMap();
  const flights = new Map();
  let shown = 'connecting';

  // status indicator:

  /** Shows the state of the connection, or that the data itself is outdated. */
  function showState(state) {
    shown = state;
    if (!indicator) {
      return;
    }
    const outdated = document.querySelector('[data-outdated]');
    const outdatedData = outdated?.textContent.trim() ?? '';
    if (outdatedData && (state === 'live' || state === 'polling')) {
      state = 'outdated';
    }
    const words = {
      live: 'Live',
      outdated: outdatedData,
      connecting: 'Connecting…',
      polling: `Reconnecting (refreshing every ${POLL / 1000} s)`,
      paused: 'Live updates paused',
      stale: `Not updated since ${utc(lastUpdate)}`,
    }[state];
    indicator.dataset.state = state === 'outdated' ? 'stale' : state;
    const text = indicator.querySelector('span');
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
    const stream = new EventSource(`/events?${streams.parameters(STREAM)}`);
    source = stream;
    stream.onopen = () => {
      const missed = attempts > 0 || poll;
      attempts = 0;
      stopPolling();
      lastUpdate = Signalbox.now();
      showState('live');
      if (missed) {
        refreshAll();
      }
    };
    stream.addEventListener('topic', (event) => {
      lastUpdate = Signalbox.now();
      refreshTopic(event.data.trim());
    });
    stream.addEventListener('bye', () => {
      // the session ended; the reloaded page says so
      disconnect();
      location.reload();
    });
    stream.onerror = () => {
      if (source !== stream) {
        return;
      }
      const refused = stream.readyState === EventSource.CLOSED;
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
      retry = setTimeout(connect, streams.retryMillis(attempts));
    };
  }

  function disconnect() {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  function startPolling() {
    if (poll) {
      return;
    }
    showState('polling');
    poll = setInterval(() => {
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
    return [...document.querySelectorAll('[data-live]')];
  }

  function refreshTopic(name) {
    for (const part of parts()) {
      if (name === 'resync' || part.dataset.live.split(/\s+/).includes(name)) {
        refresh(part);
      }
    }
  }

  function refreshAll() {
    refreshTopic('resync');
  }

  /** Fetches a part. Changes that arrive meanwhile cause one more fetch afterwards. */
  function refresh(part) {
    const state = running.get(part) || { busy: false, again: false };
    running.set(part, state);
    if (state.busy) {
      state.again = true;
      return;
    }
    state.busy = true;
    state.again = false;
    load(part).then(() => {
      setTimeout(() => {
        state.busy = false;
        if (state.again && part.isConnected) {
          refresh(part);
        }
      }, MIN_INTERVAL);
    });
  }

  function load(part) {
    return page(part.dataset.liveUrl || location.pathname + location.search)
      .then((html) => {
        if (part.isConnected) {
          Signalbox.update(part, counterpart(part, html));
          clearStale(part);
          showState(shown);
          if (poll) {
            lastUpdate = Signalbox.now();
            showState('polling');
          }
        }
      })
      .catch(() => {
        markStale(part);
        if (poll) {
          showState('stale');
        }
      });
  }

  /** Fetches a URL. Concurrent requests for the same URL are shared. */
  function page(url) {
    let flight = flights.get(url);
    if (!flight) {
      flight = fetch(url, {
        // a background request must not keep a session alive
        headers: { 'HX-Request': 'true', 'X-Signalbox-Background': 'true' },
        cache: 'no-store',
      })
        .then((answer) => {
          if (
            answer.status === 401 ||
            (answer.redirected && new URL(answer.url).pathname !== new URL(url, location.href).pathname)
          ) {
            location.reload();
            throw new Error('signed out');
          }
          if (!answer.ok) {
            throw new Error(String(answer.status));
          }
          return answer.text();
        })
        .finally(() => {
          flights.delete(url);
        });
      flights.set(url, flight);
    }
    return flight;
  }

  function counterpart(part, html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    return (
      (part.id && page.getElementById(part.id)) ||
      page.querySelector(`[data-live="${CSS.escape(part.dataset.live)}"]`) ||
      page.body
    );
  }

  // staleness:

  function clearStale(part) {
    for (const word of part.querySelectorAll('.sb-stale')) {
      word.remove();
    }
    part.dataset.updatedAt = String(Signalbox.now());
  }

  function markStale(part) {
    const statusLine = part.querySelector('[data-live-trust]');
    if (!statusLine || statusLine.querySelector('.sb-stale')) {
      return;
    }
    const word = document.createElement('strong');
    word.className = 'sb-stale';
    word.textContent = `not updated since ${utc(Number(part.dataset.updatedAt) || lastUpdate)}`;
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

  for (const button of document.querySelectorAll('[data-live-switch]')) {
    function paint() {
      button.setAttribute('aria-pressed', String(!isOff()));
      button.querySelector('[data-live-switch-word]').textContent = isOff() ? 'Off' : 'On';
    }
    paint();
    button.addEventListener('click', () => {
      memory.set(SWITCH, isOff() ? null : 'off');
      paint();
      stop();
      start(true);
    });
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      stop();
    } else {
      start(true);
    }
  });
  // close the stream on sign-out, or its "bye" event would reload the page before the response
  document.addEventListener('submit', (event) => {
    if (event.target.matches('[data-forget]')) {
      stop();
    }
  });
  // pages in the back/forward cache must not keep their stream
  window.addEventListener('pagehide', stop);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) {
      start(true);
    }
  });
  window.addEventListener('online', () => {
    if (!source) {
      start(true);
    }
  });

  start(false);
})();
