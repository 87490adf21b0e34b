// Shows times in the time zone of the browser.
//
//   <time data-browser-time datetime="2026-12-01T02:00:00Z"></time>
(() => {
  'use strict';

  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });

  function fill(root) {
    for (const time of root.querySelectorAll('time[data-browser-time]')) {
      time.textContent = format.format(new Date(time.dateTime));
    }
  }

  fill(document);
  document.addEventListener('htmx:afterSwap', () => {
    fill(document);
  });
})();
