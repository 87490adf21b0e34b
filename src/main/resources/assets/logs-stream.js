// The event stream of the log viewer: connects, reconnects with a delay, and closes while the page
// is hidden.
(() => {
  'use strict';

  const { streams } = Signalbox;
  const STREAM = 'signalbox-log-stream';

  /**
   * @param listener update(update), refused([title, words]), and changed() after a connection was
   *     opened or lost
   */
  class Stream {
    constructor(url, listener) {
      this.url = url;
      this.listener = listener;
      this.reading = null;
      this.cursor = '';
      this.attempts = 0;
      this.retryTimer = 0;
      this.connected = false;
      this.finished = false;
      document.addEventListener('visibilitychange', () => {
        if (document.hidden) {
          this.disconnect();
        } else {
          this.attempts = 0;
          this.connect();
        }
      });
      window.addEventListener('pagehide', () => this.disconnect());
      window.addEventListener('pageshow', (event) => {
        if (event.persisted) {
          this.connect();
        }
      });
    }

    async connect() {
      clearTimeout(this.retryTimer);
      if (this.reading || this.finished || document.hidden) {
        return;
      }
      const controller = new AbortController();
      this.reading = controller;
      try {
        const url = `${this.url}&${streams.parameters(STREAM)}${this.cursor ? `&after=${encodeURIComponent(this.cursor)}` : ''}`;
        const answer = await fetch(url, {
          headers: { Accept: 'text/event-stream', 'X-Signalbox-Background': 'true' },
          cache: 'no-store',
          signal: controller.signal,
        });
        if (answer.status === 401 || answer.redirected) {
          location.reload();
          return;
        }
        if (!answer.ok) {
          this.refuse(answer.status);
          throw new Error(String(answer.status));
        }
        this.connected = true;
        this.listener.changed();
        await this.read(answer.body.getReader(), controller);
      } catch (failure) {
        if (failure.name === 'AbortError') {
          return;
        }
      }
      if (this.reading === controller) {
        this.reading = null;
        this.connected = false;
        this.listener.changed();
        this.attempts += 1;
        this.retryTimer = setTimeout(() => this.connect(), streams.retryMillis(this.attempts));
      }
    }

    refuse(code) {
      this.listener.refused(
        {
          429: ['Limit of 6 open logs reached.', 'Close one and this log starts automatically.'],
          503: ['Signalbox has reached its limit of open logs.', 'Retrying automatically.'],
          404: ['Allocation not found.', 'Nomad has garbage-collected it and its logs.'],
        }[code] ?? ['Signalbox is not responding.', 'Retrying automatically.']
      );
    }

    async read(reader, controller) {
      const decoder = new TextDecoder();
      let text = '';
      for (;;) {
        const piece = await reader.read();
        if (piece.done || this.reading !== controller) {
          return;
        }
        this.attempts = 0;
        text += decoder.decode(piece.value, { stream: true });
        const end = text.lastIndexOf('\n\n');
        if (end < 0) {
          continue;
        }
        const events = text.slice(0, end).split('\n\n');
        text = text.slice(end + 2);
        for (const event of events) {
          this.handle(event);
        }
      }
    }

    handle(event) {
      let name = '';
      const data = [];
      for (const line of event.split('\n')) {
        if (line.startsWith('event:')) {
          name = line.slice(6).trim();
        } else if (line.startsWith('data:')) {
          data.push(line.slice(5));
        }
      }
      if (name === 'bye') {
        location.reload();
      } else if (name === 'update') {
        const update = JSON.parse(data.join('\n'));
        this.cursor = update.mark;
        this.listener.update(update);
      }
    }

    disconnect() {
      clearTimeout(this.retryTimer);
      if (this.reading) {
        const last = this.reading;
        this.reading = null;
        last.abort();
      }
      this.connected = false;
    }

    /** Closes the stream after the last line. */
    finish() {
      this.finished = true;
      this.disconnect();
    }
  }

  Signalbox.logs.Stream = Stream;
})();
