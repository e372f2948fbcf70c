// Saves a form while it is being typed, keeps a copy in this browser whenever that fails, and offers it again
// with both texts in view. The page works without this file; then its buttons save.
import { keepCopy, offerCopy, removeCopy, restore, snapshot as typed } from './banso.js';

for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form);

function autosave(form) {
  const status = form.querySelector('[data-save-status]');
  const words = status.dataset;
  const WAIT = 1500;
  const RETRY = 10000;
  // A connection that is dead but not cut would hold up the buttons, which wait for a save under way.
  const PATIENCE = 8000;
  let saved = snapshot();
  let timer;
  let running = null;
  let isOver = false;
  let sequence = 0;

  form.addEventListener('input', () => {
    later(WAIT);
  });
  form.addEventListener('submit', async (event) => {
    clearTimeout(timer);
    if (running) {
      // Two saves at once would look like two people; the first one is waited for.
      event.preventDefault();
      await running;
      return form.requestSubmit(event.submitter);
    }
    number();
    keepCopy(form);
    saved = snapshot();
  });
  window.addEventListener('online', () => later(0));
  window.addEventListener('beforeunload', (event) => {
    if (snapshot() !== saved && !keepCopy(form)) event.preventDefault();
  });
  offerCopy(form, (copy) => {
    // On the version that the copy was based on: what a colleague has changed since is asked about.
    if (form.elements.version) form.elements.version.value = copy.version;
    later(0);
  });

  function snapshot() {
    return typed(form);
  }

  /** Numbers each save, so that an older one never replaces a newer one, whichever arrives first. */
  function number() {
    sequence += 1;
    if (form.elements.sequence) form.elements.sequence.value = sequence;
  }

  function later(wait) {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(save, wait);
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
    number();
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
      const isJson = (answer.headers.get('content-type') ?? '').includes('json');
      if (!isJson) throw new Error(String(answer.status));
      const result = await answer.json();
      if (answer.ok) return settle(result, now);
      keepCopy(form);
      tell(words.refused.replace('{reason}', result.text), true);
      // Too many requests and a full disk pass; everything else stays as it is.
      if (answer.status === 429 || answer.status === 503) later(RETRY);
      else isOver = true;
    } catch {
      tell(keepCopy(form) ? words.failed : words.unkept, true);
      later(RETRY);
    }
  }

  function settle(result, now) {
    if (result.base && form.elements._base) form.elements._base.value = result.base;
    if (['submitted', 'superseded', 'partly'].includes(result.outcome)) {
      keepCopy(form);
      isOver = result.outcome === 'submitted';
      return tell(result.text, true);
    }
    for (const [name, text] of Object.entries(result.read ?? {})) readBack(name, text);
    if (result.outcome === 'conflict') {
      // The page stays at its version, so that its button asks which of the two texts counts.
      keepCopy(form);
      return tell(words.conflict, true);
    }
    form.elements.version.value = result.version;
    // Loaded again, the page is to show what is saved, not what was refused before.
    history.replaceState(null, '', location.pathname + location.hash);
    const untouched = snapshot() === now;
    const hasNews = takeOver(result.news ?? {}, now);
    // What was typed during the save has not been sent; with news, it is all sent once more.
    saved = untouched ? snapshot() : now;
    if (untouched) removeCopy(form);
    tell((hasNews ? words.merged : words.saved).replace('{time}', result.time), false);
  }

  /** What a colleague changed in fields that were left alone here; false where there was nothing. */
  function takeOver(news, now) {
    const sent = new Map(JSON.parse(now));
    const here = new FormData(form);
    const fresh = Object.entries(news).filter(([name]) => here.get(name) === (sent.get(name) ?? null));
    restore(form, fresh);
    return fresh.length > 0;
  }

  function readBack(name, text) {
    const place = form.querySelector(`[data-read="${CSS.escape(name)}"]`);
    if (place) place.textContent = text;
  }

  function tell(text, warn) {
    status.textContent = text;
    status.classList.toggle('warn', warn);
  }
}
