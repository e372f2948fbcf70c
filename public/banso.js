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
const done = new URLSearchParams(location.search).get('done');
if (done) forgetCopyOf(done);

function forgetCopyOf(page) {
  try {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith('banso:/')))
      if (JSON.parse(localStorage.getItem(key))?.page === page) localStorage.removeItem(key);
  } catch {
    // There is none where nothing can be kept.
  }
}
