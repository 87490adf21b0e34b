// A file goes in piece by piece, so that it may be of any size and goes on where it stopped. Without
// scripts the form sends it as a whole.
//
//   <form data-import> with a file input, [data-import-progress] and [data-import-words]
(function () {
  'use strict';

  var PIECE = 1 << 20;
  var LONGEST = 4 << 20;
  var PATIENCE = 8;

  var form = document.querySelector('[data-import]');
  if (!form) {
    return;
  }
  var shown = form.querySelector('[data-import-progress]');
  var bar = shown.querySelector('progress');
  var words = form.querySelector('[data-import-words]');
  var running = false;

  function say(text) {
    words.textContent = text;
  }

  function send(url, body) {
    var headers = JSON.parse(document.body.getAttribute('hx-headers') || '{}');
    headers['Content-Type'] = 'application/octet-stream';
    return fetch(url, { method: 'PUT', headers: headers, body: body });
  }

  function wait(tries) {
    return new Promise(function (resolve) {
      window.setTimeout(resolve, Math.min(30000, 500 * Math.pow(2, tries)));
    });
  }

  async function piece(file, state, length) {
    for (var tries = 0; tries < PATIENCE; tries++) {
      try {
        var url = '/audit/imports/' + state.id + '/pieces/' + state.position;
        var answer = await send(url, file.slice(state.position, state.position + length));
        if (answer.ok || answer.status === 409) {
          return await answer.json();
        }
        if (answer.status === 422 && length < LONGEST) {
          // one line is longer than the piece
          return piece(file, state, LONGEST);
        }
        if (answer.status < 500 && answer.status !== 429) {
          throw new Error('It was refused with ' + answer.status + '.');
        }
      } catch (failure) {
        if (!(failure instanceof TypeError)) {
          throw failure;
        }
      }
      say('The console does not answer; trying again.');
      await wait(tries);
    }
    throw new Error('The console did not answer. Choose the file again later: it goes on from here.');
  }

  async function bring(file) {
    var begun = await send(
      '/audit/imports/file?name=' + encodeURIComponent(file.name) + '&size=' + file.size +
        '&version=changed-' + file.lastModified);
    if (!begun.ok) {
      throw new Error('It was refused with ' + begun.status + '.');
    }
    var state = await begun.json();
    while (!state.done) {
      state = await piece(file, state, PIECE);
      bar.value = Math.floor((100 * state.position) / state.size);
      say(bar.value + ' %, ' + state.stored.toLocaleString('en') + ' events stored');
    }
    window.location.assign('/audit/imports');
  }

  form.addEventListener('submit', function (event) {
    var file = form.querySelector('input[type="file"]').files[0];
    if (!file || file.size === 0) {
      return;
    }
    event.preventDefault();
    if (running) {
      return;
    }
    running = true;
    shown.hidden = false;
    bring(file).catch(function (failure) {
      running = false;
      say(failure.message);
    });
  });
})();
