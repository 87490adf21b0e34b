// Functions that several scripts use. They are the properties of Signalbox, the only global name.
(() => {
  'use strict';

  const started = performance.now();
  const meta = document.querySelector('meta[name="signalbox-now"]');
  const serverStart = meta ? Number(meta.content) : Date.now();

  /** Returns the server time, because the client's clock may be wrong. */
  function now() {
    return serverStart + (performance.now() - started);
  }

  /** Formats the time of day. */
  function utc(at) {
    return `${new Date(at).toISOString().slice(11, 16)} UTC`;
  }

  /** Local storage; does nothing if the browser denies access to it. */
  const memory = {
    get(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null) {
          localStorage.removeItem(key);
        } else {
          localStorage.setItem(key, value);
        }
      } catch {
        // the setting lasts until the page is left
      }
    },
  };

  function icon(name) {
    const ns = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(ns, 'svg');
    svg.setAttribute('class', 'icon');
    svg.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS(ns, 'use');
    use.setAttribute('href', `${document.body.dataset.icons}#${name}`);
    svg.append(use);
    return svg;
  }

  function toast(message, tone) {
    const box = document.getElementById('toasts');
    if (!box) {
      return;
    }
    const line = document.createElement('div');
    line.className = `sb-toast sb-tone-${tone ?? 'idle'}`;
    const words = document.createElement('span');
    words.textContent = message;
    line.append(icon(tone === 'bad' ? 'circle-x' : 'info-circle'), words);
    box.append(line);
  }

  /** Whether keys go to a field or dialog, so that they are not shortcuts. */
  function isTyping(target) {
    return target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog[open]');
  }

  /** Whether a key event is a shortcut of one letter, which the user can switch off. */
  function isShortcut(event) {
    const isOff = memory.get('signalbox-letters') === 'off';
    return !isOff && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  }

  function isPost(form) {
    return form.getAttribute('method')?.toLowerCase() === 'post';
  }

  self.Signalbox = { now, utc, memory, icon, toast, isShortcut, isPost };
})();
