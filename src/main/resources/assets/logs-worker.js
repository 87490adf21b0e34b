// Searches log lines off the page's thread. Messages to the worker:
//   lines   [place, text] of new and continued lines
//   query   a regular expression; searches all lines
//   before  forgets the lines before this place
//   ranges  places of lines of which the matches are wanted
// Replies have the id of the query; begun and ended name the work whose time the page limits.
(function () {
  'use strict';

  var SLICE = 2000;
  var MAX_RANGES = 200;

  var lines = new Map();
  var query = null;
  var id = 0;
  var places = [];
  var next = 0;
  var isRunning = false;

  function slice() {
    var matches = [];
    var until = Math.min(places.length, next + SLICE);
    for (; next < until; next++) {
      var text = lines.get(places[next]);
      if (text !== undefined && query.test(text)) {
        matches.push(places[next]);
      }
    }
    isRunning = next < places.length;
    postMessage({ id: id, matches: matches, ended: isRunning ? undefined : 'search' });
    if (isRunning) {
      // between slices a newer query can arrive
      setTimeout(slice, 0);
    } else {
      places = [];
      next = 0;
    }
  }

  function search(more) {
    places = places.concat(more);
    postMessage({ id: id, begun: 'search' });
    if (!isRunning) {
      isRunning = true;
      slice();
    }
  }

  function rangesOf(text) {
    var ranges = [];
    for (var match of text.matchAll(new RegExp(query.source, query.flags + 'g'))) {
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
    postMessage({ id: id, begun: 'ranges' });
    var ranges = wanted.map(function (place) {
      return [place, rangesOf(lines.get(place) || '')];
    });
    postMessage({ id: id, ranges: ranges, ended: 'ranges' });
  }

  self.onmessage = function (event) {
    var message = event.data;
    if (message.before !== undefined) {
      for (var place of lines.keys()) {
        if (place < message.before) {
          lines.delete(place);
        }
      }
      return;
    }
    if (message.lines) {
      message.lines.forEach(function (line) {
        lines.set(line[0], self.SignalboxAnsi.plain(line[1]));
      });
    }
    if (message.query) {
      query = message.query;
      id = message.id;
      places = [];
      next = 0;
      search(Array.from(lines.keys()));
    } else if (message.lines && query) {
      search(message.lines.map(function (line) {
        return line[0];
      }));
    } else if (message.ranges && message.id === id) {
      sendRanges(message.ranges);
    }
  };
})();
