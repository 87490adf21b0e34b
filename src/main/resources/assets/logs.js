// Live log viewer: following, searching, the toolbar, and the updates of the stream.
// The lines are in logs-model.js, the rows that show them in logs-rows.js, the texts around them in
// logs-status.js, the search in logs-search.js, and the stream in logs-stream.js.
//
//   <section data-logs data-stream="…"> with toolbar, view, status and the ends of the logs as text
(function () {
  'use strict';

  var root = document.querySelector('[data-logs]');
  if (!root || !window.Signalbox || !window.SignalboxLogs) {
    return;
  }

  var STORAGE_PREFIX = 'signalbox-log-';
  var logs = window.SignalboxLogs;
  var memory = window.Signalbox.memory;
  var format = new Intl.NumberFormat('en');

  function part(name) {
    return root.querySelector('[data-logs-' + name + ']');
  }

  var view = part('view');
  var resume = part('resume');
  var find = part('find');
  var sources = Array.from(part('sources').children).map(logs.sourceOf);

  var model = new logs.Model(sources);
  var search = new logs.Search(model, root.dataset.worker, searched);
  var rows = new logs.Rows(view, model, search, updateStatus);
  var status = new logs.Status(root, part, model, search, rows);
  rows.wrap = memory.get(STORAGE_PREFIX + 'wrap') === 'on';
  rows.times = memory.get(STORAGE_PREFIX + 'times') === 'on';

  function updateStatus() {
    status.update(stream);
  }

  /** Removes the lines of logs that restart from the beginning. */
  function clear(which) {
    model.clear(which);
    rows.current = -1;
    rows.selection = null;
    rows.invalidate(true);
    search.restart();
  }

  // following:

  var lastTop = 0;

  function follow(on, why) {
    if (rows.following === on) {
      return;
    }
    rows.following = on;
    status.newLines = 0;
    part('follow').setAttribute('aria-pressed', String(on));
    resume.hidden = on;
    status.announce(on ? 'Following again' : why || 'Paused');
    rows.draw();
  }

  view.addEventListener('scroll', function () {
    var scripted = rows.scripted;
    rows.scripted = false;
    var atEnd = rows.isAtEnd();
    if (!scripted && rows.following && view.scrollTop < lastTop && !atEnd) {
      follow(false, 'Paused (scrolled up)');
    } else if (!scripted && !rows.following && atEnd && view.scrollTop > lastTop) {
      follow(true);
    }
    lastTop = view.scrollTop;
    rows.draw();
  }, { passive: true });

  resume.addEventListener('click', function () {
    follow(true);
    view.focus();
  });

  // searching:

  /** Called after the worker has found lines or matches in lines. */
  function searched(isText) {
    if (search.error) {
      find.setAttribute('aria-invalid', 'true');
      rows.filtering = false;
    }
    if (rows.filtering || search.error) {
      rows.invalidate(false);
    }
    if (isText) {
      rows.version += 1;
    }
    status.countMatches();
    rows.draw();
  }

  function pressed(name) {
    return part(name).getAttribute('aria-pressed') === 'true';
  }

  function startSearch() {
    find.removeAttribute('aria-invalid');
    search.start(find.value, pressed('regex'));
    rows.filtering = pressed('filter') && search.isActive();
    rows.invalidate(true);
    if (search.error) {
      find.setAttribute('aria-invalid', 'true');
    }
    status.countMatches();
    rows.draw();
  }

  function go(place, label) {
    rows.current = place;
    follow(false, label);
    if (rows.filtering && !search.matches.includes(place)) {
      toggle('filter', false);
      rows.filtering = false;
      rows.invalidate(false);
    }
    rows.version += 1;
    rows.layOut();
    rows.center(place);
    var line = model.at(place);
    status.announce(label + ', line ' + format.format(place + 1) + ': ' + model.plain(line).slice(0, 200));
    status.countMatches();
    rows.draw();
  }

  function step(among, forward, label, none) {
    if (among.length === 0) {
      status.announce(none);
      return;
    }
    var from = rows.current >= 0
      ? rows.current
      : model.base + (rows.filtering ? 0 : rows.rowAt(view.scrollTop)) - (forward ? 1 : 0);
    var ahead = among.filter(function (place) {
      return forward ? place > from : place < from;
    });
    var place = forward
      ? (ahead.length > 0 ? ahead[0] : among[0])
      : (ahead.length > 0 ? ahead[ahead.length - 1] : among[among.length - 1]);
    go(place, label + ' ' + format.format(among.indexOf(place) + 1) + ' of ' + format.format(among.length));
  }

  function toggle(name, on) {
    part(name).setAttribute('aria-pressed', String(on));
  }

  var typing = 0;
  find.addEventListener('input', function () {
    clearTimeout(typing);
    typing = setTimeout(startSearch, 150);
  });
  find.addEventListener('keydown', function (event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      step(search.matches, !event.shiftKey, 'Match', 'No matches');
    } else if (event.key === 'Escape') {
      find.value = '';
      startSearch();
      view.focus();
    }
  });
  ['regex', 'filter'].forEach(function (name) {
    part(name).addEventListener('click', function () {
      toggle(name, !pressed(name));
      startSearch();
    });
  });

  var jumpToError = location.hash === '#first-error';

  function firstError() {
    if (model.errors.length === 0) {
      status.announce('No errors found');
      return;
    }
    go(model.errors[0], 'Error 1 of ' + format.format(model.errors.length));
  }

  // toolbar:

  function switchWrap() {
    keepInSight(function () {
      rows.wrap = !rows.wrap;
      memory.set(STORAGE_PREFIX + 'wrap', rows.wrap ? 'on' : null);
    });
  }

  function switchTimes() {
    keepInSight(function () {
      rows.times = !rows.times;
      memory.set(STORAGE_PREFIX + 'times', rows.times ? 'on' : null);
    });
  }

  function keepInSight(change) {
    var row = rows.rowAt(view.scrollTop);
    var current = rows.current;
    var shown = current >= 0 && rows.rowOf(current) >= row && rows.rowOf(current) <= rows.rowAt(view.scrollTop + view.clientHeight);
    change();
    paintSwitches();
    rows.invalidate(true);
    rows.layOut();
    if (shown) {
      rows.center(current);
    } else {
      rows.scrollTo(rows.top(row));
    }
    rows.draw();
  }

  function paintSwitches() {
    toggle('wrap', rows.wrap);
    toggle('times', rows.times);
    root.classList.toggle('sb-logs-wrapped', rows.wrap);
  }

  function copy() {
    var copied = rows.copy();
    var words = format.format(copied.count) + (copied.count === 1 ? ' line copied' : ' lines copied');
    window.Signalbox.copy(copied.text, view, function () {
      window.Signalbox.toast(words, 'ok');
    }, 'Download the log instead.');
  }

  /** A click on a line number selects the line; with Shift all lines up to it. */
  rows.box.addEventListener('click', function (event) {
    var number = event.target.closest('[data-place]');
    if (number) {
      rows.select(Number(number.dataset.place), event.shiftKey);
      var selected = rows.selection ? rows.selection[1] - rows.selection[0] + 1 : 0;
      part('copy').querySelector('span').textContent =
        selected === 0 ? 'Copy' : 'Copy ' + format.format(selected) + (selected === 1 ? ' line' : ' lines');
    }
  });

  var commands = {
    '/': function () { find.focus(); find.select(); },
    n: function () { step(search.matches, true, 'Match', 'No matches'); },
    N: function () { step(search.matches, false, 'Match', 'No matches'); },
    e: firstError,
    E: function () { step(model.errors, true, 'Error', 'No errors found'); },
    f: function () { follow(!rows.following); },
    w: switchWrap,
    t: switchTimes,
    c: copy,
  };
  part('next').addEventListener('click', commands.n);
  part('previous').addEventListener('click', commands.N);
  part('error').addEventListener('click', firstError);
  part('follow').addEventListener('click', commands.f);
  part('wrap').addEventListener('click', switchWrap);
  part('times').addEventListener('click', switchTimes);
  part('copy').addEventListener('click', copy);

  // capture phase: overrides the global shortcuts, so that "/" searches the log
  document.addEventListener('keydown', function (event) {
    var letters = memory.get('signalbox-letters') !== 'off';
    if (!letters || event.ctrlKey || event.metaKey || event.altKey || window.Signalbox.typing(event.target) ||
        document.body.classList.contains('sb-go-mode') || !Object.hasOwn(commands, event.key)) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    commands[event.key]();
  }, true);

  // the stream:

  var stream = new logs.Stream(root.dataset.stream, {
    update: apply,
    refused: function (problem) {
      status.showProblems(problem);
    },
    changed: function () {
      if (stream.connected) {
        status.showProblems(null);
      }
      updateStatus();
    },
  });

  function apply(update) {
    if (update.restarts.length > 0) {
      clear(update.restarts);
    }
    model.setSizes(update.sizes || []);
    update.gaps.forEach(function (source) {
      model.add(source, Date.now(), logs.NOTE, false, 'Earlier lines are not shown. Download the full log.');
    });
    var errorsBefore = model.errors.length;
    var known = model.end();
    var changed = update.lines.map(function (line) {
      return model.add(line[0], line[2], line[3], line[4] === 1, line[5]);
    });
    if (rows.wrap && changed.some(function (line) { return line.place < known; })) {
      rows.invalidate(false);
    }
    if (!rows.following) {
      status.newLines += update.lines.length;
    }
    model.setStates(update.states);
    if (update.states.length > 0) {
      status.showProblems(null);
      status.announce(Array.from(new Set(update.states.map(function (state) { return state.words; }))).join(' '));
    }
    if (errorsBefore === 0 && model.errors.length > 0 && !update.more) {
      status.announce('Error found');
    }
    rows.trim();
    search.add(changed);
    status.countMatches();
    rows.draw();
    if (model.lines.length > 0 || !update.more) {
      part('tails').hidden = true;
    }
    // a link to the first error: the log before it arrives in several updates
    if (jumpToError && !update.more && model.errors.length > 0) {
      jumpToError = false;
      firstError();
    }
    if (!update.more && sources.every(function (source) { return source.phase === 'ended'; })) {
      stream.finish();
    }
  }

  document.addEventListener('submit', function (event) {
    if (event.target.matches('[data-forget]')) {
      stream.disconnect();
    }
  });
  new ResizeObserver(function () {
    if (rows.wrap) {
      rows.invalidate(false);
    }
    rows.draw();
  }).observe(view);

  rows.measure();
  root.classList.add('sb-logs-ready');
  paintSwitches();
  status.countMatches();
  stream.connect();
})();
