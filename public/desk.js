// For owners: everything works without this file; it only saves a gesture here and there.
import { keepCopy, keyOf, offerCopy, snapshot } from './banso.js';

// Copying: what the browser does not allow is selected, and said.
for (const button of document.querySelectorAll('[data-copy]')) {
  const source = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    const status = document.querySelector('[data-copy-status]');
    try {
      await navigator.clipboard.writeText(source.value);
      status.textContent = button.dataset.copied;
    } catch {
      // Not every browser allows it.
      source.select();
      status.textContent = button.dataset.denied;
    }
  });
}
// The part of a page that follows what is typed, as the server sees it. Only the last one that was asked for
// counts, whichever answer arrives last.
let asking = new AbortController();
async function partOf(id, address, how = {}) {
  asking.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(address, { ...how, signal: asking.signal });
    return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
  } catch {
    return null;
  }
}
// Weights: the numbers follow the sliders at once, the ranking after a moment.
for (const following of document.querySelectorAll('form[data-follow]')) {
  let timer;
  following.addEventListener('input', ({ target }) => {
    target.nextElementSibling.value = target.value;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const address = `${following.action}?${new URLSearchParams(new FormData(following))}`;
      const fresh = await partOf(following.dataset.follow, address);
      if (!fresh) return;
      document.getElementById(following.dataset.follow).replaceChildren(...fresh.childNodes);
      history.replaceState(null, '', address);
    }, 300);
  });
}
// Shortlist: rows can be dragged; the ranks are numbered anew and kept with the next save.
for (const body of document.querySelectorAll('tbody:has(tr[data-rank])')) {
  let dragged = null;
  for (const row of body.rows) {
    const kept = row.querySelector('input[type=checkbox]');
    const allow = () => {
      row.draggable = kept.checked;
    };
    allow();
    kept.addEventListener('change', allow);
    // Text in a note can still be selected.
    for (const field of row.querySelectorAll('textarea, input[type=text]')) {
      field.addEventListener('focus', () => {
        row.draggable = false;
      });
      field.addEventListener('blur', allow);
    }
    row.addEventListener('dragstart', () => {
      dragged = row;
    });
    row.addEventListener('dragover', (event) => {
      if (!dragged || dragged === row) return;
      event.preventDefault();
      const { top, height } = row.getBoundingClientRect();
      body.insertBefore(dragged, event.clientY < top + height / 2 ? row : row.nextSibling);
    });
    row.addEventListener('dragend', () => {
      dragged = null;
      let rank = 0;
      for (const each of body.rows) {
        if (each.querySelector('input[type=checkbox]').checked)
          document.getElementById(each.dataset.rank).value = String(++rank);
      }
    });
  }
}
// Brief: what follows from the numbers while they are typed. Without this file it follows each save.
const follows = document.getElementById('follows');
if (follows) {
  const form = follows.closest('form');
  let waiting;
  form.addEventListener('input', ({ target }) => {
    if (target.matches('textarea')) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      // Posted: an owner's figures belong into no address, which proxies write into their logs.
      const body = new URLSearchParams(new FormData(form));
      body.set('intent', 'follows');
      const fresh = await partOf('follows', form.action, { method: 'POST', body });
      if (fresh) follows.replaceChildren(...fresh.childNodes);
    }, 400);
  });
}
// Letters: the mail program gets the text as it stands, changes included.
for (const link of document.querySelectorAll('a[data-subject]')) {
  link.addEventListener('click', () => {
    const [subject, text] = [link.dataset.subject, link.dataset.text].map((id) =>
      encodeURIComponent(document.getElementById(id).value),
    );
    link.href = `${link.getAttribute('href').split('?')[0]}?subject=${subject}&body=${text}`;
  });
}
// Shares: their sum follows what is typed. Without this file it follows each save.
for (const sum of document.querySelectorAll('output[data-sum]')) {
  const fields = sum.closest('section').querySelectorAll('input.quantity');
  const add = () => {
    const typed = [...fields].map(({ value }) => value.normalize('NFKC').trim()).filter(Boolean);
    const total = typed.reduce(
      (at, value) => at + (/^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN),
      0,
    );
    sum.value = !Number.isFinite(total) ? '–' : String(Math.round(total * 10) / 10);
  };
  for (const field of fields) field.addEventListener('input', add);
}

// Keeps a draft of every form in which something can be typed until it is sent, warns before it is left, and
// says when another tab has the same form open.
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
