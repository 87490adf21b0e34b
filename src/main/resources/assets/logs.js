// Live log viewer: following, the toolbar, and the updates of the stream. The lines are in
// logs-model.js, the rows that show them in logs-layout.js and logs-rows.js, the texts around them
// in logs-status.js, the search in logs-search.js and logs-find.js, the stream in logs-stream.js.
//
//   <section data-logs data-stream="…"> with toolbar, view, status and the ends of the logs as text
(() => {
  'use strict';

  const root = document.querySelector('[data-logs]');
  if (!root) {
    return;
  }

  const STORAGE_PREFIX = 'signalbox-log-';
  const { logs, memory } = Signalbox;

  function part(name) {
    return root.querySelector(`[data-logs-${name}]`);
  }

  const view = part('view');
  const resume = part('resume');
  const sources = [...part('sources').children].map(logs.sourceOf);

  const model = new logs.Model(sources);
  const search = new logs.Search(model, root.dataset.worker, (isText) => find.searched(isText));
  const rows = new logs.Rows(view, model, search, updateStatus);
  const { layout } = rows;
  const status = new logs.Status(root, part, model, search, rows);
  const find = new logs.Find({ part, press, isPressed }, model, search, rows, status, (why) => follow(false, why));
  rows.wrap = memory.get(`${STORAGE_PREFIX}wrap`) === 'on';
  rows.times = memory.get(`${STORAGE_PREFIX}times`) === 'on';

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

  let lastTop = 0;

  function follow(on, why) {
    if (rows.following === on) {
      return;
    }
    rows.following = on;
    status.newLines = 0;
    press('follow', on);
    resume.hidden = on;
    status.announce(on ? 'Following again' : why || 'Paused');
    rows.draw();
  }

  view.addEventListener(
    'scroll',
    () => {
      const scripted = rows.scripted;
      rows.scripted = false;
      const atEnd = rows.isAtEnd();
      if (!scripted && rows.following && view.scrollTop < lastTop && !atEnd) {
        follow(false, 'Paused (scrolled up)');
      } else if (!scripted && !rows.following && atEnd && view.scrollTop > lastTop) {
        follow(true);
      }
      lastTop = view.scrollTop;
      rows.draw();
    },
    { passive: true }
  );

  resume.addEventListener('click', () => {
    follow(true);
    view.focus();
  });

  // toolbar:

  function press(name, isOn) {
    part(name).setAttribute('aria-pressed', String(isOn));
  }

  function isPressed(name) {
    return part(name).getAttribute('aria-pressed') === 'true';
  }

  function switchWrap() {
    keepInSight(() => {
      rows.wrap = !rows.wrap;
      memory.set(`${STORAGE_PREFIX}wrap`, rows.wrap ? 'on' : null);
    });
  }

  function switchTimes() {
    keepInSight(() => {
      rows.times = !rows.times;
      memory.set(`${STORAGE_PREFIX}times`, rows.times ? 'on' : null);
    });
  }

  function keepInSight(change) {
    const { current } = rows;
    const row = layout.rowAt(view.scrollTop);
    const currentRow = layout.rowOf(current);
    const isShown = current >= 0 && currentRow >= row && currentRow <= layout.rowAt(view.scrollTop + view.clientHeight);
    change();
    paintSwitches();
    rows.invalidate(true);
    rows.layOut();
    if (isShown) {
      rows.center(current);
    } else {
      rows.scrollTo(layout.top(row));
    }
    rows.draw();
  }

  function paintSwitches() {
    press('wrap', rows.wrap);
    press('times', rows.times);
    root.classList.toggle('sb-logs-wrapped', rows.wrap);
  }

  function copy() {
    const copied = rows.copy();
    const words = `${logs.count(copied.count, 'line')} copied`;
    Signalbox.copy(copied.text, () => Signalbox.toast(words, 'ok'), 'Download the log instead.');
  }

  /** A click on a line number selects the line; with Shift all lines up to it. */
  rows.box.addEventListener('click', (event) => {
    const number = event.target.closest('[data-place]');
    if (number) {
      rows.select(Number(number.dataset.place), event.shiftKey);
      const selected = rows.selection ? rows.selection[1] - rows.selection[0] + 1 : 0;
      part('copy').querySelector('span').textContent = selected === 0 ? 'Copy' : `Copy ${logs.count(selected, 'line')}`;
    }
  });

  function focusFind() {
    find.field.focus();
    find.field.select();
  }

  const commands = {
    '/': focusFind,
    n: () => find.stepToMatch(true),
    N: () => find.stepToMatch(false),
    e: () => find.showFirstError(),
    E: () => find.stepToError(),
    f: () => follow(!rows.following),
    w: switchWrap,
    t: switchTimes,
    c: copy,
  };
  part('next').addEventListener('click', commands.n);
  part('previous').addEventListener('click', commands.N);
  part('error').addEventListener('click', commands.e);
  part('follow').addEventListener('click', commands.f);
  part('wrap').addEventListener('click', switchWrap);
  part('times').addEventListener('click', switchTimes);
  part('copy').addEventListener('click', copy);

  // capture phase: overrides the global shortcuts, so that "/" searches the log
  document.addEventListener(
    'keydown',
    (event) => {
      const isGoMode = document.body.classList.contains('sb-go-mode');
      if (!Signalbox.isShortcut(event) || isGoMode || !Object.hasOwn(commands, event.key)) {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      commands[event.key]();
    },
    true
  );

  // the stream:

  let jumpToError = location.hash === '#first-error';

  const stream = new logs.Stream(root.dataset.stream, {
    update: apply,
    refused(problem) {
      status.showProblems(problem);
    },
    changed() {
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
    if (model.setSizes(update.sizes ?? [])) {
      rows.invalidate(true);
    }
    for (const source of update.gaps) {
      model.add(source, 0, Date.now(), logs.NOTE, false, 'Earlier lines are not shown. Download the full log.');
    }
    const errorsBefore = model.errors.length;
    const known = model.end();
    const changed = update.lines.map(([source, ordinal, at, kind, error, text]) =>
      model.add(source, ordinal, at, kind, error === 1, text)
    );
    if (rows.wrap && changed.some((line) => line.place < known)) {
      rows.invalidate(false);
    }
    if (!rows.following) {
      status.newLines += update.lines.length;
    }
    model.setStates(update.states);
    if (update.states.length > 0) {
      status.showProblems(null);
      status.announce([...new Set(update.states.map((state) => state.words))].join(' '));
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
      find.showFirstError();
    }
    if (!update.more && sources.every((source) => source.phase === 'ended')) {
      stream.finish();
    }
  }

  document.addEventListener('submit', (event) => {
    if (event.target.matches('[data-forget]')) {
      stream.disconnect();
    }
  });
  new ResizeObserver(() => {
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
