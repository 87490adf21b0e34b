// The texts of the log viewer around the lines: status, number of matches, and problems.
(function () {
  'use strict';

  var logs = self.SignalboxLogs;
  var format = new Intl.NumberFormat('en');

  /** Returns a number with its noun in singular or plural. */
  function number(count, one, more) {
    return format.format(count) + ' ' + (count === 1 ? one : more);
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

  /**
   * @param root the viewer
   * @param part returns a part of the viewer by name
   * @param rows the rows that are shown
   */
  function Status(root, part, model, search, rows) {
    this.root = root;
    this.part = part;
    this.model = model;
    this.search = search;
    this.rows = rows;
    this.newLines = 0; // since following was paused
    this.announcement = 0;
  }

  /** Has screen readers announce a text, only the last one of several. */
  Status.prototype.announce = function (words) {
    clearTimeout(this.announcement);
    this.announcement = setTimeout(function (say) {
      say.textContent = words;
    }, 300, this.part('say'));
  };

  /** Names the part of the log that is loaded and can be searched. */
  Status.prototype.searchedPart = function () {
    var sizes = this.model.part().split(' of ');
    return (this.root.dataset.from === 'start' ? 'the first ' : 'the last ') +
      (sizes[0] === sizes[1] ? format.format(this.model.lines.length) + ' lines' : this.model.part());
  };

  /** Shows the number of matches. */
  Status.prototype.countMatches = function () {
    var matches = this.search.matches;
    var words = this.search.error;
    if (!words && this.search.isActive()) {
      var at = this.rows.current < 0 ? -1 : matches.indexOf(this.rows.current);
      words = !this.search.done && matches.length === 0 ? 'Searching…'
        : (matches.length === 0 ? 'No' : (at < 0 ? '' : format.format(at + 1) + ' of ') + format.format(matches.length)) +
          (matches.length === 1 ? ' match' : ' matches') + (this.model.isPartial() ? ' in ' + this.searchedPart() : '');
    }
    this.part('count').textContent = words;
    this.part('next').disabled = this.part('previous').disabled = matches.length === 0;
  };

  Status.prototype.phase = function (stream) {
    var model = this.model;
    var phases = new Set(model.sources.map(function (source) {
      return source.phase;
    }));
    return !stream.connected && !stream.finished ? 'reconnecting automatically'
      : phases.size === 1 && phases.has('ended') ? (this.root.dataset.from === 'start' && model.isPartial() ? 'more lines follow' : 'ended')
      : phases.has('following') ? (this.rows.following ? 'following' : 'paused')
      : phases.has('failed') && phases.size === 1 ? 'not readable'
      : 'waiting';
  };

  Status.prototype.update = function (stream) {
    var model = this.model;
    var phase = this.phase(stream);
    var found = model.errors.length === 0 ? '' : ' · ' + number(model.errors.length, 'error', 'errors');
    var words = model.range() + ' · ' + phase + found;
    words = words[0].toUpperCase() + words.slice(1);
    var status = this.part('status');
    if (status.textContent !== words) {
      status.textContent = words;
    }
    this.part('beginning').hidden = this.root.dataset.from !== 'start' && !model.isPartial();
    var empty = model.lines.length > 0
      ? (this.rows.length() > 0 || !this.search.done ? '' : model.isPartial() ? 'No matches in ' + this.searchedPart() + '.' : 'No lines match.')
      : phase === 'ended' ? 'No output.'
      : phase === 'following' || phase === 'paused' ? 'No output yet. New lines appear here live.' : '';
    this.part('nothing').textContent = empty;
    this.part('nothing').hidden = empty === '';
    this.part('error').disabled = model.errors.length === 0;
    this.part('resume').querySelector('span').textContent =
      this.newLines === 0 ? 'Follow again' : number(this.newLines, 'new line', 'new lines');
  };

  /**
   * Shows the problems of the sources.
   *
   * @param extra title and text of another problem, or null
   */
  Status.prototype.showProblems = function (extra) {
    var sources = this.model.sources;
    var shown = sources.filter(function (source) {
      return ['waiting', 'queued', 'retrying', 'failed'].includes(source.phase);
    }).map(function (source) {
      var prefix = sources.length > 1 ? source.name + ': ' : '';
      return problemPanel(prefix + (source.problem ? source.problem.title + '.' : ''), source.words, source.problem);
    });
    if (extra) {
      shown.unshift(problemPanel(extra[0], extra[1], null));
    }
    this.part('troubles').replaceChildren.apply(this.part('troubles'), shown);
  };

  logs.Status = Status;
})();
