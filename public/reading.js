// Reading with the keyboard, while a group of levels has the focus: 0 to 4 choose, x leaves it to the rules,
// j and k go to the next and the previous candidate. The page works without this file.
const groups = [...document.querySelectorAll('fieldset[data-levels]')];

for (const [at, group] of groups.entries()) {
  const radios = [...group.querySelectorAll('input')];
  group.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'j') return goTo(groups[at + 1]);
    if (event.key === 'k') return goTo(groups[at - 1]);
    const wanted = event.key === 'x' ? 'cannot' : event.key;
    const radio = radios.find(({ value }) => value === wanted);
    if (!radio) return;
    event.preventDefault();
    radio.focus();
    radio.click();
  });
}

function goTo(group) {
  if (!group) return;
  const radio = group.querySelector('input:checked') ?? group.querySelector('input');
  radio.closest('article').scrollIntoView({ block: 'start' });
  radio.focus({ preventScroll: true });
}
