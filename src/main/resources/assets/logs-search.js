// Searches the lines of the log viewer in a worker. An expression that is too expensive blocks only
// the worker, which is terminated after a second.
(() => {
  'use strict';

  const { logs } = Signalbox;
  const LIMIT_MILLIS = 1000;

  /** Compiles with Unicode semantics, except expressions with escapes that only exist without. */
  function compile(source, flags) {
    try {
      return new RegExp(source, `${flags}u`);
    } catch {
      return new RegExp(source, flags);
    }
  }

  /**
   * @param workerUrl the URL of logs-worker.js
   * @param changed called after matches or ranges have changed
   */
  class Search {
    constructor(model, workerUrl, changed) {
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

    isActive() {
      return this.query !== null;
    }

    /** Starts a search. The case matters if the text contains a capital letter. */
    start(text, isRegex) {
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
          /[A-Z]/.test(text.replace(/\\./g, '')) ? '' : 'i'
        );
      } catch {
        this.error = 'Invalid regular expression';
        this.stop();
        return;
      }
      this.done = false;
      this.send([], true);
    }

    /** Searches the lines that were added or continued. */
    add(lines) {
      if (this.isActive() && lines.length > 0) {
        this.done = false;
        this.send(lines, false);
      }
    }

    /** Forgets the lines that the model has dropped. */
    drop() {
      const base = this.model.base;
      this.matches = this.matches.filter((place) => place >= base);
      this.worker?.postMessage({ before: base });
    }

    /** Starts again after all places have changed. */
    restart() {
      this.matches = [];
      this.found.clear();
      this.wanted.clear();
      if (this.isActive()) {
        this.id += 1;
        this.stop();
        this.done = false;
        this.send([], true);
      }
    }

    /** Returns the matches in a line as [from, until]; empty until the worker has found them. */
    ranges(line) {
      if (!this.isActive() || !this.worker || line.kind === logs.NOTE) {
        return [];
      }
      const known = this.found.get(line.id);
      if (known && known.version === line.version) {
        return known.ranges;
      }
      if (!this.isAsking) {
        this.isAsking = true;
        queueMicrotask(() => this.ask());
      }
      this.wanted.set(line.place, { line, version: line.version, asked: false });
      return known ? known.ranges : [];
    }

    ask() {
      this.isAsking = false;
      const places = [];
      for (const [place, wanted] of this.wanted) {
        if (!wanted.asked) {
          wanted.asked = true;
          places.push(place);
        }
      }
      if (this.worker && places.length > 0) {
        this.worker.postMessage({ id: this.id, ranges: places });
      }
    }

    send(changed, isNew) {
      if (!this.worker) {
        this.worker = new Worker(this.workerUrl);
        this.worker.onmessage = (event) => this.receive(event.data);
        this.worker.onerror = () => this.fail('Search is not available. Reload the page.');
        this.sent = this.model.base;
      }
      const known = this.sent;
      const continued = changed.filter((line) => line.place < known);
      const added = this.model.lines.slice(Math.max(0, known - this.model.base));
      const lines = [...continued, ...added]
        .filter((line) => line.kind !== logs.NOTE)
        .map((line) => [line.place, line.text]);
      this.sent = this.model.end();
      this.worker.postMessage({ id: this.id, lines, query: isNew ? this.query : undefined });
    }

    receive(message) {
      if (message.id !== this.id) {
        return;
      }
      if (message.begun) {
        this.timers[message.begun] ??= setTimeout(
          () => this.fail('Too expensive: stopped after 1 s. Simplify the expression.'),
          LIMIT_MILLIS
        );
        return;
      }
      if (message.ended) {
        clearTimeout(this.timers[message.ended]);
        delete this.timers[message.ended];
        this.done ||= message.ended === 'search';
      }
      for (const place of message.matches ?? []) {
        if (place >= this.model.base) {
          logs.insert(this.matches, place);
        }
      }
      for (const [place, ranges] of message.ranges ?? []) {
        const wanted = this.wanted.get(place);
        if (wanted) {
          this.found.set(wanted.line.id, { version: wanted.version, ranges });
          this.wanted.delete(place);
        }
      }
      this.changed(Boolean(message.ranges));
    }

    fail(error) {
      this.stop();
      this.id += 1;
      this.query = null;
      this.matches = [];
      this.done = true;
      this.error = error;
      this.changed(true);
    }

    stop() {
      this.stopTimers();
      this.worker?.terminate();
      this.worker = null;
    }

    stopTimers() {
      Object.values(this.timers).forEach(clearTimeout);
      this.timers = {};
    }
  }

  /**
   * Returns the index of the place that follows or precedes a place; after the last one comes the
   * first one.
   */
  function indexOfNext(places, from, isForward) {
    const after = places.findIndex((place) => place > from);
    const before = places.findLastIndex((place) => place < from);
    if (isForward) {
      return Math.max(0, after);
    }
    return before < 0 ? places.length - 1 : before;
  }

  logs.Search = Search;
  logs.indexOfNext = indexOfNext;
})();
