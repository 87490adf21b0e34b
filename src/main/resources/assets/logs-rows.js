// The visible rows of the log viewer: their layout, and their elements. Only visible lines are
// rendered, so that 100,000 lines stay usable. Log text is only ever inserted as text nodes.
(function () {
  'use strict';

  var HEIGHT = 20;
  var OVERSCAN = 15;
  var CUT = 2;

  var logs = self.SignalboxLogs;
  var NOTE = logs.NOTE;
  var ansi = self.SignalboxAnsi;

  function cell(name, text) {
    var span = document.createElement('span');
    span.className = name;
    span.textContent = text;
    return span;
  }

  function clock(at) {
    return new Date(at).toISOString().slice(11, 23);
  }

  /**
   * @param view the scrolling element
   * @param drawn called after the rows were drawn
   */
  function Rows(view, model, search, drawn) {
    this.view = view;
    this.model = model;
    this.search = search;
    this.drawn = drawn;
    this.labelled = model.sources.some(function (source) {
      return source.label !== '';
    });
    this.wrap = false;
    this.times = false;
    this.filtering = false; // only matching lines are shown
    this.following = true; // the end is shown
    this.current = -1; // place of the current match or error
    this.selection = null; // first and last place
    this.scripted = false; // the next scroll event is caused by a script
    this.tops = null; // offset of each row and of the end, if rows differ in height
    this.laidOut = false;
    this.columns = 80;
    this.letter = 7.5;
    this.rendered = new Map();
    this.version = 0; // incremented when all rows must be rendered again
    this.isFrameRequested = false;
    this.spacer = document.createElement('div');
    this.spacer.className = 'sb-logs-space';
    this.box = document.createElement('div');
    this.box.className = 'sb-logs-rows';
    this.spacer.append(this.box);
    view.append(this.spacer);
  }

  /** Has all rows laid out again; with `isText`, rendered again, too. */
  Rows.prototype.invalidate = function (isText) {
    this.laidOut = false;
    if (isText) {
      this.version += 1;
    }
  };

  // layout:

  Rows.prototype.length = function () {
    return this.filtering ? this.search.matches.length : this.model.lines.length;
  };

  Rows.prototype.lineAt = function (row) {
    return this.filtering ? this.model.at(this.search.matches[row]) : this.model.lines[row];
  };

  Rows.prototype.rowOf = function (place) {
    if (!this.filtering) {
      return place - this.model.base;
    }
    var matches = this.search.matches;
    var low = 0;
    var high = matches.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (matches[middle] < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };

  /** Measures the width of a character in the font of the log. */
  Rows.prototype.measure = function () {
    var probe = cell('sb-log-text', 'M'.repeat(100));
    probe.classList.add('sb-logs-probe');
    this.box.append(probe);
    this.letter = probe.getBoundingClientRect().width / 100 || this.letter;
    probe.remove();
  };

  Rows.prototype.gutter = function () {
    return 9 + (this.times ? 14 : 0) + (this.labelled ? 20 : 0);
  };

  Rows.prototype.heightOf = function (line) {
    return HEIGHT * Math.max(1, Math.ceil(line.width / this.columns));
  };

  Rows.prototype.layOut = function () {
    if (this.wrap) {
      this.columns = Math.max(10, Math.floor((this.view.clientWidth - 24) / this.letter) - this.gutter());
      if (!this.laidOut || !this.tops) {
        this.tops = [0];
      }
      for (var row = this.tops.length - 1; row < this.length(); row++) {
        this.tops.push(this.tops[row] + this.heightOf(this.lineAt(row)));
      }
    } else {
      this.tops = null;
    }
    this.laidOut = true;
    this.spacer.style.height = this.top(this.length()) + 'px';
    this.spacer.style.minWidth = this.wrap ? '100%' : 'max(100%, ' + (this.model.widest + this.gutter() + 4) + 'ch)';
  };

  Rows.prototype.top = function (row) {
    return this.tops ? this.tops[Math.min(row, this.tops.length - 1)] : row * HEIGHT;
  };

  Rows.prototype.rowAt = function (height) {
    if (!this.tops) {
      return Math.floor(height / HEIGHT);
    }
    var low = 0;
    var high = this.tops.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= height) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  };

  Rows.prototype.isAtEnd = function () {
    return this.view.scrollTop + this.view.clientHeight >= this.view.scrollHeight - HEIGHT;
  };

  Rows.prototype.scrollTo = function (height) {
    this.scripted = true;
    this.view.scrollTop = Math.max(0, height);
  };

  /** Scrolls to the middle of the view. */
  Rows.prototype.center = function (place) {
    this.scrollTo(this.top(this.rowOf(place)) - this.view.clientHeight / 2);
  };

  /** Drops the oldest lines without moving the visible ones. */
  Rows.prototype.trim = function () {
    var model = this.model;
    var matches = this.search.matches;
    var dropped = model.excess();
    if (dropped === 0) {
      return;
    }
    var droppedRows = this.filtering ? matches.findIndex(function (place) { return place >= model.base + dropped; }) : dropped;
    if (droppedRows < 0) {
      droppedRows = matches.length;
    }
    var height = this.laidOut ? this.top(Math.min(droppedRows, this.length())) : 0;
    model.drop(dropped);
    this.search.drop();
    this.laidOut = false;
    if (!this.following) {
      this.layOut();
      this.scrollTo(this.view.scrollTop - height);
    }
  };

  // drawing:

  Rows.prototype.draw = function () {
    if (!this.isFrameRequested) {
      this.isFrameRequested = true;
      requestAnimationFrame(function () {
        this.isFrameRequested = false;
        this.drawNow();
      }.bind(this));
    }
  };

  Rows.prototype.drawNow = function () {
    var view = this.view;
    this.layOut();
    if (this.following) {
      this.scrollTo(view.scrollHeight);
    }
    var first = Math.max(0, this.rowAt(view.scrollTop) - OVERSCAN);
    var last = Math.min(this.length(), this.rowAt(view.scrollTop + view.clientHeight) + OVERSCAN);
    var next = new Map();
    var wanted = [];
    for (var row = first; row < last; row++) {
      var line = this.lineAt(row);
      var known = this.rendered.get(line.id);
      var fresh = !known || known.version !== line.version || known.look !== this.version;
      var element = fresh ? this.elementOf(line) : known.element;
      next.set(line.id, { element: element, version: line.version, look: this.version });
      wanted.push(element);
      if (!fresh) {
        this.rendered.delete(line.id);
      }
    }
    this.rendered.forEach(function (entry) {
      entry.element.remove();
    });
    this.rendered = next;
    this.insert(wanted);
    this.box.style.transform = 'translateY(' + this.top(first) + 'px)';
    this.drawn();
  };

  /** Rows that stay are not moved, which would clear a text selection. */
  Rows.prototype.insert = function (elements) {
    var box = this.box;
    var place = box.firstChild;
    elements.forEach(function (element) {
      if (element === place) {
        place = place.nextSibling;
      } else {
        box.insertBefore(element, place);
      }
    });
  };

  /** Selects a line, or with `isExtended` all lines up to it. Selecting a line again deselects it. */
  Rows.prototype.select = function (place, isExtended) {
    var selection = this.selection;
    if (isExtended && selection) {
      this.selection = [Math.min(selection[0], place), Math.max(selection[1], place)];
    } else {
      this.selection = selection && selection[0] === place && selection[1] === place ? null : [place, place];
    }
    this.version += 1;
    this.draw();
  };

  Rows.prototype.isSelected = function (line) {
    return this.selection !== null && line.place >= this.selection[0] && line.place <= this.selection[1];
  };

  Rows.prototype.elementOf = function (line) {
    var row = document.createElement('div');
    row.className = 'sb-log-line' + (line.kind === NOTE ? ' sb-log-note' : '') + (line.error ? ' sb-log-error' : '') +
      (line.place === this.current ? ' sb-log-current' : '') + (this.isSelected(line) ? ' sb-log-chosen' : '');
    var head = cell('sb-log-head', '');
    var number = cell('sb-log-number', String(line.place + 1));
    number.dataset.place = String(line.place);
    head.append(number);
    if (this.times) {
      head.append(cell('sb-log-time', clock(line.at)));
    }
    if (this.labelled) {
      var source = cell('sb-log-source sb-log-source-' + (line.source % 8), this.model.sources[line.source].label);
      source.title = this.model.sources[line.source].name;
      head.append(source);
    }
    var text = cell('sb-log-text', '');
    if (line.kind === NOTE) {
      text.textContent = line.text;
    } else {
      renderText(text, ansi.read(line.text, line.begin), this.search.ranges(line));
      if (line.kind === CUT) {
        text.append(cell('sb-log-cut', ' line split at 64 KiB'));
      }
    }
    row.append(head, text);
    return row;
  };

  /** Colors and matches overlap, so the text is split at the boundaries of both. */
  function renderText(text, read, found) {
    if (read.runs.length === 0 && found.length === 0) {
      text.textContent = read.plain;
      return;
    }
    var edges = new Set([0, read.plain.length]);
    read.runs.concat(found).forEach(function (run) {
      edges.add(run[0]);
      edges.add(run[1]);
    });
    var sorted = Array.from(edges).sort(function (a, b) {
      return a - b;
    });
    for (var i = 0; i + 1 < sorted.length; i++) {
      var from = sorted[i];
      var piece = read.plain.slice(from, sorted[i + 1]);
      var run = read.runs.find(function (one) {
        return one[0] <= from && from < one[1];
      });
      var hit = found.some(function (one) {
        return one[0] <= from && from < one[1];
      });
      if (!run && !hit) {
        text.append(piece);
        continue;
      }
      var element = document.createElement(hit ? 'mark' : 'span');
      element.className = run ? run[2] : '';
      element.textContent = piece;
      text.append(element);
    }
  }

  /** Returns the selected lines, or else all that are shown, as text. */
  Rows.prototype.copy = function () {
    var model = this.model;
    var picked = [];
    if (this.selection) {
      picked = model.lines.slice(
        Math.max(0, this.selection[0] - model.base), Math.max(0, this.selection[1] - model.base + 1));
    } else {
      for (var row = 0; row < this.length(); row++) {
        picked.push(this.lineAt(row));
      }
    }
    var lines = picked.map(function (line) {
      return (this.times ? clock(line.at) + ' ' : '') +
        (this.labelled ? model.sources[line.source].label + ' ' : '') + model.plain(line);
    }, this);
    return { text: lines.join('\n'), count: lines.length };
  };

  logs.Rows = Rows;
})();
