// Saves a form while it is being typed, keeps a copy in this browser whenever that fails, and offers it again
// with both texts in view. The page works without this file; then its buttons save.
const forms = document.querySelectorAll('form[data-autosave], form[data-draft]');
for (const form of forms) keep(form, 'autosave' in form.dataset);

function keep(form, isSavedByServer) {
  const status = form.querySelector('[data-save-status]');
  const words = status.dataset;
  const key = `banso:${new URL(form.action).pathname}`;
  const WAIT = 1500;
  const RETRY = 10000;
  // A connection that is dead but not cut would hold up the buttons, which wait for a save under way.
  const PATIENCE = 8000;
  const NOT_TYPED = ['version', 'page', 'sequence', 'intent', 'from', 'then'];
  let saved = snapshot();
  let timer;
  let running = null;
  let isOver = false;
  let sequence = 0;

  form.addEventListener('input', () => {
    if (isSavedByServer) later(WAIT);
    else keepCopy();
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
    keepCopy();
    saved = snapshot();
  });
  window.addEventListener('online', () => isSavedByServer && later(0));
  window.addEventListener('beforeunload', (event) => {
    if (snapshot() !== saved && (!keepCopy() || !isSavedByServer)) event.preventDefault();
  });
  offerCopy();

  function typedFields() {
    return [...new FormData(form)].filter(([name]) => !NOT_TYPED.includes(name) && !/^(_|keep_)/.test(name));
  }

  function snapshot() {
    return JSON.stringify(typedFields());
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
      keepCopy();
      tell(words.refused.replace('{reason}', result.text), true);
      // Too many requests and a full disk pass; everything else stays as it is.
      if (answer.status === 429 || answer.status === 503) later(RETRY);
      else isOver = true;
    } catch {
      tell(keepCopy() ? words.failed : words.unkept, true);
      later(RETRY);
    }
  }

  function settle(result, now) {
    if (result.outcome === 'submitted' || result.outcome === 'superseded') {
      keepCopy();
      isOver = result.outcome === 'submitted';
      return tell(result.text, true);
    }
    for (const [name, text] of Object.entries(result.read ?? {})) readBack(name, text);
    if (result.outcome === 'conflict') {
      // The page stays at its version, so that its button asks which of the two texts counts.
      keepCopy();
      return tell(words.conflict, true);
    }
    form.elements.version.value = result.version;
    // Loaded again, the page is to show what is saved, not what was refused before.
    history.replaceState(null, '', location.pathname + location.hash);
    const untouched = snapshot() === now;
    const hasNews = takeOver(result.news ?? {}, now);
    // What was typed during the save has not been sent; with news, it is all sent once more.
    saved = untouched ? snapshot() : now;
    if (untouched) removeCopy();
    tell((hasNews ? words.merged : words.saved).replace('{time}', result.time), false);
  }

  /** What a colleague changed in fields that were left alone here; false where there was nothing. */
  function takeOver(news, now) {
    const sent = new Map(JSON.parse(now));
    const here = new FormData(form);
    const fresh = Object.entries(news).filter(([name]) => here.get(name) === (sent.get(name) ?? null));
    restore(fresh);
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

  /** Keeps what was typed, with the version it was based on. Whether it could: private windows may refuse. */
  function keepCopy() {
    const { version, page } = form.elements;
    const copy = {
      fields: typedFields(),
      version: version?.value ?? '',
      page: page?.value,
      time: Date.now(),
    };
    try {
      localStorage.setItem(key, JSON.stringify(copy));
      return true;
    } catch {
      return false;
    }
  }

  function removeCopy() {
    try {
      localStorage.removeItem(key);
    } catch {
      // There is none where nothing can be kept.
    }
  }

  function readCopy() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function offerCopy() {
    const copy = readCopy();
    const offer = form.parentElement.querySelector('[data-copy-offer]');
    if (!copy?.fields || !offer) return;
    const differing = copy.fields.filter(([name, text]) => text !== (new FormData(form).get(name) ?? ''));
    if (differing.length === 0 || document.querySelector('.error-summary, #conflict')) return removeCopy();
    const time = new Date(copy.time).toLocaleString(document.documentElement.lang);
    offer.querySelector('[data-copy-time]').textContent = time;
    const list = offer.querySelector('[data-copy-texts]');
    for (const [name, text] of differing) list.append(bothTexts(name, text));
    offer.hidden = false;
    offer.querySelector('[data-restore]').addEventListener('click', () => {
      // On the version that the copy was based on: what a colleague has changed since is asked about.
      if (form.elements.version) form.elements.version.value = copy.version;
      restore(differing);
      offer.hidden = true;
      form.querySelector('textarea, input:not([type=hidden]), select')?.focus();
      if (isSavedByServer) later(0);
    });
    offer.querySelector('[data-discard]').addEventListener('click', () => {
      removeCopy();
      offer.hidden = true;
    });
  }

  /** One field of the copy beside what the page holds. */
  function bothTexts(name, text) {
    const row = document.querySelector('[data-copy-row]').content.cloneNode(true);
    row.querySelector('[data-copy-label]').textContent = labelOf(name);
    row.querySelector('[data-copy-kept]').textContent = text || '–';
    row.querySelector('[data-copy-here]').textContent = new FormData(form).get(name) || '–';
    return row;
  }

  function labelOf(name) {
    const field = form.elements.namedItem(name);
    const element = field instanceof RadioNodeList ? field[0] : field;
    const label = element?.closest('fieldset')?.querySelector('legend') ?? element?.labels?.[0];
    return label?.firstChild?.textContent.trim() ?? name;
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
