// Keeps a draft of every form in which something can be typed until it is sent, warns before it is left, and
// says when another tab has the same form open. The page works without this file.
import { keepCopy, keyOf, offerCopy, snapshot } from './copies.js';

const template = document.querySelector('[data-copy-template]');
const TEXT = 'textarea:not([readonly]), input[type=text]:not([readonly]), input[type=email]';
/** Sending one form leaves the others of its page, whose drafts are offered again on the next. */
let isSending = false;
for (const form of document.querySelectorAll('form[method=post]')) {
  if (template && form.querySelector(TEXT) && !form.querySelector('input[type=password]')) draft(form);
}

function draft(form) {
  let sent = snapshot(form);
  let status = null;
  offerCopy(form, () => keepCopy(form));
  form.addEventListener('input', () => {
    if (!keepCopy(form)) tell(template.dataset.unkept);
  });
  form.addEventListener('submit', () => {
    isSending = true;
    keepCopy(form);
    sent = snapshot(form);
  });
  window.addEventListener('beforeunload', (event) => {
    if (snapshot(form) !== sent && !(isSending && keepCopy(form))) event.preventDefault();
  });
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === keyOf(form) && newValue !== null) tell(template.dataset.elsewhere);
  });

  function tell(text) {
    status ??= form.insertBefore(document.createElement('p'), form.lastElementChild);
    status.className = 'small warn';
    status.role = 'status';
    status.textContent = text;
  }
}
