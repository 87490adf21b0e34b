// The lines of the log viewer, without anything that is displayed.
(() => {
  'use strict';

  const { ansi } = Signalbox;
  const MAX_LINES = 100000;
  const SLACK = 5000;
  const OPEN = 1;
  const NOTE = 3;

  function widthOf(plain) {
    if (!/[\u1100-\uffff]/.test(plain)) {
      return plain.length;
    }
    let width = 0;
    for (const c of plain) {
      const code = c.codePointAt(0);
      width +=
        code >= 0x1100 &&
        (code <= 0x115f ||
          (code >= 0x2e80 && code <= 0xa4cf) ||
          (code >= 0xac00 && code <= 0xd7a3) ||
          (code >= 0xf900 && code <= 0xfaff) ||
          (code >= 0xfe30 && code <= 0xfe6f) ||
          (code >= 0xff00 && code <= 0xff60) ||
          (code >= 0x1f300 && code <= 0x1faff))
          ? 2
          : 1;
    }
    return width;
  }

  function bytesOf(text) {
    return /^[\x00-\x7f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
  }

  function format(number) {
    return number.toLocaleString('en');
  }

  /** Returns a number with its noun in singular or plural. */
  function count(number, one, many = `${one}s`) {
    return `${format(number)} ${number === 1 ? one : many}`;
  }

  function size(bytes) {
    const [unit, length] = bytes < 1 << 20 ? ['KiB', 1 << 10] : bytes < 1 << 30 ? ['MiB', 1 << 20] : ['GiB', 1 << 30];
    return `${format(Math.round((bytes / length) * 10) / 10)} ${unit}`;
  }

  /** Inserts a number into an ascending list unless it is in there. */
  function insert(list, number) {
    if (list.length === 0 || list.at(-1) < number) {
      list.push(number);
    } else if (!list.includes(number)) {
      list.push(number);
      list.sort((a, b) => a - b);
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
      linesBefore: -1,
      partial: false,
    };
  }

  /**
   * Keeps the last 100,000 lines of the sources. A line is identified by its place, which counts
   * all lines including the dropped ones.
   */
  class Model {
    constructor(sources) {
      this.sources = sources;
      this.lines = [];
      this.base = 0; // number of dropped lines before the first one
      this.errors = []; // places
      this.widest = 0;
      this.bytes = 0; // of the log that the lines are from
      this.ids = 0;
    }

    /**
     * Sets how much of the log of a source was skipped. The number of lines in it is -1 while it is
     * unknown.
     *
     * @return whether line numbers changed
     */
    setSizes(sizes) {
      const before = this.linesBefore();
      for (const size of sizes) {
        const source = this.sources[size.source];
        source.total = size.total;
        source.skipped = size.skipped;
        source.linesBefore = size.linesBefore;
        source.partial = size.partial;
      }
      return before !== this.linesBefore();
    }

    /** Returns the number of lines before the first one of the only source, or -1. */
    linesBefore() {
      return this.sources.length === 1 ? this.sources[0].linesBefore : -1;
    }

    /** Returns the line number to show, which is empty for notes. Merged lines are just counted. */
    numberOf(line) {
      if (this.sources.length > 1) {
        return String(line.place + 1);
      }
      return line.ordinal === 0 ? '' : String(Math.max(0, this.linesBefore()) + line.ordinal);
    }

    setStates(states) {
      for (const state of states) {
        const source = this.sources[state.source];
        source.phase = state.phase;
        source.words = state.words;
        source.problem = state.answered === undefined ? null : state;
      }
    }

    end() {
      return this.base + this.lines.length;
    }

    at(place) {
      return this.lines[place - this.base];
    }

    /**
     * Adds a line or continues the last one of its source, and returns it.
     *
     * @param ordinal the number of the line in the part of the log that was read; 0 for notes
     */
    add(source, ordinal, at, kind, error, text) {
      const from = this.sources[source];
      const open = kind !== NOTE ? from.last : null;
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
      const line = {
        id: ++this.ids,
        place: this.end(),
        source,
        ordinal,
        at,
        kind,
        error,
        text,
        begin: null,
        width: 0,
        bytes: 0,
        version: 0,
      };
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
    }

    measure(line, from) {
      const read = ansi.read(line.text, line.begin);
      from.state = read.state === ansi.NONE ? null : read.state;
      line.width = widthOf(read.plain);
      line.bytes = bytesOf(line.text) + 1;
      this.bytes += line.bytes;
      this.widest = Math.max(this.widest, line.width);
    }

    plain(line) {
      return line.kind === NOTE ? line.text : ansi.plain(line.text);
    }

    /** Returns how many of the oldest lines have to be dropped. */
    excess() {
      return this.lines.length <= MAX_LINES + SLACK ? 0 : this.lines.length - MAX_LINES;
    }

    drop(count) {
      for (const line of this.lines.splice(0, count)) {
        this.bytes -= line.bytes;
      }
      this.base += count;
      this.errors = this.errors.filter((place) => place >= this.base);
    }

    /** Removes the lines of logs that restart from the beginning. Changes all places. */
    clear(which) {
      this.lines = this.lines.filter((line) => !which.includes(line.source));
      this.base = 0;
      this.bytes = 0;
      this.errors = [];
      this.lines.forEach((line, i) => {
        line.place = i;
        this.bytes += line.bytes;
        if (line.error) {
          this.errors.push(i);
        }
      });
      for (const source of which) {
        this.sources[source].last = null;
        this.sources[source].state = null;
      }
    }

    /** Returns whether the logs have more lines than these. */
    isPartial() {
      return this.base > 0 || this.sources.some((source) => source.partial);
    }

    /** Describes the loaded part of the logs: its size and that of the logs. */
    part() {
      const all = this.sources.reduce((sum, source) => sum + source.total, 0);
      return `${size(Math.min(this.bytes, all))} of ${size(all)}`;
    }

    /**
     * Describes the loaded lines. Their numbers in the log are unknown until the lines before them
     * are counted: Nomad reports the size of a log in bytes.
     */
    range() {
      const lines = count(this.lines.length, 'line');
      if (!this.isPartial()) {
        return lines;
      }
      const before = this.linesBefore();
      const first = this.lines.find((line) => line.ordinal > 0);
      const last = this.lines.findLast((line) => line.ordinal > 0);
      if (before >= 0 && first) {
        return `lines ${format(before + first.ordinal)} to ${format(before + last.ordinal)}, ${this.part()}`;
      }
      const fromStart = this.sources.every((source) => source.skipped === 0);
      const range =
        fromStart && this.sources.length > 1
          ? `lines ${format(this.base + 1)} to ${format(this.end())}`
          : `last ${lines}, numbered from the first one loaded`;
      return `${range}, ${this.part()}`;
    }
  }

  Signalbox.logs = { Model, sourceOf, insert, format, count, NOTE };
})();
