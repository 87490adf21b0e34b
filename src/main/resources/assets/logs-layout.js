// The layout of the log viewer: which line each row shows, and where the rows are. It creates no
// elements.
(() => {
  'use strict';

  const HEIGHT = 20; // of a row without wrapping, in pixels
  const OVERSCAN = 15; // rows that are drawn above and below the visible ones

  /** Returns the first index at which the test holds, or the length. It holds for all later ones. */
  function firstIndex(length, test) {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  class Layout {
    static HEIGHT = HEIGHT;

    filtering = false; // only matching lines have rows

    #model;
    #search;
    #columns = 0; // characters per row, 0 without wrapping
    #tops = null; // offset of each row and of the end, if rows differ in height
    #isStale = false;

    constructor(model, search) {
      this.#model = model;
      this.#search = search;
    }

    length() {
      return this.filtering ? this.#search.matches.length : this.#model.lines.length;
    }

    lineAt(row) {
      return this.filtering ? this.#model.at(this.#search.matches[row]) : this.#model.lines[row];
    }

    rowOf(place) {
      const { matches } = this.#search;
      return this.filtering ? firstIndex(matches.length, (row) => matches[row] >= place) : place - this.#model.base;
    }

    /** Has the heights of all rows computed again. */
    invalidate() {
      this.#isStale = true;
    }

    /** Computes the heights of new rows; of all rows if the number of columns has changed. */
    update(columns) {
      if (columns !== this.#columns || this.#isStale) {
        this.#columns = columns;
        this.#tops = columns === 0 ? null : [0];
        this.#isStale = false;
      }
      if (columns === 0) {
        return;
      }
      for (let row = this.#tops.length - 1; row < this.length(); row++) {
        this.#tops.push(this.#tops[row] + this.#heightOf(this.lineAt(row)));
      }
    }

    #heightOf(line) {
      return HEIGHT * Math.max(1, Math.ceil(line.width / this.#columns));
    }

    /** Returns the offset of a row, or of the end. */
    top(row) {
      return this.#tops ? this.#tops[Math.min(row, this.#tops.length - 1)] : row * HEIGHT;
    }

    height() {
      return this.top(this.length());
    }

    rowAt(offset) {
      const tops = this.#tops;
      return tops ? Math.max(0, firstIndex(tops.length, (row) => tops[row] > offset) - 1) : Math.floor(offset / HEIGHT);
    }

    /** Returns the first row to be drawn and the row after the last one. */
    window(scrollTop, viewHeight) {
      return [
        Math.max(0, Math.min(this.rowAt(scrollTop), this.length()) - OVERSCAN),
        Math.min(this.length(), this.rowAt(scrollTop + viewHeight) + OVERSCAN),
      ];
    }

    /** Returns the offset that shows a line in the middle of the view. */
    centerOf(place, viewHeight) {
      return Math.max(0, this.top(this.rowOf(place)) - viewHeight / 2);
    }

    /** Returns the height of the rows of the oldest lines. */
    heightOfOldest(count) {
      return this.top(Math.min(this.rowOf(this.#model.base + count), this.length()));
    }
  }

  Signalbox.logs.Layout = Layout;
})();
