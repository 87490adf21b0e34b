// Command palette: Ctrl-K, or the search field in the top bar. Recently opened pages come first.
(() => {
  'use strict';

  const box = document.getElementById('palette');
  if (!box) {
    return;
  }
  const RECENT = 'signalbox-recent';
  const MAX_RECENT = 6;
  const input = box.querySelector('input');
  const list = document.getElementById('palette-list');
  const count = box.querySelector('[data-palette-count]');
  const { memory } = Signalbox;
  let shown = '';
  let queuedEnter = null;
  let selected = -1;
  let request = null;
  let timer = 0;

  // recent pages:

  function recent() {
    try {
      const pages = JSON.parse(memory.get(RECENT) || '[]');
      return Array.isArray(pages) ? pages.filter(isLocal) : [];
    } catch {
      return [];
    }
  }

  function isLocal(page) {
    return page && typeof page.url === 'string' && /^\/(?![\/\\])/.test(page.url);
  }

  function remember() {
    const heading = document.querySelector('main h1');
    if (!heading || heading.closest('[data-passing]')) {
      return;
    }
    const here = location.pathname;
    const entry = document.querySelector('.sb-nav-link[aria-current] use');
    const page = {
      url: here,
      title: heading.textContent.trim().slice(0, 80),
      icon: entry ? entry.getAttribute('href').replace(/.*#/, '') : 'history',
    };
    const others = recent().filter((other) => other.url !== here);
    memory.set(RECENT, JSON.stringify([page, ...others].slice(0, MAX_RECENT + 1)));
  }

  function recentLines() {
    return recent()
      .filter((page) => page.url !== location.pathname)
      .slice(0, MAX_RECENT)
      .map((page) => {
        const line = document.createElement('a');
        line.className = 'sb-line';
        line.href = page.url;
        const words = document.createElement('span');
        words.className = 'sb-line-title';
        words.textContent = page.title;
        const kind = document.createElement('span');
        kind.className = 'sb-line-kind';
        kind.textContent = 'Recent';
        line.append(Signalbox.icon(/^[a-z-]+$/.test(page.icon) ? page.icon : 'history'), words, kind);
        return line;
      });
  }

  // lines:

  function options() {
    return [...list.querySelectorAll('[role="option"]')];
  }

  function show(lines, words) {
    const seen = new Set();
    list.replaceChildren();
    for (const line of lines) {
      if (seen.has(line.getAttribute('href'))) {
        continue;
      }
      seen.add(line.getAttribute('href'));
      line.id = `palette-${seen.size}`;
      line.setAttribute('role', 'option');
      line.setAttribute('aria-selected', 'false');
      line.tabIndex = -1;
      list.append(line);
    }
    if (seen.size === 0) {
      // a listbox may only contain options, so the message is a disabled option
      const none = document.createElement('div');
      none.className = 'sb-line sb-soft';
      none.setAttribute('role', 'option');
      none.setAttribute('aria-disabled', 'true');
      none.setAttribute('aria-selected', 'false');
      none.textContent = `No results for “${words}”`;
      list.append(none);
    }
    count.textContent = seen.size === 1 ? '1 result' : `${seen.size} results`;
    choose(seen.size ? 0 : -1);
    shown = words;
    if (queuedEnter && selected >= 0) {
      follow(queuedEnter.newTab);
    }
    queuedEnter = null;
  }

  function follow(newTab) {
    const line = options()[selected];
    if (newTab) {
      window.open(line.href, '_blank', 'noopener');
    } else {
      location.assign(line.href);
    }
  }

  function choose(index) {
    const all = options();
    selected = index;
    all.forEach((line, i) => {
      line.setAttribute('aria-selected', String(i === index));
    });
    if (index >= 0) {
      input.setAttribute('aria-activedescendant', all[index].id);
      all[index].scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  }

  function search() {
    const words = input.value.trim();
    if (request) {
      request.abort();
    }
    request = new AbortController();
    const controller = request;
    fetch(`${list.dataset.url}?q=${encodeURIComponent(words)}`, {
      headers: { 'HX-Request': 'true' },
      signal: controller.signal,
      cache: 'no-store',
    })
      .then((answer) => {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.text();
      })
      .then((html) => {
        const page = new DOMParser().parseFromString(html, 'text/html');
        const lines = [...page.querySelectorAll('a[data-found]')].map((line) => document.adoptNode(line));
        show(words ? lines : [...recentLines(), ...lines], words);
      })
      .catch((failure) => {
        if (failure.name !== 'AbortError') {
          count.textContent = 'Search is not available right now';
        }
      });
  }

  // opening and keys:

  function open(words) {
    if (box.open) {
      return;
    }
    for (const popover of document.querySelectorAll('[popover]:popover-open')) {
      popover.hidePopover();
    }
    for (const other of document.querySelectorAll('dialog[open]')) {
      other.close();
    }
    input.value = words || '';
    box.showModal();
    input.focus();
    show(recentLines(), '');
    search();
  }

  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      if (box.open) {
        box.close();
      } else {
        open('');
      }
    }
  });

  // The field in the top bar opens the palette on click or input, but not on focus with Tab.
  for (const field of document.querySelectorAll('[data-palette-open]')) {
    field.addEventListener('click', () => {
      open('');
    });
    field.addEventListener('input', () => {
      const words = field.value;
      field.value = '';
      open(words);
    });
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        open('');
      }
    });
  }

  input.addEventListener('input', () => {
    queuedEnter = null;
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });

  input.addEventListener('keydown', (event) => {
    const all = options();
    const last = all.length - 1;
    if (event.key === 'ArrowDown' && selected >= 0) {
      event.preventDefault();
      choose(selected === last ? 0 : selected + 1);
    } else if (event.key === 'ArrowUp' && selected >= 0) {
      event.preventDefault();
      choose(selected === 0 ? last : selected - 1);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      const newTab = event.ctrlKey || event.metaKey;
      if (input.value.trim() !== shown) {
        // the list is out of date; open the first result of the current text once it has loaded
        queuedEnter = { newTab };
        clearTimeout(timer);
        search();
      } else if (selected >= 0) {
        follow(newTab);
      }
    }
  });

  list.addEventListener('mousemove', (event) => {
    const line = event.target.closest('a[role="option"]');
    if (line) {
      const index = options().indexOf(line);
      if (index !== selected) {
        choose(index);
      }
    }
  });

  if (document.getElementById('me')) {
    remember();
  }
})();
