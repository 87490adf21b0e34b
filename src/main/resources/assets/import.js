// Uploads a file in chunks, so that it may have any size and an interrupted upload can be resumed.
// Without JavaScript the form uploads the file as a whole, as it does for gzip and JSON arrays.
//
//   <form data-import> with a file input, [data-import-progress] and [data-import-words]
(() => {
  'use strict';

  const CHUNK = 1 << 20;
  const MAX_CHUNK = 4 << 20;
  const MAX_TRIES = 8;

  const form = document.querySelector('[data-import]');
  if (!form) {
    return;
  }
  const shown = form.querySelector('[data-import-progress]');
  const bar = shown.querySelector('progress');
  const words = form.querySelector('[data-import-words]');
  let running = false;

  function showStatus(text) {
    words.textContent = text;
  }

  function send(url, body) {
    const headers = JSON.parse(document.body.getAttribute('hx-headers') || '{}');
    headers['Content-Type'] = 'application/octet-stream';
    return fetch(url, { method: 'PUT', headers, body });
  }

  function wait(tries) {
    return new Promise((resolve) => {
      window.setTimeout(resolve, Math.min(30000, 500 * 2 ** tries));
    });
  }

  async function sendChunk(file, state, length) {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      try {
        const url = `/audit/imports/${state.id}/chunks/${state.position}`;
        const answer = await send(url, file.slice(state.position, state.position + length));
        if (answer.redirected) {
          // signed out
          window.location.assign(answer.url);
        }
        if (answer.ok || answer.status === 409) {
          return await answer.json();
        }
        if (answer.status === 422 && length < MAX_CHUNK) {
          // a line is longer than the chunk
          return sendChunk(file, state, MAX_CHUNK);
        }
        if (answer.status < 500 && answer.status !== 429) {
          throw new Error(`Import failed: HTTP status ${answer.status}.`);
        }
      } catch (failure) {
        if (!(failure instanceof TypeError)) {
          throw failure;
        }
      }
      showStatus('Signalbox is not responding. Retrying…');
      await wait(tries);
    }
    throw new Error('Signalbox did not respond. Choose the file again later to resume.');
  }

  // gzip and JSON arrays can't be split into lines; the form sends them as a whole
  async function isSplittable(file) {
    const bytes = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
    const first = bytes.find((byte) => byte > 0x20);
    return !(bytes[0] === 0x1f && bytes[1] === 0x8b) && first !== '['.charCodeAt(0);
  }

  async function upload(file) {
    const started = await send(
      `/audit/imports/file?name=${encodeURIComponent(file.name)}&size=${file.size}&version=changed-${file.lastModified}`
    );
    if (!started.ok) {
      throw new Error(`Import failed: HTTP status ${started.status}.`);
    }
    let state = await started.json();
    while (!state.done) {
      state = await sendChunk(file, state, CHUNK);
      bar.value = Math.floor((100 * state.position) / state.size);
      const events = state.stored === 1 ? ' event imported' : ' events imported';
      showStatus(`${bar.value}%, ${state.stored.toLocaleString('en')}${events}`);
    }
    window.location.assign('/audit/imports');
  }

  form.addEventListener('submit', (event) => {
    const file = form.querySelector('input[type="file"]').files[0];
    if (!file || file.size === 0) {
      return;
    }
    event.preventDefault();
    if (running) {
      return;
    }
    running = true;
    isSplittable(file).then((splittable) => {
      if (!splittable) {
        form.submit();
        return;
      }
      shown.hidden = false;
      upload(file).catch((failure) => {
        running = false;
        showStatus(failure.message);
      });
    });
  });
})();
