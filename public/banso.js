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
// Once everything is sent, the copies that autosave.js kept would only stay behind on a shared computer.
if (document.querySelector('[data-sent]')) for (const key of Object.keys(localStorage)) if (key.startsWith(`banso:/interview/`)) localStorage.removeItem(key);
// Weights: the numbers follow the sliders at once, the ranking after a moment.
for (const following of document.querySelectorAll('form[data-follow]')) {
  let timer;
  following.addEventListener('input', ({ target }) => {
    target.nextElementSibling.value = target.value;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const address = `${following.action}?${new URLSearchParams(new FormData(following))}`;
      const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
      const fresh = page.getElementById(following.dataset.follow);
      if (!fresh) return;
      document.getElementById(following.dataset.follow).replaceChildren(...fresh.childNodes);
      history.replaceState(null, '', address);
    }, 300);
  });
}
