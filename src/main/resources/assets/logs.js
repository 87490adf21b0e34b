// Live log viewer. All lines are kept in memory, but only the visible ones are rendered, so that
// 100,000 lines stay usable. Log text is only ever inserted as text nodes.
// The lines are in logs-model.js, the search in logs-search.js, the stream in logs-stream.js.
//
//   <section data-logs data-stream="…"> with toolbar, view, status and the ends of the logs as text
(function () {
  'use strict';

  var root = document.querySelector('[data-logs]');
  if (!root || !window.Signalbox || !window.SignalboxLogs) {
    return;
  }

  var HEIGHT = 20;
  var OVERSCAN = 15;
  var CUT = 2;
  var STORAGE_PREFIX = 'signalbox-log-';

  var logs = window.SignalboxLogs;
  var NOTE = logs.NOTE;
  var ansi = window.SignalboxAnsi;
  var memory = window.Signalbox.memory;
  var format = new Intl.NumberFormat('en');

  function part(name) {
    return root.querySelector('[data-logs-' + name + ']');
  }

  var view = part('view');
  var stage = part('stage');
  var tails = part('tails');
  var status = part('status');
  var resume = part('resume');
  var find = part('find');
  var sources = Array.from(part('sources').children).map(function (li) {
    return { label: li.dataset.label || '', name: li.dataset.name, phase: 'starting', words: '', problem: null, last: null, state: null, total: 0, skipped: 0, partial: false };
  });
  var labelled = sources.some(function (source) {
    return source.label !== '';
  });

  var model = new logs.Model(sources);
  var search = new logs.Search(model, root.dataset.worker, searched);
  var filtering = false;

  /** Drops the oldest lines without moving the visible ones. */
  function trim() {
    var dropped = model.excess();
    if (dropped === 0) {
      return;
    }
    var droppedRows = filtering ? search.matches.findIndex(function (place) { return place >= model.base + dropped; }) : dropped;
    if (droppedRows < 0) {
      droppedRows = search.matches.length;
    }
    var height = laidOut ? top(Math.min(droppedRows, rows())) : 0;
    model.drop(dropped);
    search.drop();
    laidOut = false;
    if (!following) {
      layOut();
      programmatic = true;
      view.scrollTop = Math.max(0, view.scrollTop - height);
    }
  }

  /** Removes the lines of logs that restart from the beginning. */
  function clear(which) {
    model.clear(which);
    current = -1;
    selection = null;
    laidOut = false;
    renderVersion += 1;
    search.restart();
  }

  // layout:

  var wrap = memory.get(STORAGE_PREFIX + 'wrap') === 'on';
  var times = memory.get(STORAGE_PREFIX + 'times') === 'on';
  var tops = null; // offset of each row and of the end, if rows differ in height
  var laidOut = false;
  var columns = 80;
  var letter = 7.5;

  var spacer = document.createElement('div');
  spacer.className = 'sb-logs-space';
  var box = document.createElement('div');
  box.className = 'sb-logs-rows';
  spacer.append(box);
  view.append(spacer);

  function rows() {
    return filtering ? search.matches.length : model.lines.length;
  }

  function lineAt(row) {
    return filtering ? model.at(search.matches[row]) : model.lines[row];
  }

  function rowOf(place) {
    if (!filtering) {
      return place - model.base;
    }
    var matches = search.matches;
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
  }

  function gutter() {
    return 9 + (times ? 14 : 0) + (labelled ? 20 : 0);
  }

  function heightOf(line) {
    return HEIGHT * Math.max(1, Math.ceil(line.width / columns));
  }

  function layOut() {
    if (wrap) {
      columns = Math.max(10, Math.floor((view.clientWidth - 24) / letter) - gutter());
      if (!laidOut || !tops) {
        tops = [0];
      }
      for (var row = tops.length - 1; row < rows(); row++) {
        tops.push(tops[row] + heightOf(lineAt(row)));
      }
    } else {
      tops = null;
    }
    laidOut = true;
    spacer.style.height = top(rows()) + 'px';
    spacer.style.minWidth = wrap ? '100%' : 'max(100%, ' + (model.widest + gutter() + 4) + 'ch)';
  }

  function top(row) {
    return tops ? tops[Math.min(row, tops.length - 1)] : row * HEIGHT;
  }

  function rowAt(height) {
    if (!tops) {
      return Math.floor(height / HEIGHT);
    }
    var low = 0;
    var high = tops.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (tops[middle] <= height) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  // drawing:

  var renderedRows = new Map();
  var renderVersion = 0; // incremented when all rows must be rendered again
  var isFrameRequested = false;

  function draw() {
    if (!isFrameRequested) {
      isFrameRequested = true;
      requestAnimationFrame(function () {
        isFrameRequested = false;
        drawNow();
      });
    }
  }

  function drawNow() {
    layOut();
    if (following) {
      programmatic = true;
      view.scrollTop = view.scrollHeight;
    }
    var first = Math.max(0, rowAt(view.scrollTop) - OVERSCAN);
    var last = Math.min(rows(), rowAt(view.scrollTop + view.clientHeight) + OVERSCAN);
    var next = new Map();
    var wanted = [];
    for (var row = first; row < last; row++) {
      var line = lineAt(row);
      var known = renderedRows.get(line.id);
      var fresh = !known || known.version !== line.version || known.look !== renderVersion;
      var element = fresh ? rowOfLine(line) : known.element;
      next.set(line.id, { element: element, version: line.version, look: renderVersion });
      wanted.push(element);
      if (!fresh) {
        renderedRows.delete(line.id);
      }
    }
    renderedRows.forEach(function (entry) {
      entry.element.remove();
    });
    renderedRows = next;
    // rows that stay are not moved, which would clear a text selection
    var place = box.firstChild;
    wanted.forEach(function (element) {
      if (element === place) {
        place = place.nextSibling;
      } else {
        box.insertBefore(element, place);
      }
    });
    box.style.transform = 'translateY(' + top(first) + 'px)';
    updateStatus();
  }

  function clock(at) {
    return new Date(at).toISOString().slice(11, 23);
  }

  function cell(name, text) {
    var span = document.createElement('span');
    span.className = name;
    span.textContent = text;
    return span;
  }

  function rowOfLine(line) {
    var row = document.createElement('div');
    var isSelected = selection && line.place >= selection[0] && line.place <= selection[1];
    row.className = 'sb-log-line' + (line.kind === NOTE ? ' sb-log-note' : '') + (line.error ? ' sb-log-error' : '') +
      (line.place === current ? ' sb-log-current' : '') + (isSelected ? ' sb-log-chosen' : '');
    var head = cell('sb-log-head', '');
    var number = cell('sb-log-number', String(line.place + 1));
    number.dataset.place = String(line.place);
    head.append(number);
    if (times) {
      head.append(cell('sb-log-time', clock(line.at)));
    }
    if (labelled) {
      var source = cell('sb-log-source sb-log-source-' + (line.source % 8), sources[line.source].label);
      source.title = sources[line.source].name;
      head.append(source);
    }
    var text = cell('sb-log-text', '');
    if (line.kind === NOTE) {
      text.textContent = line.text;
    } else {
      renderText(text, ansi.read(line.text, line.begin), search.ranges(line));
      if (line.kind === CUT) {
        text.append(cell('sb-log-cut', ' line split at 64 KiB'));
      }
    }
    row.append(head, text);
    return row;
  }

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

  // following:

  var following = true;
  var programmatic = false;
  var newLines = 0;
  var lastTop = 0;

  function follow(on, why) {
    if (following === on) {
      return;
    }
    following = on;
    newLines = 0;
    part('follow').setAttribute('aria-pressed', String(on));
    resume.hidden = on;
    announce(on ? 'Following again' : why || 'Paused');
    draw();
  }

  view.addEventListener('scroll', function () {
    var scripted = programmatic;
    programmatic = false;
    var atEnd = view.scrollTop + view.clientHeight >= view.scrollHeight - HEIGHT;
    if (!scripted && following && view.scrollTop < lastTop && !atEnd) {
      follow(false, 'Paused (scrolled up)');
    } else if (!scripted && !following && atEnd && view.scrollTop > lastTop) {
      follow(true);
    }
    lastTop = view.scrollTop;
    draw();
  }, { passive: true });

  resume.addEventListener('click', function () {
    follow(true);
    view.focus();
  });

  // searching:

  var current = -1;
  var selection = null;

  /** Called after the worker has found lines or matches in lines. */
  function searched(isText) {
    if (search.error) {
      find.setAttribute('aria-invalid', 'true');
      filtering = false;
    }
    if (filtering || search.error) {
      laidOut = false;
    }
    if (isText) {
      renderVersion += 1;
    }
    count();
    draw();
  }

  function count() {
    var matches = search.matches;
    var words = search.error;
    if (!words && search.isActive()) {
      var at = current < 0 ? -1 : matches.indexOf(current);
      words = !search.done && matches.length === 0 ? 'Searching…'
        : (matches.length === 0 ? 'No' : (at < 0 ? '' : format.format(at + 1) + ' of ') + format.format(matches.length)) +
          (matches.length === 1 ? ' match' : ' matches') + (model.isPartial() ? ' in ' + searchedPart() : '');
    }
    part('count').textContent = words;
    part('next').disabled = part('previous').disabled = matches.length === 0;
  }

  /** Names the part of the log that is loaded and can be searched. */
  function searchedPart() {
    var sizes = model.part().split(' of ');
    return (root.dataset.from === 'start' ? 'the first ' : 'the last ') +
      (sizes[0] === sizes[1] ? format.format(model.lines.length) + ' lines' : model.part());
  }

  function pressed(name) {
    return part(name).getAttribute('aria-pressed') === 'true';
  }

  function startSearch() {
    find.removeAttribute('aria-invalid');
    search.start(find.value, pressed('regex'));
    filtering = pressed('filter') && search.isActive();
    laidOut = false;
    renderVersion += 1;
    if (search.error) {
      find.setAttribute('aria-invalid', 'true');
    }
    count();
    draw();
  }

  function go(place, label) {
    current = place;
    follow(false, label);
    if (filtering && !search.matches.includes(place)) {
      toggle('filter', false);
      filtering = false;
      laidOut = false;
    }
    renderVersion += 1;
    layOut();
    programmatic = true;
    view.scrollTop = Math.max(0, top(rowOf(place)) - view.clientHeight / 2);
    var line = model.at(place);
    announce(label + ', line ' + format.format(place + 1) + ': ' + model.plain(line).slice(0, 200));
    count();
    draw();
  }

  function step(among, forward, label, none) {
    if (among.length === 0) {
      announce(none);
      return;
    }
    var from = current >= 0 ? current : model.base + (filtering ? 0 : rowAt(view.scrollTop)) - (forward ? 1 : 0);
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
      announce('No errors found');
      return;
    }
    go(model.errors[0], 'Error 1 of ' + format.format(model.errors.length));
  }

  function switchWrap() {
    keepInSight(function () {
      wrap = !wrap;
      memory.set(STORAGE_PREFIX + 'wrap', wrap ? 'on' : null);
    });
  }

  function switchTimes() {
    keepInSight(function () {
      times = !times;
      memory.set(STORAGE_PREFIX + 'times', times ? 'on' : null);
    });
  }

  function keepInSight(change) {
    var row = rowAt(view.scrollTop);
    var shown = current >= 0 && rowOf(current) >= row && rowOf(current) <= rowAt(view.scrollTop + view.clientHeight);
    change();
    paintSwitches();
    laidOut = false;
    renderVersion += 1;
    layOut();
    programmatic = true;
    view.scrollTop = shown ? Math.max(0, top(rowOf(current)) - view.clientHeight / 2) : top(row);
    draw();
  }

  function paintSwitches() {
    toggle('wrap', wrap);
    toggle('times', times);
    root.classList.toggle('sb-logs-wrapped', wrap);
  }

  function copy() {
    var picked = [];
    if (selection) {
      picked = model.lines.slice(Math.max(0, selection[0] - model.base), Math.max(0, selection[1] - model.base + 1));
    } else {
      for (var row = 0; row < rows(); row++) {
        picked.push(lineAt(row));
      }
    }
    var text = picked.map(function (line) {
      return (times ? clock(line.at) + ' ' : '') + (labelled ? sources[line.source].label + ' ' : '') + model.plain(line);
    }).join('\n');
    var words = format.format(picked.length) + (picked.length === 1 ? ' line copied' : ' lines copied');
    function done() {
      window.Signalbox.toast(words, 'ok');
    }
    function byHand() {
      var area = document.createElement('textarea');
      area.value = text;
      area.className = 'visually-hidden';
      document.body.append(area);
      area.select();
      var worked = document.execCommand('copy');
      area.remove();
      view.focus();
      if (worked) {
        done();
      } else {
        window.Signalbox.toast('Copying is blocked by this browser. Download the log instead.', 'warn');
      }
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done, byHand);
    } else {
      byHand();
    }
  }

  /** A click on a line number selects the line; with Shift all lines up to it. */
  box.addEventListener('click', function (event) {
    var number = event.target.closest('[data-place]');
    if (!number) {
      return;
    }
    var place = Number(number.dataset.place);
    if (event.shiftKey && selection) {
      selection = [Math.min(selection[0], place), Math.max(selection[1], place)];
    } else {
      selection = selection && selection[0] === place && selection[1] === place ? null : [place, place];
    }
    part('copy').querySelector('span').textContent =
      !selection ? 'Copy' : selection[0] === selection[1] ? 'Copy 1 line' : 'Copy ' + format.format(selection[1] - selection[0] + 1) + ' lines';
    renderVersion += 1;
    draw();
  });

  var commands = {
    '/': function () { find.focus(); find.select(); },
    n: function () { step(search.matches, true, 'Match', 'No matches'); },
    N: function () { step(search.matches, false, 'Match', 'No matches'); },
    e: firstError,
    E: function () { step(model.errors, true, 'Error', 'No errors found'); },
    f: function () { follow(!following); },
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

  // status and announcements:

  var announcement = 0;

  function announce(words) {
    clearTimeout(announcement);
    announcement = setTimeout(function () {
      part('say').textContent = words;
    }, 300);
  }

  function updateStatus() {
    var phases = new Set(sources.map(function (source) {
      return source.phase;
    }));
    var phase = !stream.connected && !stream.finished ? 'reconnecting automatically'
      : phases.size === 1 && phases.has('ended') ? (root.dataset.from === 'start' && model.isPartial() ? 'more lines follow' : 'ended')
      : phases.has('following') ? (following ? 'following' : 'paused')
      : phases.has('failed') && phases.size === 1 ? 'not readable'
      : 'waiting';
    var found = model.errors.length === 0 ? '' : ' · ' + format.format(model.errors.length) + (model.errors.length === 1 ? ' error' : ' errors');
    var words = model.range() + ' · ' + phase + found;
    words = words[0].toUpperCase() + words.slice(1);
    if (status.textContent !== words) {
      status.textContent = words;
    }
    part('beginning').hidden = root.dataset.from !== 'start' && !model.isPartial();
    var empty = model.lines.length > 0
      ? (rows() > 0 || !search.done ? '' : model.isPartial() ? 'No matches in ' + searchedPart() + '.' : 'No lines match.')
      : phase === 'ended' ? 'No output.'
      : phase === 'following' || phase === 'paused' ? 'No output yet. New lines appear here live.' : '';
    part('nothing').textContent = empty;
    part('nothing').hidden = empty === '';
    part('error').disabled = model.errors.length === 0;
    resume.querySelector('span').textContent = newLines === 0 ? 'Follow again' : format.format(newLines) + (newLines === 1 ? ' new line' : ' new lines');
  }

  function problemPanel(title, words, problem) {
    var line = document.createElement('div');
    line.className = 'sb-logs-problem';
    var heading = document.createElement('p');
    var strong = document.createElement('strong');
    strong.textContent = title;
    heading.append(window.Signalbox.icon(problem ? 'alert-triangle' : 'info-circle'), strong, ' ' + words);
    line.append(heading);
    if (problem) {
      var facts = document.createElement('dl');
      facts.className = 'sb-facts';
      [['Tried', problem.tried], ['It said', problem.answered], ['You can', problem.advice]].forEach(function (fact) {
        var name = document.createElement('dt');
        name.textContent = fact[0];
        var value = document.createElement('dd');
        value.textContent = fact[1];
        facts.append(name, value);
      });
      line.append(facts);
    }
    return line;
  }

  function showProblems(extra) {
    var shown = sources.filter(function (source) {
      return ['waiting', 'queued', 'retrying', 'failed'].includes(source.phase);
    }).map(function (source) {
      var prefix = sources.length > 1 ? source.name + ': ' : '';
      return problemPanel(prefix + (source.problem ? source.problem.title + '.' : ''), source.words, source.problem);
    });
    if (extra) {
      shown.unshift(problemPanel(extra[0], extra[1], null));
    }
    part('troubles').replaceChildren.apply(part('troubles'), shown);
  }

  // the stream:

  var stream = new logs.Stream(root.dataset.stream, {
    update: apply,
    refused: showProblems,
    changed: function () {
      if (stream.connected) {
        showProblems(null);
      }
      updateStatus();
    },
  });

  function apply(update) {
    if (update.restarts.length > 0) {
      clear(update.restarts);
    }
    (update.sizes || []).forEach(function (size) {
      sources[size.source].total = size.total;
      sources[size.source].skipped = size.skipped;
      sources[size.source].partial = size.partial;
    });
    update.gaps.forEach(function (source) {
      model.add(source, Date.now(), NOTE, false, 'Earlier lines are not shown. Download the full log.');
    });
    var errorsBefore = model.errors.length;
    var known = model.end();
    var changed = update.lines.map(function (line) {
      return model.add(line[0], line[2], line[3], line[4] === 1, line[5]);
    });
    if (wrap && changed.some(function (line) { return line.place < known; })) {
      laidOut = false;
    }
    if (!following) {
      newLines += update.lines.length;
    }
    update.states.forEach(function (state) {
      var source = sources[state.source];
      source.phase = state.phase;
      source.words = state.words;
      source.problem = state.answered === undefined ? null : state;
    });
    if (update.states.length > 0) {
      showProblems(null);
      announce(Array.from(new Set(update.states.map(function (state) { return state.words; }))).join(' '));
    }
    if (errorsBefore === 0 && model.errors.length > 0 && !update.more) {
      announce('Error found');
    }
    trim();
    search.add(changed);
    count();
    draw();
    if (model.lines.length > 0 || !update.more) {
      tails.hidden = true;
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
    if (wrap) {
      laidOut = false;
    }
    draw();
  }).observe(view);

  // measures the width of a character in the font of the log
  var probe = cell('sb-log-text', 'M'.repeat(100));
  probe.classList.add('sb-logs-probe');
  box.append(probe);
  letter = probe.getBoundingClientRect().width / 100 || letter;
  probe.remove();

  root.classList.add('sb-logs-ready');
  paintSwitches();
  count();
  stream.connect();
})();
