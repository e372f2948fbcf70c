// Everything works without this file; it only saves a gesture here and there.
document.querySelector('.error-summary')?.focus();
// How much room is left, counted as people count: an emoji is one.
const words = document.body.dataset;
const segmenter = Intl.Segmenter && new Intl.Segmenter(undefined, { granularity: 'grapheme' });
for (const place of document.querySelectorAll('[data-limit]')) {
  const field = document.getElementById(place.dataset.for);
  const limit = Number(place.dataset.limit);
  const count = () => {
    const length = segmenter ? [...segmenter.segment(field.value)].length : field.value.length;
    const left = limit - length;
    place.classList.toggle('over', left < 0);
    const text = left < 0 ? words.over : words.left;
    place.textContent = text.replace('{n}', Math.abs(left).toLocaleString('en'));
  };
  field.addEventListener('input', count);
}
// The button that prints is there where it does something.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
// The server names the form that it has taken: its copy has done its work. After signing out, all have.
const done = /(?:^|; )banso_done=([^;]*)/.exec(document.cookie)?.[1];
if (done) forgetCopies(decodeURIComponent(done));

function forgetCopies(form) {
  // biome-ignore lint/suspicious/noDocumentCookie: The newer interface is not there without https.
  document.cookie = 'banso_done=; path=/; max-age=0';
  try {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith('banso:/'))) {
      const own = JSON.parse(localStorage.getItem(key))?.form + key.slice('banso:'.length);
      if (form === 'all' || form === own) localStorage.removeItem(key);
    }
  } catch {
    // There is none where nothing can be kept.
  }
}

// Copies of what is typed into a form, kept in this browser until the server has it: for the scripts that save
// and keep drafts.

/** What a person typed into a form: not what the page itself put there, and nothing secret. */
export function typedFields(form) {
  const own = 'input[type=hidden], input[type=password], input[type=file], #conflict [name]';
  const added = new Set([...form.querySelectorAll(own)].map(({ name }) => name));
  return [...new FormData(form)].filter(([name]) => !added.has(name));
}

export const snapshot = (form) => JSON.stringify(typedFields(form));

export const keyOf = (form) => `banso:${new URL(form.action).pathname}`;

/** Keeps what was typed, with the version it was based on. Whether it could: private windows may refuse. */
export function keepCopy(form) {
  const { version, _form } = form.elements;
  return storeCopy(form, {
    fields: typedFields(form),
    version: version?.value ?? '',
    form: _form?.value,
    time: Date.now(),
  });
}

function storeCopy(form, copy) {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function removeCopy(form) {
  try {
    localStorage.removeItem(keyOf(form));
  } catch {
    // There is none where nothing can be kept.
  }
}

function readCopy(form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form)));
  } catch {
    return null;
  }
}

// A page that shows in other boxes what was sent stands for the copy: once it is taken, the copy is too.
for (const form of document.querySelectorAll('form[data-stands-for-copy]')) {
  const copy = readCopy(form);
  if (copy) storeCopy(form, { ...copy, form: form.elements._form?.value });
}

/** Offers the copy above its form, with both texts in view. `restored` is called once it was taken. */
export function offerCopy(form, restored) {
  const copy = readCopy(form);
  const template = document.querySelector('[data-copy-template]');
  if (!copy?.fields || !template) return;
  const here = new FormData(form);
  const differing = copy.fields.filter(
    ([name, text]) => named(form, name) && text !== (here.get(name) ?? ''),
  );
  // A page that shows what was refused shows what was typed.
  if (differing.length === 0 || document.querySelector('.error-summary, #conflict')) return removeCopy(form);
  const offer = template.content.firstElementChild.cloneNode(true);
  // As the pages write times: the day before the month in English.
  const language = { ja: 'ja-JP', en: 'en-GB' }[document.documentElement.lang];
  const time = new Date(copy.time).toLocaleString(language);
  offer.querySelector('[data-copy-time]').textContent = time;
  for (const [name, text] of differing)
    offer.querySelector('[data-copy-texts]').append(bothTexts(form, name, text));
  offer.querySelector('[data-restore]').addEventListener('click', () => {
    restore(form, copy.fields);
    offer.remove();
    form.querySelector('textarea, input:not([type=hidden]), select')?.focus();
    restored(copy);
  });
  offer.querySelector('[data-discard]').addEventListener('click', () => {
    removeCopy(form);
    offer.remove();
  });
  form.before(offer);
  // What is folded away would never be found.
  const fold = offer.closest('details');
  if (fold) fold.open = true;
}

/** One field of the copy beside what the page holds. */
function bothTexts(form, name, text) {
  const row = document.querySelector('[data-copy-row]').content.cloneNode(true);
  row.querySelector('[data-copy-label]').textContent = labelOf(form, name);
  row.querySelector('[data-copy-kept]').textContent = text || '–';
  row.querySelector('[data-copy-here]').textContent = new FormData(form).get(name) || '–';
  return row;
}

function labelOf(form, name) {
  const field = named(form, name);
  const element = field instanceof RadioNodeList ? field[0] : field;
  const label = element?.closest('fieldset')?.querySelector('legend') ?? element?.labels?.[0];
  return element?.getAttribute('aria-label') ?? label?.firstChild?.textContent.trim() ?? name;
}

const named = (form, name) => form.elements.namedItem(name);

export function restore(form, fields) {
  for (const [name, value] of fields) {
    const field = named(form, name);
    if (!field) continue;
    // What stands behind a disclosure is shown with what was put back into it.
    const fold = (field instanceof RadioNodeList ? field[0] : field).closest('details');
    if (fold && value !== '') fold.open = true;
    if (field instanceof RadioNodeList) field.value = value;
    else if (field.type === 'checkbox') field.checked = true;
    else field.value = value;
  }
}
