// Everything works without this file; it only saves a gesture here and there.
document.querySelector('.error-summary')?.focus();
for (const button of document.querySelectorAll('[data-copy]')) {
  const source = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.value);
    document.querySelector('[data-copy-status]').textContent = button.dataset.copied;
  });
}
// How much room is left, counted as people count: an emoji is one.
const words = document.currentScript.dataset;
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
// The page that follows a save names the page that was saved: its copy has done its work.
const kept = new URLSearchParams(location.search).get('kept');
for (const [key, copy] of copies()) if (kept !== null && copy.page === kept) localStorage.removeItem(key);
// After submission what is left in this browser is not part of it: it is shown, and taken away when asked.
const leftover = document.querySelector('[data-leftover]');
if (leftover) {
  const own = copies().filter(([key]) => key.startsWith(`banso:${leftover.dataset.leftover}`));
  const list = leftover.querySelector('[data-leftover-texts]');
  for (const [, { fields }] of own) {
    for (const [, text] of fields.filter(([, value]) => value.trim() !== '')) {
      const item = document.createElement('li');
      item.textContent = text;
      list.append(item);
    }
  }
  leftover.hidden = list.children.length === 0;
  leftover.querySelector('button').addEventListener('click', () => {
    for (const [key] of own) localStorage.removeItem(key);
    leftover.hidden = true;
  });
}

/** The copies that autosave.js kept in this browser; none where it keeps nothing. */
function copies() {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith('banso:/'))
      .map((key) => [key, JSON.parse(localStorage.getItem(key)) ?? {}]);
  } catch {
    return [];
  }
}
