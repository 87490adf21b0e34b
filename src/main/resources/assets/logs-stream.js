// The event stream of the log viewer: connects, reconnects with a delay, and closes while the page
// is hidden.
(function () {
  'use strict';

  var logs = self.SignalboxLogs;
  var STREAM = 'signalbox-log-stream';

  /** Returns a name for the stream and the name of this tab's previous one, which may still be open. */
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

  /**
   * @param listener update(update), refused([title, words]), and changed() after a connection was
   *     opened or lost
   */
  function Stream(url, listener) {
    this.url = url;
    this.listener = listener;
    this.reading = null;
    this.cursor = '';
    this.attempts = 0;
    this.retryTimer = 0;
    this.connected = false;
    this.finished = false;
    var stream = this;
    document.addEventListener('visibilitychange', function () {
      if (document.hidden) {
        stream.disconnect();
      } else {
        stream.attempts = 0;
        stream.connect();
      }
    });
    window.addEventListener('pagehide', this.disconnect.bind(this));
    window.addEventListener('pageshow', function (event) {
      if (event.persisted) {
        stream.connect();
      }
    });
  }

  Stream.prototype.connect = async function () {
    clearTimeout(this.retryTimer);
    if (this.reading || this.finished || document.hidden) {
      return;
    }
    var controller = new AbortController();
    this.reading = controller;
    try {
      var url = this.url + '&' + streamParameters() + (this.cursor ? '&after=' + encodeURIComponent(this.cursor) : '');
      var answer = await fetch(url, {
        headers: { Accept: 'text/event-stream', 'X-Signalbox-Background': 'true' },
        cache: 'no-store',
        signal: controller.signal,
      });
      if (answer.status === 401 || answer.redirected) {
        location.reload();
        return;
      }
      if (!answer.ok) {
        this.refuse(answer.status);
        throw new Error(String(answer.status));
      }
      this.connected = true;
      this.listener.changed();
      await this.read(answer.body.getReader(), controller);
    } catch (failure) {
      if (failure.name === 'AbortError') {
        return;
      }
    }
    if (this.reading === controller) {
      this.reading = null;
      this.connected = false;
      this.listener.changed();
      this.attempts += 1;
      this.retryTimer = setTimeout(
        this.connect.bind(this),
        Math.min(30000, 1000 * Math.pow(2, this.attempts - 1)) * (0.5 + Math.random() / 2));
    }
  };

  Stream.prototype.refuse = function (code) {
    this.listener.refused({
      429: ['Limit of 6 open logs reached.', 'Close one and this log starts automatically.'],
      503: ['Signalbox has reached its limit of open logs.', 'Retrying automatically.'],
      404: ['Allocation not found.', 'Nomad has garbage-collected it and its logs.'],
    }[code] || ['Signalbox is not responding.', 'Retrying automatically.']);
  };

  Stream.prototype.read = async function (reader, controller) {
    var decoder = new TextDecoder();
    var text = '';
    for (;;) {
      var piece = await reader.read();
      if (piece.done || this.reading !== controller) {
        return;
      }
      this.attempts = 0;
      text += decoder.decode(piece.value, { stream: true });
      var end = text.lastIndexOf('\n\n');
      if (end < 0) {
        continue;
      }
      var events = text.slice(0, end).split('\n\n');
      text = text.slice(end + 2);
      events.forEach(this.handle.bind(this));
    }
  };

  Stream.prototype.handle = function (event) {
    var name = '';
    var data = [];
    event.split('\n').forEach(function (line) {
      if (line.startsWith('event:')) {
        name = line.slice(6).trim();
      } else if (line.startsWith('data:')) {
        data.push(line.slice(5));
      }
    });
    if (name === 'bye') {
      location.reload();
    } else if (name === 'update') {
      var update = JSON.parse(data.join('\n'));
      this.cursor = update.mark;
      this.listener.update(update);
    }
  };

  Stream.prototype.disconnect = function () {
    clearTimeout(this.retryTimer);
    if (this.reading) {
      var last = this.reading;
      this.reading = null;
      last.abort();
    }
    this.connected = false;
  };

  /** Closes the stream after the last line. */
  Stream.prototype.finish = function () {
    this.finished = true;
    this.disconnect();
  };

  logs.Stream = Stream;
})();
