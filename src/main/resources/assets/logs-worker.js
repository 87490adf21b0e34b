// Searches log lines off the page's thread. Messages to the worker:
//   lines   [place, text] of new and continued lines
//   query   a regular expression; searches all lines
//   before  forgets the lines before this place
//   ranges  places of lines of which the matches are wanted
// Replies have the id of the query; begun and ended name the work whose time the page limits.
(() => {
  'use strict';

  const SLICE = 2000;
  const MAX_RANGES = 200;

  const lines = new Map();
  let query = null;
  let id = 0;
  let places = [];
  let next = 0;
  let isRunning = false;

  function slice() {
    const matches = [];
    const until = Math.min(places.length, next + SLICE);
    for (; next < until; next++) {
      const text = lines.get(places[next]);
      if (text !== undefined && query.test(text)) {
        matches.push(places[next]);
      }
    }
    isRunning = next < places.length;
    postMessage({ id, matches, ended: isRunning ? undefined : 'search' });
    if (isRunning) {
      // between slices a newer query can arrive
      setTimeout(slice, 0);
    } else {
      places = [];
      next = 0;
    }
  }

  function search(more) {
    places = [...places, ...more];
    postMessage({ id, begun: 'search' });
    if (!isRunning) {
      isRunning = true;
      slice();
    }
  }

  function rangesOf(text) {
    const ranges = [];
    for (const match of text.matchAll(new RegExp(query.source, `${query.flags}g`))) {
      if (match[0] !== '') {
        ranges.push([match.index, match.index + match[0].length]);
      }
      if (ranges.length === MAX_RANGES) {
        break;
      }
    }
    return ranges;
  }

  function sendRanges(wanted) {
    postMessage({ id, begun: 'ranges' });
    const ranges = wanted.map((place) => [place, rangesOf(lines.get(place) || '')]);
    postMessage({ id, ranges, ended: 'ranges' });
  }

  self.onmessage = (event) => {
    const message = event.data;
    if (message.before !== undefined) {
      for (const place of lines.keys()) {
        if (place < message.before) {
          lines.delete(place);
        }
      }
      return;
    }
    if (message.lines) {
      for (const line of message.lines) {
        lines.set(line[0], Signalbox.ansi.plain(line[1]));
      }
    }
    if (message.query) {
      query = message.query;
      id = message.id;
      places = [];
      next = 0;
      search([...lines.keys()]);
    } else if (message.lines && query) {
      search(message.lines.map((line) => line[0]));
    } else if (message.ranges && message.id === id) {
      sendRanges(message.ranges);
    }
  };
})();
