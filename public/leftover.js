// After submission what is left in this browser is not part of it: it is shown, and taken away when asked.
const leftover = document.querySelector('[data-leftover]');
const own = copiesUnder(`banso:${leftover.dataset.leftover}`);
const list = leftover.querySelector('[data-leftover-texts]');
for (const [, fields] of own) {
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

/** The copies of this interview that autosave.js kept in this browser; none where it keeps nothing. */
function copiesUnder(root) {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(root))
      .map((key) => [key, JSON.parse(localStorage.getItem(key))?.fields ?? []]);
  } catch {
    return [];
  }
}
