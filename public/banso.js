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
if (document.querySelector('[data-sent]'))
  for (const key of Object.keys(localStorage))
    if (key.startsWith(`banso:/interview/`)) localStorage.removeItem(key);
