// Keeps the input of forms in this tab while the user signs in again. The input is restored only if
// the sign-in interrupted the work or the form was refused, for the same user and on the same page. Passwords,
// confidential fields, files, hidden fields and typed confirmations are not kept.
(() => {
  'use strict';

  const KEY = 'signalbox-drafts';
  const MAX_AGE_MILLIS = 12 * 3600 * 1000;
  const MAX_CHARACTERS = 200000;
  const SKIPPED_TYPES = ['hidden', 'password', 'file', 'submit', 'reset', 'button', 'image', 'fieldset'];

  function load() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  }

  function store(drafts) {
    try {
      const text = JSON.stringify(drafts);
      if (text === '{}' || text.length > MAX_CHARACTERS) {
        sessionStorage.removeItem(KEY);
      } else {
        sessionStorage.setItem(KEY, text);
      }
    } catch {
      // without session storage nothing is kept
    }
  }

  function here() {
    return location.pathname + location.search;
  }

  /** Names a form by what it sends to. */
  function nameOf(form) {
    const method = form.querySelector('input[name="_method"]');
    return `${method ? method.value : 'post'} ${new URL(form.getAttribute('action') || '', location.href).pathname}`;
  }

  function fieldsOf(form) {
    return [...form.elements].filter(
      (field) =>
        field.name &&
        field.name !== 'typed' &&
        !SKIPPED_TYPES.includes(field.type) &&
        field.dataset.confidential === undefined
    );
  }

  function isToggle(field) {
    return field.type === 'checkbox' || field.type === 'radio';
  }

  function isKept(form) {
    return (
      form instanceof HTMLFormElement &&
      Signalbox.isPost(form) &&
      document.body.dataset.user !== undefined &&
      fieldsOf(form).length > 0
    );
  }

  function keep(form, isSent) {
    if (!isKept(form)) {
      return;
    }
    const drafts = load();
    const name = nameOf(form);
    const earlier = drafts[name];
    drafts[name] = {
      // a rejected form is at the URL that it was sent to, where it can't be opened again
      page: earlier && document.querySelector('[data-error-summary]') ? earlier.page : here(),
      user: document.body.dataset.user,
      at: Date.now(),
      interrupted: false,
      sent: isSent === true,
      fields: fieldsOf(form).map((field) => ({
        name: field.name,
        value: field.value,
        checked: isToggle(field) ? field.checked : undefined,
      })),
    };
    store(drafts);
  }

  function restore(form, draft) {
    const left = draft.fields.slice();
    const changed = fieldsOf(form).filter((field) => {
      const at = left.findIndex((kept) => kept.name === field.name && (!isToggle(field) || kept.value === field.value));
      if (at < 0) {
        return false;
      }
      const kept = left.splice(at, 1)[0];
      if (isToggle(field)) {
        const isOther = field.checked !== kept.checked;
        field.checked = kept.checked;
        return isOther;
      }
      if (field.value === kept.value) {
        return false;
      }
      field.value = kept.value;
      return true;
    });
    for (const field of changed) {
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    return changed.length > 0;
  }

  function isValid(draft) {
    return draft.user === document.body.dataset.user && Date.now() - draft.at < MAX_AGE_MILLIS;
  }

  function openPage() {
    const drafts = load();
    if (/^\/sign-in(\/|$)/.test(location.pathname)) {
      for (const draft of Object.values(drafts)) {
        draft.interrupted = true;
      }
      store(drafts);
      return;
    }
    if (document.body.dataset.user === undefined) {
      return;
    }
    const isRejected = document.querySelector('[data-error-summary]') !== null;
    const forms = [...document.querySelectorAll('form')].filter(isKept);
    const kept = {};
    for (const name of Object.keys(drafts)) {
      const draft = drafts[name];
      const isSubmittedAgain = isRejected && forms.some((form) => nameOf(form) === name);
      const isElsewhere = draft.interrupted && draft.page !== here();
      if (isValid(draft) && (isSubmittedAgain || isElsewhere)) {
        kept[name] = draft;
      }
    }
    store(kept);
    // an error above the same page: the form was sent but not accepted
    const isRefused = document.querySelector('.sb-flash.sb-tone-bad') !== null;
    const restored = forms.filter((form) => {
      const draft = drafts[nameOf(form)];
      return (
        draft &&
        (draft.interrupted || (draft.sent && isRefused)) &&
        isValid(draft) &&
        draft.page === here() &&
        restore(form, draft)
      );
    });
    if (restored.length > 0) {
      Signalbox.toast('Your input was restored. Check it and submit the form again.', 'ok');
    }
  }

  function keepFormOf(event) {
    if (event.target instanceof Element && event.target.form) {
      keep(event.target.form);
    }
  }

  document.addEventListener('input', keepFormOf);
  document.addEventListener('change', keepFormOf);
  document.addEventListener(
    'submit',
    (event) => {
      if (event.target.matches('[data-forget]')) {
        store({});
      } else {
        keep(event.target, true);
      }
    },
    true
  );
  openPage();
})();
