// The elements of the log viewer's visible rows. Only visible lines are rendered, so that 100,000
// lines stay usable. Log text is only ever inserted as text nodes.
(() => {
  'use strict';

  const CUT = 2;

  const { ansi, logs } = Signalbox;
  const { NOTE } = logs;

  function cell(name, text) {
    const span = document.createElement('span');
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
  class Rows {
    constructor(view, model, search, drawn) {
      this.view = view;
      this.model = model;
      this.search = search;
      this.drawn = drawn;
      this.layout = new logs.Layout(model, search);
      this.labelled = model.sources.some((source) => source.label !== '');
      this.wrap = false;
      this.times = false;
      this.following = true; // the end is shown
      this.current = -1; // place of the current match or error
      this.selection = null; // first and last place
      this.scripted = false; // the next scroll event is caused by a script
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
    invalidate(isText) {
      this.layout.invalidate();
      if (isText) {
        this.version += 1;
      }
    }

    /** Measures the width of a character in the font of the log. */
    measure() {
      const probe = cell('sb-log-text', 'M'.repeat(100));
      probe.classList.add('sb-logs-probe');
      this.box.append(probe);
      this.letter = probe.getBoundingClientRect().width / 100 || this.letter;
      probe.remove();
    }

    gutter() {
      return 9 + (this.times ? 14 : 0) + (this.labelled ? 20 : 0);
    }

    layOut() {
      const columns = Math.floor((this.view.clientWidth - 24) / this.letter) - this.gutter();
      this.layout.update(this.wrap ? Math.max(10, columns) : 0);
      this.spacer.style.height = `${this.layout.height()}px`;
      this.spacer.style.minWidth = this.wrap ? '100%' : `max(100%, ${this.model.widest + this.gutter() + 4}ch)`;
    }

    isAtEnd() {
      return this.view.scrollTop + this.view.clientHeight >= this.view.scrollHeight - logs.Layout.HEIGHT;
    }

    scrollTo(height) {
      this.scripted = true;
      this.view.scrollTop = Math.max(0, height);
    }

    /** Scrolls to the middle of the view. */
    center(place) {
      this.scrollTo(this.layout.centerOf(place, this.view.clientHeight));
    }

    /** Drops the oldest lines without moving the visible ones. */
    trim() {
      const dropped = this.model.excess();
      if (dropped === 0) {
        return;
      }
      const height = this.layout.heightOfOldest(dropped);
      this.model.drop(dropped);
      this.search.drop();
      this.layout.invalidate();
      if (!this.following) {
        this.layOut();
        this.scrollTo(this.view.scrollTop - height);
      }
    }

    // drawing:

    draw() {
      if (!this.isFrameRequested) {
        this.isFrameRequested = true;
        requestAnimationFrame(() => {
          this.isFrameRequested = false;
          this.drawNow();
        });
      }
    }

    drawNow() {
      const view = this.view;
      this.layOut();
      if (this.following) {
        this.scrollTo(view.scrollHeight);
      }
      const [first, last] = this.layout.window(view.scrollTop, view.clientHeight);
      const next = new Map();
      const wanted = [];
      for (let row = first; row < last; row++) {
        const line = this.layout.lineAt(row);
        const known = this.rendered.get(line.id);
        const fresh = !known || known.version !== line.version || known.look !== this.version;
        const element = fresh ? this.elementOf(line) : known.element;
        next.set(line.id, { element, version: line.version, look: this.version });
        wanted.push(element);
        if (!fresh) {
          this.rendered.delete(line.id);
        }
      }
      for (const entry of this.rendered.values()) {
        entry.element.remove();
      }
      this.rendered = next;
      this.insert(wanted);
      this.box.style.transform = `translateY(${this.layout.top(first)}px)`;
      this.drawn();
    }

    /** Rows that stay are not moved, which would clear a text selection. */
    insert(elements) {
      const box = this.box;
      let place = box.firstChild;
      for (const element of elements) {
        if (element === place) {
          place = place.nextSibling;
        } else {
          box.insertBefore(element, place);
        }
      }
    }

    /** Selects a line, or with `isExtended` all lines up to it. Selecting a line again deselects it. */
    select(place, isExtended) {
      const selection = this.selection;
      if (isExtended && selection) {
        this.selection = [Math.min(selection[0], place), Math.max(selection[1], place)];
      } else {
        this.selection = selection && selection[0] === place && selection[1] === place ? null : [place, place];
      }
      this.version += 1;
      this.draw();
    }

    isSelected(line) {
      return this.selection !== null && line.place >= this.selection[0] && line.place <= this.selection[1];
    }

    elementOf(line) {
      const row = document.createElement('div');
      row.className = 'sb-log-line';
      row.classList.toggle('sb-log-note', line.kind === NOTE);
      row.classList.toggle('sb-log-error', line.error);
      row.classList.toggle('sb-log-current', line.place === this.current);
      row.classList.toggle('sb-log-chosen', this.isSelected(line));
      const head = cell('sb-log-head', '');
      const number = cell('sb-log-number', this.model.numberOf(line));
      number.dataset.place = String(line.place);
      head.append(number);
      if (this.times) {
        head.append(cell('sb-log-time', clock(line.at)));
      }
      if (this.labelled) {
        const source = cell(`sb-log-source sb-log-source-${line.source % 8}`, this.model.sources[line.source].label);
        source.title = this.model.sources[line.source].name;
        head.append(source);
      }
      const text = cell('sb-log-text', '');
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
    }

    /** Returns the selected lines, or else all that are shown, as text. */
    copy() {
      const model = this.model;
      let picked = [];
      if (this.selection) {
        picked = model.lines.slice(
          Math.max(0, this.selection[0] - model.base),
          Math.max(0, this.selection[1] - model.base + 1)
        );
      } else {
        for (let row = 0; row < this.layout.length(); row++) {
          picked.push(this.layout.lineAt(row));
        }
      }
      const lines = picked.map(
        (line) =>
          (this.times ? `${clock(line.at)} ` : '') +
          (this.labelled ? `${model.sources[line.source].label} ` : '') +
          model.plain(line)
      );
      return { text: lines.join('\n'), count: lines.length };
    }
  }

  /** Colors and matches overlap, so the text is split at the boundaries of both. */
  function renderText(text, read, found) {
    if (read.runs.length === 0 && found.length === 0) {
      text.textContent = read.plain;
      return;
    }
    const edges = new Set([0, read.plain.length]);
    for (const run of [...read.runs, ...found]) {
      edges.add(run[0]);
      edges.add(run[1]);
    }
    const sorted = [...edges].sort((a, b) => a - b);
    for (let i = 0; i + 1 < sorted.length; i++) {
      const from = sorted[i];
      const piece = read.plain.slice(from, sorted[i + 1]);
      const run = read.runs.find((one) => one[0] <= from && from < one[1]);
      const hit = found.some((one) => one[0] <= from && from < one[1]);
      if (!run && !hit) {
        text.append(piece);
        continue;
      }
      const element = document.createElement(hit ? 'mark' : 'span');
      element.className = run ? run[2] : '';
      element.textContent = piece;
      text.append(element);
    }
  }

  logs.Rows = Rows;
})();
