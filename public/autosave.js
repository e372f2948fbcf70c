// Saves an interview page while it is being typed, and keeps a copy in this browser whenever that fails.
// The page works without this file; then its buttons save.
const form = document.querySelector('form[data-autosave]');
if (form) start(form);

function start(form) {
  const status = document.getElementById('save-status');
  const words = status.dataset;
  const key = `banso:${form.getAttribute('action')}`;
  const WAIT = 1500;
  const RETRY = 10000;
  // A connection that is dead but not cut would hold up the buttons, which wait for a save under way.
  const PATIENCE = 8000;
  let saved = snapshot();
  let timer;
  let running = null;

  offerCopy();
  form.addEventListener('input', () => later(WAIT));
  form.addEventListener('submit', async (event) => {
    clearTimeout(timer);
    if (running) {
      // Two saves at once would look like two people; the first one is waited for.
      event.preventDefault();
      await running;
      return form.requestSubmit(event.submitter);
    }
    keepCopy();
    saved = snapshot();
  });
  window.addEventListener('online', () => later(0));
  window.addEventListener('beforeunload', (event) => {
    if (snapshot() !== saved && !keepCopy()) event.preventDefault();
  });

  function snapshot() {
    const fields = new FormData(form);
    for (const name of ['_csrf', 'version', 'page', 'intent']) fields.delete(name);
    return JSON.stringify([...fields]);
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  async function save() {
    if (running) return later(WAIT);
    const now = snapshot();
    if (now === saved) return;
    running = send(now);
    await running;
    running = null;
    if (snapshot() !== now) later(WAIT);
  }

  async function send(now) {
    const body = new URLSearchParams(new FormData(form));
    body.set('intent', 'autosave');
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        body,
        redirect: 'error',
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (!(answer.headers.get('content-type') ?? '').includes('json'))
        throw new Error(String(answer.status));
      const result = await answer.json();
      if (result.conflict) return tell(words.conflict, true);
      form.elements.version.value = result.version;
      saved = now;
      localStorage.removeItem(key);
      tell(words.saved.replace('{time}', result.time), false);
    } catch {
      keepCopy();
      tell(words.failed, true);
      later(RETRY);
    }
  }

  function tell(text, warn) {
    status.textContent = text;
    status.classList.toggle('warn', warn);
  }

  /** Whether the copy could be kept; private windows may refuse. */
  function keepCopy() {
    try {
      localStorage.setItem(key, snapshot());
      return true;
    } catch {
      return false;
    }
  }

  function offerCopy() {
    const copy = localStorage.getItem(key);
    const offer = document.getElementById('copy-offer');
    if (copy === null || copy === saved || document.querySelector('.error-summary, #conflict'))
      return localStorage.removeItem(key);
    offer.hidden = false;
    offer.querySelector('[data-restore]').addEventListener('click', () => {
      restore(JSON.parse(copy));
      offer.hidden = true;
      form.querySelector('textarea, input:not([type=hidden]), select')?.focus();
      later(0);
    });
    offer.querySelector('[data-discard]').addEventListener('click', () => {
      localStorage.removeItem(key);
      offer.hidden = true;
    });
  }

  function restore(fields) {
    for (const [name, value] of fields) {
      const field = form.elements.namedItem(name);
      if (!field) continue;
      if (field instanceof RadioNodeList) field.value = value;
      else if (field.type === 'checkbox') field.checked = true;
      else field.value = value;
    }
  }
}
