// Functions that the tests of the log viewer's scripts share.
const viewer = (() => {
  'use strict';

  let workerUrl = '';

  function setWorker(script) {
    workerUrl = URL.createObjectURL(new Blob([script]));
  }

  /** Returns a model of one source with these lines. */
  function model(lines) {
    const source = {
      label: '',
      name: 'agent',
      phase: 'following',
      last: null,
      state: null,
      total: 0,
      skipped: 0,
      linesBefore: -1,
    };
    const model = new Signalbox.logs.Model([source]);
    append(model, lines);
    return model;
  }

  /** Adds complete lines and returns them. */
  function append(model, lines) {
    return lines.map((text) => model.add(0, model.end() + 1, 0, 0, false, text));
  }

  function repeat(count, text) {
    return Array.from({ length: count }, () => text);
  }

  /** Starts a search and waits for its end. */
  function searchIn(model, text, isRegex = false) {
    return new Promise((resolve) => {
      const search = new Signalbox.logs.Search(model, workerUrl, () => search.done && resolve(search));
      search.start(text, isRegex);
      if (search.done) {
        resolve(search);
      }
    });
  }

  /** Waits until a search has searched lines that were added. */
  function searchAlso(search, lines) {
    return new Promise((resolve) => {
      search.changed = () => search.done && resolve(search);
      search.add(lines);
    });
  }

  /** Waits for the matches in a line. */
  function ranges(search, line) {
    return new Promise((resolve) => {
      search.changed = (isText) => isText && resolve(search.ranges(line));
      search.ranges(line);
    });
  }

  /** Returns rows in a view of 800 x 400 px. */
  function rows(model) {
    document.body.replaceChildren();
    const view = document.createElement('div');
    view.className = 'sb-logs-view';
    view.style.cssText = 'width: 800px; height: 400px; max-height: none; overflow: auto; padding: 0; border: 0';
    document.body.append(view);
    const search = new Signalbox.logs.Search(model, workerUrl, () => {});
    const rows = new Signalbox.logs.Rows(view, model, search, () => {});
    rows.measure();
    return rows;
  }

  return { setWorker, model, append, repeat, searchIn, searchAlso, ranges, rows };
})();
