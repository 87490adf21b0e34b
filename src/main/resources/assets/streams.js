// What the event streams of live updates and of the log viewer have in common.
(() => {
  'use strict';

  const MAX_RETRY_MILLIS = 30000;

  /**
   * Returns a name for a new stream and the name of this tab's previous one, which may still be
   * open: the server notices a disconnect only on the next write.
   *
   * @param key where the session storage keeps the name
   */
  function parameters(key) {
    const name = Math.random().toString(36).slice(2, 12);
    const names = new URLSearchParams({ name });
    try {
      names.set('replaces', sessionStorage.getItem(key) ?? '');
      sessionStorage.setItem(key, name);
    } catch {
      // without session storage each page counts as a separate tab
    }
    return names;
  }

  /** Returns the delay after a number of failed attempts; random, so that tabs don't reconnect at once. */
  function retryMillis(attempts) {
    return Math.min(MAX_RETRY_MILLIS, 1000 * 2 ** (attempts - 1)) * (0.5 + Math.random() / 2);
  }

  Signalbox.streams = { parameters, retryMillis };
})();
