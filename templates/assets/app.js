// Makes pages quicker for those whose browsers run it; everything works without.

// A form that was shown again says first what is wrong.
document.querySelector('.error-summary')?.focus();

// Up and down walk through a list's rows; Enter follows the link that has the focus, as everywhere.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const list = document.querySelector('[data-keys]');
  const at = document.activeElement;
  const typing = at?.matches('input, select, textarea');
  if (!list || typing || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...list.querySelectorAll('tbody th a')];
  const here = links.indexOf(at);
  const next = links[here + (event.key === 'ArrowDown' ? 1 : -1)] ?? (here < 0 ? links[0] : null);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

// A slash goes to the search box.
document.addEventListener('keydown', (event) => {
  const finder = document.getElementById('finder');
  if (event.key !== '/' || !finder || document.activeElement?.matches('input, select, textarea')) return;
  event.preventDefault();
  finder.focus();
});

// A form that is under way is not sent again by a second press; its key would make it one act anyway.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent && form.method === 'post') return event.preventDefault();
  form.dataset.sent = 'yes';
  setTimeout(() => delete form.dataset.sent, 5000);
});
