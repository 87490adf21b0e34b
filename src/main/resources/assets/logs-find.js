// The search field of the log viewer, and the steps between matches and errors.
(() => {
  'use strict';

  const { logs } = Signalbox;
  const { format } = logs;
  const TYPING_PAUSE_MILLIS = 150;

  class Find {
    /**
     * @param buttons part(name), press(name, isOn) and isPressed(name)
     * @param pause stops following and announces why
     */
    constructor(buttons, model, search, rows, status, pause) {
      this.buttons = buttons;
      this.model = model;
      this.search = search;
      this.rows = rows;
      this.status = status;
      this.pause = pause;
      this.field = buttons.part('find');
      let typing = 0;
      this.field.addEventListener('input', () => {
        clearTimeout(typing);
        typing = setTimeout(() => this.start(), TYPING_PAUSE_MILLIS);
      });
      this.field.addEventListener('keydown', (event) => this.press(event));
      for (const name of ['regex', 'filter']) {
        buttons.part(name).addEventListener('click', () => {
          buttons.press(name, !buttons.isPressed(name));
          this.start();
        });
      }
    }

    press(event) {
      if (event.key === 'Enter') {
        event.preventDefault();
        this.stepToMatch(!event.shiftKey);
      } else if (event.key === 'Escape') {
        this.field.value = '';
        this.start();
        this.rows.view.focus();
      }
    }

    start() {
      const { layout } = this.rows;
      this.search.start(this.field.value, this.buttons.isPressed('regex'));
      this.setInvalid(this.search.error !== '');
      layout.filtering = this.buttons.isPressed('filter') && this.search.isActive();
      this.rows.invalidate(true);
      this.status.countMatches();
      this.rows.draw();
    }

    setInvalid(isInvalid) {
      if (isInvalid) {
        this.field.setAttribute('aria-invalid', 'true');
      } else {
        this.field.removeAttribute('aria-invalid');
      }
    }

    /** Called after the worker has found lines, or matches in lines. */
    searched(isText) {
      const { layout } = this.rows;
      if (layout.filtering || this.search.error) {
        this.rows.invalidate(false);
      }
      if (this.search.error) {
        this.setInvalid(true);
        layout.filtering = false;
      }
      if (isText) {
        this.rows.version += 1;
      }
      this.status.countMatches();
      this.rows.draw();
    }

    stepToMatch(isForward) {
      this.step(this.search.matches, isForward, 'Match', 'No matches');
    }

    stepToError() {
      this.step(this.model.errors, true, 'Error', 'No errors found');
    }

    showFirstError() {
      const { errors } = this.model;
      if (errors.length === 0) {
        this.status.announce('No errors found');
      } else {
        this.show(errors[0], `Error 1 of ${format(errors.length)}`);
      }
    }

    step(places, isForward, label, none) {
      if (places.length === 0) {
        this.status.announce(none);
        return;
      }
      const { current, layout, view } = this.rows;
      const firstShown = this.model.base + (layout.filtering ? 0 : layout.rowAt(view.scrollTop));
      const from = current >= 0 ? current : firstShown - (isForward ? 1 : 0);
      const index = logs.indexOfNext(places, from, isForward);
      this.show(places[index], `${label} ${format(index + 1)} of ${format(places.length)}`);
    }

    show(place, label) {
      const { rows, status } = this;
      rows.current = place;
      this.pause(label);
      if (rows.layout.filtering && !this.search.matches.includes(place)) {
        this.buttons.press('filter', false);
        rows.layout.filtering = false;
      }
      rows.invalidate(true);
      rows.layOut();
      rows.center(place);
      const text = this.model.plain(this.model.at(place)).slice(0, 200);
      status.announce(`${label}, line ${format(place + 1)}: ${text}`);
      status.countMatches();
      rows.draw();
    }
  }

  logs.Find = Find;
})();
