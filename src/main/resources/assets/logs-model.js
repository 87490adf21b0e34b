// The lines of the log viewer, without anything that is displayed.
(function () {
  'use strict';

  var ansi = self.SignalboxAnsi;
  var MAX_LINES = 100000;
  var SLACK = 5000;
  var OPEN = 1;
  var NOTE = 3;

  function widthOf(plain) {
    if (!/[\u1100-\uffff]/.test(plain)) {
      return plain.length;
    }
    var width = 0;
    for (var c of plain) {
      var code = c.codePointAt(0);
      width += code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3) ||
        (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) ||
        (code >= 0x1f300 && code <= 0x1faff)) ? 2 : 1;
    }
    return width;
  }

  function bytesOf(text) {
    return /^[\x00-\x7f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
  }

  function ascending(a, b) {
    return a - b;
  }

  /** Inserts a number into an ascending list unless it is in there. */
  function insert(list, number) {
    if (list.length === 0 || list[list.length - 1] < number) {
      list.push(number);
    } else if (!list.includes(number)) {
      list.push(number);
      list.sort(ascending);
    }
  }

  /** Reads a source from an item of the list of sources. */
  function sourceOf(item) {
    return {
      label: item.dataset.label || '',
      name: item.dataset.name,
      phase: 'starting',
      words: '',
      problem: null,
      last: null,
      state: null,
      total: 0,
      skipped: 0,
      partial: false,
    };
  }

  /**
   * Keeps the last 100,000 lines of the sources. A line is identified by its place, which counts
   * all lines including the dropped ones.
   */
  function Model(sources) {
    this.sources = sources;
    this.lines = [];
    this.base = 0; // number of dropped lines before the first one
    this.errors = []; // places
    this.widest = 0;
    this.bytes = 0; // of the log that the lines are from
    this.ids = 0;
  }

  /** Sets how much of the log of a source was skipped. */
  Model.prototype.setSizes = function (sizes) {
    sizes.forEach(function (size) {
      var source = this.sources[size.source];
      source.total = size.total;
      source.skipped = size.skipped;
      source.partial = size.partial;
    }, this);
  };

  Model.prototype.setStates = function (states) {
    states.forEach(function (state) {
      var source = this.sources[state.source];
      source.phase = state.phase;
      source.words = state.words;
      source.problem = state.answered === undefined ? null : state;
    }, this);
  };

  Model.prototype.end = function () {
    return this.base + this.lines.length;
  };

  Model.prototype.at = function (place) {
    return this.lines[place - this.base];
  };

  /** Adds a line or continues the last one of its source, and returns it. */
  Model.prototype.add = function (source, at, kind, error, text) {
    var from = this.sources[source];
    var open = kind !== NOTE ? from.last : null;
    if (open && open.kind === OPEN && open.id > 0) {
      this.bytes -= open.bytes;
      open.text += text;
      open.kind = kind;
      open.version += 1;
      this.measure(open, from);
      if (error && !open.error) {
        open.error = true;
        insert(this.errors, open.place);
      }
      return open;
    }
    var line = { id: ++this.ids, place: this.end(), source: source, at: at, kind: kind, error: error, text: text, begin: null, width: 0, bytes: 0, version: 0 };
    if (kind === NOTE) {
      line.width = text.length;
    } else {
      line.begin = from.state;
      this.measure(line, from);
      from.last = line;
    }
    this.lines.push(line);
    if (error) {
      this.errors.push(line.place);
    }
    return line;
  };

  Model.prototype.measure = function (line, from) {
    var read = ansi.read(line.text, line.begin);
    from.state = read.state === ansi.NONE ? null : read.state;
    line.width = widthOf(read.plain);
    line.bytes = bytesOf(line.text) + 1;
    this.bytes += line.bytes;
    this.widest = Math.max(this.widest, line.width);
  };

  Model.prototype.plain = function (line) {
    return line.kind === NOTE ? line.text : ansi.plain(line.text);
  };

  /** Returns how many of the oldest lines have to be dropped. */
  Model.prototype.excess = function () {
    return this.lines.length <= MAX_LINES + SLACK ? 0 : this.lines.length - MAX_LINES;
  };

  Model.prototype.drop = function (count) {
    var model = this;
    this.lines.splice(0, count).forEach(function (line) {
      model.bytes -= line.bytes;
    });
    this.base += count;
    this.errors = this.errors.filter(function (place) {
      return place >= model.base;
    });
  };

  /** Removes the lines of logs that restart from the beginning. Changes all places. */
  Model.prototype.clear = function (which) {
    var model = this;
    this.lines = this.lines.filter(function (line) {
      return !which.includes(line.source);
    });
    this.base = 0;
    this.bytes = 0;
    this.errors = [];
    this.lines.forEach(function (line, i) {
      line.place = i;
      model.bytes += line.bytes;
      if (line.error) {
        model.errors.push(i);
      }
    });
    which.forEach(function (source) {
      model.sources[source].last = null;
      model.sources[source].state = null;
    });
  };

  var format = new Intl.NumberFormat('en');

  function size(bytes) {
    var unit = bytes < 1 << 20 ? ['KiB', 1024] : bytes < 1 << 30 ? ['MiB', 1 << 20] : ['GiB', 1 << 30];
    return (Math.round((bytes / unit[1]) * 10) / 10).toLocaleString('en') + ' ' + unit[0];
  }

  /** Returns whether the logs have more lines than these. */
  Model.prototype.isPartial = function () {
    return this.base > 0 || this.sources.some(function (source) {
      return source.partial;
    });
  };

  /** Describes the loaded part of the logs: its size and that of the logs. */
  Model.prototype.part = function () {
    var all = this.sources.reduce(function (sum, source) {
      return sum + source.total;
    }, 0);
    return size(Math.min(this.bytes, all)) + ' of ' + size(all);
  };

  /**
   * Describes the loaded lines. Their numbers in the log are only known if reading began with line
   * 1: Nomad reports the size of a log in bytes.
   */
  Model.prototype.range = function () {
    var count = format.format(this.lines.length) + (this.lines.length === 1 ? ' line' : ' lines');
    if (!this.isPartial()) {
      return count;
    }
    var fromStart = this.sources.every(function (source) {
      return source.skipped === 0;
    });
    var lines = fromStart ? 'lines ' + format.format(this.base + 1) + ' to ' + format.format(this.end())
      : 'last ' + count + ', numbered from the first one loaded';
    return lines + ', ' + this.part();
  };

  self.SignalboxLogs = { Model: Model, sourceOf: sourceOf, insert: insert, NOTE: NOTE };
})();
