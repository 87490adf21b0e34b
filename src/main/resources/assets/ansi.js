// Parses ANSI escape sequences: returns the plain text of a line and its colored ranges. All other
// sequences (titles, links, cursor movement) are removed. Colors are mapped to CSS class names; the
// output never contains markup.
(() => {
  'use strict';

  const SPECIAL = /[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;
  const NONE = Object.freeze({
    fg: '',
    bg: '',
    bold: false,
    dim: false,
    italic: false,
    under: false,
    strike: false,
    inverse: false,
  });
  const TAB = 8;

  // the 16 standard colors, to find the nearest one for 256-color and true-color codes
  const STANDARD_COLORS = [
    [0, 0, 0],
    [187, 0, 0],
    [0, 187, 0],
    [187, 187, 0],
    [0, 0, 187],
    [187, 0, 187],
    [0, 187, 187],
    [187, 187, 187],
    [85, 85, 85],
    [255, 85, 85],
    [85, 255, 85],
    [255, 255, 85],
    [85, 85, 255],
    [255, 85, 255],
    [85, 255, 255],
    [255, 255, 255],
  ];
  const nearestKnown = new Map();

  function nearest(r, g, b) {
    const key = (r << 16) | (g << 8) | b;
    if (!nearestKnown.has(key)) {
      let best = 0;
      let least = Infinity;
      STANDARD_COLORS.forEach((one, i) => {
        const far = 2 * (one[0] - r) ** 2 + 4 * (one[1] - g) ** 2 + 3 * (one[2] - b) ** 2;
        if (far < least) {
          least = far;
          best = i;
        }
      });
      if (nearestKnown.size > 4096) {
        nearestKnown.clear();
      }
      nearestKnown.set(key, best);
    }
    return nearestKnown.get(key);
  }

  function nearestOf256(n) {
    if (!(n >= 0 && n < 256)) {
      return '';
    }
    if (n < 16) {
      return String(n);
    }
    if (n >= 232) {
      const grey = 8 + 10 * (n - 232);
      return String(nearest(grey, grey, grey));
    }
    const steps = [0, 95, 135, 175, 215, 255];
    n -= 16;
    return String(nearest(steps[Math.floor(n / 36)], steps[Math.floor(n / 6) % 6], steps[n % 6]));
  }

  function byte(text) {
    return Math.min(255, Math.max(0, Number(text) || 0));
  }

  /** Parses a color of several parameters; returns the number of consumed parameters. */
  function extended(codes, at) {
    if (codes[at + 1] === '5') {
      return { color: nearestOf256(Number(codes[at + 2])), consumed: 2 };
    }
    if (codes[at + 1] === '2') {
      return { color: String(nearest(byte(codes[at + 2]), byte(codes[at + 3]), byte(codes[at + 4]))), consumed: 4 };
    }
    return { color: '', consumed: 0 };
  }

  function styled(state, parameters) {
    let next = { ...state };
    // 38:2::r:g:b is the ISO 8613-6 form of 38;2;r;g;b
    const codes = parameters
      .replace(/([34]8):2:\d*:(\d)/g, '$1;2;$2')
      .replace(/:/g, ';')
      .split(';');
    for (let i = 0; i < codes.length; i++) {
      const code = Number(codes[i] || 0);
      if (code === 0) {
        next = { ...NONE };
      } else if (code === 1) {
        next.bold = true;
      } else if (code === 2) {
        next.dim = true;
      } else if (code === 3) {
        next.italic = true;
      } else if (code === 4) {
        next.under = true;
      } else if (code === 7) {
        next.inverse = true;
      } else if (code === 9) {
        next.strike = true;
      } else if (code === 22) {
        next.bold = next.dim = false;
      } else if (code === 23) {
        next.italic = false;
      } else if (code === 24) {
        next.under = false;
      } else if (code === 27) {
        next.inverse = false;
      } else if (code === 29) {
        next.strike = false;
      } else if (code >= 30 && code <= 37) {
        next.fg = String(code - 30);
      } else if (code >= 90 && code <= 97) {
        next.fg = String(code - 82);
      } else if (code === 39) {
        next.fg = '';
      } else if (code >= 40 && code <= 47) {
        next.bg = String(code - 40);
      } else if (code >= 100 && code <= 107) {
        next.bg = String(code - 92);
      } else if (code === 49) {
        next.bg = '';
      } else if (code === 38 || code === 48) {
        const found = extended(codes, i);
        next[code === 38 ? 'fg' : 'bg'] = found.color;
        i += found.consumed;
      }
    }
    return same(next, NONE) ? NONE : next;
  }

  function same(one, other) {
    return Object.keys(NONE).every((key) => one[key] === other[key]);
  }

  function classes(state) {
    if (state === NONE) {
      return '';
    }
    const names = [];
    if (state.fg !== '') {
      names.push(`sb-ansi-${state.fg}`);
    }
    if (state.bg !== '') {
      names.push(`sb-ansi-on-${state.bg}`);
    }
    for (const key of ['bold', 'dim', 'italic', 'under', 'strike', 'inverse']) {
      if (state[key]) {
        names.push(`sb-ansi-${key}`);
      }
    }
    return names.join(' ');
  }

  /** Returns the end of the escape sequence that starts at the index. */
  function afterEscape(text, at) {
    const kind = text[at + 1];
    let i = at + 2;
    if (kind === '[') {
      while (i < text.length && text[i] >= '0' && text[i] <= '?') {
        i++;
      }
      while (i < text.length && text[i] >= ' ' && text[i] <= '/') {
        i++;
      }
      return i + 1;
    }
    if (kind === ']' || kind === 'P' || kind === 'X' || kind === '^' || kind === '_') {
      for (; i < text.length; i++) {
        if (text[i] === '\x07') {
          return i + 1;
        }
        if (text[i] === '\x1b') {
          return text[i + 1] === '\\' ? i + 2 : i;
        }
      }
      return i;
    }
    i = at + 1;
    while (i < text.length && text[i] >= ' ' && text[i] <= '/') {
      i++;
    }
    return i + 1;
  }

  /**
   * Parses a line with an initial style: returns the plain text, the styled runs as [from, until,
   * classes], and the initial style of the next line.
   */
  function read(text, initialStyle) {
    let state = initialStyle || NONE;
    if (!SPECIAL.test(text)) {
      const name = classes(state);
      return { plain: text, runs: name && text ? [[0, text.length, name]] : [], state };
    }
    let plain = '';
    let runs = [];
    let from = 0;
    function close() {
      const name = classes(state);
      if (name && plain.length > from) {
        runs.push([from, plain.length, name]);
      }
      from = plain.length;
    }
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (!SPECIAL.test(c)) {
        plain += c;
      } else if (c === '\x1b') {
        const end = afterEscape(text, i);
        if (text[i + 1] === '[' && text[end - 1] === 'm' && /^[0-9;:]*$/.test(text.slice(i + 2, end - 1))) {
          close();
          state = styled(state, text.slice(i + 2, end - 1));
        }
        i = end - 1;
      } else if (c === '\t') {
        plain += ' '.repeat(TAB - (plain.length % TAB));
      } else if (c === '\r') {
        // the following text overwrites it
        if (i < text.length - 1) {
          plain = '';
          runs = [];
          from = 0;
        }
      } else if (c === '\b') {
        close();
        plain = plain.slice(0, -1);
        from = plain.length;
        runs = runs.filter((run) => {
          run[1] = Math.min(run[1], from);
          return run[1] > run[0];
        });
      } else if (c < ' ') {
        plain += String.fromCharCode(0x2400 + c.charCodeAt(0));
      } else if (c === '\x7f') {
        plain += '\u2421';
      } else if (c >= '\u202a') {
        // bidirectional control characters, which could make text look like something else
        plain += '\ufffd';
      }
    }
    close();
    return { plain, runs, state };
  }

  /** Returns the plain text of a line; faster than read if only its colors have to go. */
  function plain(text) {
    const uncolored = text.replace(/\x1b\[[0-9;:]*m/g, '');
    return SPECIAL.test(uncolored) ? read(text, null).plain : uncolored;
  }

  // a worker loads this script without shared.js
  self.Signalbox ??= /** @type {any} */ ({});
  self.Signalbox.ansi = { read, plain, NONE };
})();
