// Everything works without this file; it only saves a gesture here and there.
document.querySelector('.error-summary')?.focus();
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
