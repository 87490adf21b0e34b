// Searches the lines of the log viewer in a worker. An expression that is too expensive blocks only
// the worker, which is terminated after a second.
(function () {
  'use strict';

  var logs = self.SignalboxLogs;
  var LIMIT_MILLIS = 1000;

  /** Compiles with Unicode semantics, except expressions with escapes that only exist without. */
  function compile(source, flags) {
    try {
      return new RegExp(source, flags + 'u');
    } catch {
      return new RegExp(source, flags);
    }
  }

  /**
   * @param workerUrl the URL of logs-worker.js
   * @param changed called after matches or ranges have changed
   */
  function Search(model, workerUrl, changed) {
    this.model = model;
    this.workerUrl = workerUrl;
    this.changed = changed;
    this.matches = []; // places
    this.error = '';
    this.done = true;
    this.query = null;
    this.id = 0;
    this.worker = null;
    this.sent = 0; // lines before this place are known to the worker
    this.timers = {};
    this.found = new Map(); // ranges by line id
    this.wanted = new Map();
    this.isAsking = false;
  }

  Search.prototype.isActive = function () {
    return this.query !== null;
  };

  /** Starts a search. The case matters if the text contains a capital letter. */
  Search.prototype.start = function (text, isRegex) {
    this.matches = [];
    this.error = '';
    this.done = true;
    this.query = null;
    this.id += 1;
    this.found.clear();
    this.wanted.clear();
    this.stopTimers();
    if (text === '') {
      this.stop();
      return;
    }
    try {
      this.query = compile(
        isRegex ? text : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
        /[A-Z]/.test(text.replace(/\\./g, '')) ? '' : 'i');
    } catch {
      this.error = 'Invalid regular expression';
      this.stop();
      return;
    }
    this.done = false;
    this.send([], true);
  };

  /** Searches the lines that were added or continued. */
  Search.prototype.add = function (lines) {
    if (this.isActive() && lines.length > 0) {
      this.done = false;
      this.send(lines, false);
    }
  };

  /** Forgets the lines that the model has dropped. */
  Search.prototype.drop = function () {
    var base = this.model.base;
    this.matches = this.matches.filter(function (place) {
      return place >= base;
    });
    if (this.worker) {
      this.worker.postMessage({ before: base });
    }
  };

  /** Starts again after all places have changed. */
  Search.prototype.restart = function () {
    this.matches = [];
    this.found.clear();
    this.wanted.clear();
    if (this.isActive()) {
      this.id += 1;
      this.stop();
      this.done = false;
      this.send([], true);
    }
  };

  /** Returns the matches in a line as [from, until]; empty until the worker has found them. */
  Search.prototype.ranges = function (line) {
    if (!this.isActive() || !this.worker || line.kind === logs.NOTE) {
      return [];
    }
    var known = this.found.get(line.id);
    if (known && known.version === line.version) {
      return known.ranges;
    }
    if (!this.isAsking) {
      this.isAsking = true;
      queueMicrotask(this.ask.bind(this));
    }
    this.wanted.set(line.place, { line: line, version: line.version, asked: false });
    return known ? known.ranges : [];
  };

  Search.prototype.ask = function () {
    this.isAsking = false;
    var places = [];
    this.wanted.forEach(function (wanted, place) {
      if (!wanted.asked) {
        wanted.asked = true;
        places.push(place);
      }
    });
    if (this.worker && places.length > 0) {
      this.worker.postMessage({ id: this.id, ranges: places });
    }
  };

  Search.prototype.send = function (changed, isNew) {
    if (!this.worker) {
      this.worker = new Worker(this.workerUrl);
      this.worker.onmessage = this.receive.bind(this);
      this.worker.onerror = this.fail.bind(this, 'Search is not available. Reload the page.');
      this.sent = this.model.base;
    }
    var known = this.sent;
    var lines = changed.filter(function (line) {
      return line.place < known;
    }).concat(this.model.lines.slice(Math.max(0, known - this.model.base))).filter(function (line) {
      return line.kind !== logs.NOTE;
    }).map(function (line) {
      return [line.place, line.text];
    });
    this.sent = this.model.end();
    this.worker.postMessage({ id: this.id, lines: lines, query: isNew ? this.query : undefined });
  };

  Search.prototype.receive = function (event) {
    var message = event.data;
    if (message.id !== this.id) {
      return;
    }
    if (message.begun) {
      this.timers[message.begun] = this.timers[message.begun] ||
        setTimeout(this.fail.bind(this, 'Too expensive: stopped after 1 s. Simplify the expression.'), LIMIT_MILLIS);
      return;
    }
    if (message.ended) {
      clearTimeout(this.timers[message.ended]);
      delete this.timers[message.ended];
      this.done = this.done || message.ended === 'search';
    }
    var search = this;
    (message.matches || []).forEach(function (place) {
      if (place >= search.model.base) {
        logs.insert(search.matches, place);
      }
    });
    (message.ranges || []).forEach(function (entry) {
      var wanted = search.wanted.get(entry[0]);
      if (wanted) {
        search.found.set(wanted.line.id, { version: wanted.version, ranges: entry[1] });
        search.wanted.delete(entry[0]);
      }
    });
    this.changed(Boolean(message.ranges));
  };

  Search.prototype.fail = function (error) {
    this.stop();
    this.id += 1;
    this.query = null;
    this.matches = [];
    this.done = true;
    this.error = error;
    this.changed(true);
  };

  Search.prototype.stop = function () {
    this.stopTimers();
    if (this.worker) {
      this.worker.terminate();
      this.worker = null;
    }
  };

  Search.prototype.stopTimers = function () {
    Object.values(this.timers).forEach(clearTimeout);
    this.timers = {};
  };

  logs.Search = Search;
})();
