// The texts of the log viewer around the lines: status, number of matches, and problems.
(() => {
  'use strict';

  const { logs } = Signalbox;
  const { count, format } = logs;

  function problemPanel(title, words, problem) {
    const line = document.createElement('div');
    line.className = 'sb-logs-problem';
    const heading = document.createElement('p');
    const strong = document.createElement('strong');
    strong.textContent = title;
    heading.append(Signalbox.icon(problem ? 'alert-triangle' : 'info-circle'), strong, ` ${words}`);
    line.append(heading);
    if (problem) {
      const facts = document.createElement('dl');
      facts.className = 'sb-facts';
      for (const [title, fact] of [
        ['Tried', problem.tried],
        ['It said', problem.answered],
        ['You can', problem.advice],
      ]) {
        const name = document.createElement('dt');
        name.textContent = title;
        const value = document.createElement('dd');
        value.textContent = fact;
        facts.append(name, value);
      }
      line.append(facts);
    }
    return line;
  }

  /**
   * @param root the viewer
   * @param part returns a part of the viewer by name
   * @param rows the rows that are shown
   */
  class Status {
    constructor(root, part, model, search, rows) {
      this.root = root;
      this.part = part;
      this.model = model;
      this.search = search;
      this.rows = rows;
      this.newLines = 0; // since following was paused
      this.announcement = 0;
    }

    /** Has screen readers announce a text, only the last one of several. */
    announce(words) {
      clearTimeout(this.announcement);
      this.announcement = setTimeout(() => {
        this.part('say').textContent = words;
      }, 300);
    }

    /** Names the part of the log that is loaded and can be searched. */
    searchedPart() {
      const sizes = this.model.part().split(' of ');
      return (
        (this.root.dataset.from === 'start' ? 'the first ' : 'the last ') +
        (sizes[0] === sizes[1] ? count(this.model.lines.length, 'line') : this.model.part())
      );
    }

    /** Shows the number of matches. */
    countMatches() {
      const matches = this.search.matches;
      let words = this.search.error;
      if (!words && this.search.isActive()) {
        const at = this.rows.current < 0 ? -1 : matches.indexOf(this.rows.current);
        const matched = matches.length === 0 ? 'No matches' : count(matches.length, 'match', 'matches');
        words =
          !this.search.done && matches.length === 0
            ? 'Searching…'
            : (at < 0 ? '' : `${format(at + 1)} of `) +
              matched +
              (this.model.isPartial() ? ` in ${this.searchedPart()}` : '');
      }
      this.part('count').textContent = words;
      this.part('next').disabled = this.part('previous').disabled = matches.length === 0;
    }

    phase(stream) {
      const phases = new Set(this.model.sources.map((source) => source.phase));
      const [only] = phases.size === 1 ? phases : [];
      if (!stream.connected && !stream.finished) {
        return 'reconnecting automatically';
      }
      if (only === 'ended') {
        return this.root.dataset.from === 'start' && this.model.isPartial() ? 'more lines follow' : 'ended';
      }
      if (phases.has('following')) {
        return this.rows.following ? 'following' : 'paused';
      }
      return only === 'failed' ? 'not readable' : 'waiting';
    }

    /** Returns why no lines are shown, or an empty text. */
    reasonForNoLines(phase) {
      const { model } = this;
      if (model.lines.length > 0) {
        if (this.rows.layout.length() > 0 || !this.search.done) {
          return '';
        }
        return model.isPartial() ? `No matches in ${this.searchedPart()}.` : 'No lines match.';
      }
      if (phase === 'ended') {
        return 'No output.';
      }
      return phase === 'following' || phase === 'paused' ? 'No output yet. New lines appear here live.' : '';
    }

    update(stream) {
      const model = this.model;
      const phase = this.phase(stream);
      const found = model.errors.length === 0 ? '' : ` · ${count(model.errors.length, 'error')}`;
      let words = `${model.range()} · ${phase}${found}`;
      words = words[0].toUpperCase() + words.slice(1);
      const status = this.part('status');
      if (status.textContent !== words) {
        status.textContent = words;
      }
      this.part('beginning').hidden = this.root.dataset.from !== 'start' && !model.isPartial();
      const empty = this.reasonForNoLines(phase);
      this.part('nothing').textContent = empty;
      this.part('nothing').hidden = empty === '';
      this.part('error').disabled = model.errors.length === 0;
      this.part('resume').querySelector('span').textContent =
        this.newLines === 0 ? 'Follow again' : count(this.newLines, 'new line');
    }

    /**
     * Shows the problems of the sources.
     *
     * @param extra title and text of another problem, or null
     */
    showProblems(extra) {
      const sources = this.model.sources;
      const shown = sources
        .filter((source) => ['waiting', 'queued', 'retrying', 'failed'].includes(source.phase))
        .map((source) => {
          const prefix = sources.length > 1 ? `${source.name}: ` : '';
          return problemPanel(
            prefix + (source.problem ? `${source.problem.title}.` : ''),
            source.words,
            source.problem
          );
        });
      if (extra) {
        shown.unshift(problemPanel(extra[0], extra[1], null));
      }
      this.part('troubles').replaceChildren(...shown);
    }
  }

  logs.Status = Status;
})();
