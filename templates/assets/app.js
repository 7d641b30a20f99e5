// Makes pages quicker for those whose browsers run it; everything works without.

// A form that was shown again says first what is wrong.
document.querySelector('.error-summary')?.focus();

// Up and down walk through what the search box found, or through a list's rows; Enter follows the link that has the focus, as
// everywhere.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const at = document.activeElement;
  const finding = at?.closest('.finder') !== null;
  const typing = at?.matches('input, select, textarea') && !finding;
  const list = finding ? document.getElementById('finder-hints') : document.querySelector('[data-keys]');
  if (!list || typing || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...list.querySelectorAll(finding ? 'a' : ROW_LINKS)];
  const here = links.indexOf(at);
  const next = links[here + (event.key === 'ArrowDown' ? 1 : -1)] ?? (here < 0 ? links[0] : null);
  if (!next && !(finding && here === 0)) return;
  event.preventDefault();
  (next ?? document.getElementById('finder')).focus();
});

/** What leads from a row of a list to its thing. */
const ROW_LINKS = 'tbody th a:not([data-quick]), a.tasks__name, .tasks__name a';

// Who comes back to a list is where he left it.
const LEFT = `left ${location.pathname}${location.search}`;
document.addEventListener('click', ({ target }) => {
  const link = target.closest?.('[data-keys] a');
  const row = link?.closest('tr, li')?.querySelector(ROW_LINKS) ?? link;
  if (row) sessionStorage.setItem(LEFT, row.getAttribute('href'));
});
const left = sessionStorage.getItem(LEFT);
if (left && !document.querySelector('.error-summary')) {
  sessionStorage.removeItem(LEFT);
  [...document.querySelectorAll(ROW_LINKS)].find((link) => link.getAttribute('href') === left)?.focus();
}

// A slash goes to the search box.
document.addEventListener('keydown', (event) => {
  const finder = document.getElementById('finder');
  if (event.key !== '/' || !finder || document.activeElement?.matches('input, select, textarea')) return;
  event.preventDefault();
  finder.focus();
});

// What a form saves by itself is saved before the form is sent: the answer brings the draft's new version.
document.addEventListener('submit', (event) => {
  const form = event.target;
  const saving = form.querySelector('.htmx-request');
  if (!saving) return;
  event.preventDefault();
  saving.addEventListener('htmx:afterRequest', () => form.requestSubmit(event.submitter), { once: true });
});

// A form that is under way is not sent again by a second press; its key would make it one act anyway.
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  if (form.dataset.sent && form.method === 'post') return event.preventDefault();
  form.dataset.sent = 'yes';
  setTimeout(() => delete form.dataset.sent, 5000);
});

// One tick for all rows of a form.
for (const label of document.querySelectorAll('[data-all]')) {
  label.hidden = false;
  label.querySelector('input').addEventListener('change', ({ target }) => {
    for (const box of target.form.elements) if (box.closest('tbody') && box.type === 'checkbox') box.checked = target.checked;
  });
}

for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.done;
  });
}

document.querySelector('[data-print]')?.addEventListener('click', () => print());

// A scan that is dropped on a row is uploaded for its project.
const rowUnder = ({ target, dataTransfer }) =>
  dataTransfer?.types.includes('Files') ? target.closest?.('tr[data-scan]') : null;
document.addEventListener('dragover', (event) => {
  const row = rowUnder(event);
  for (const each of document.querySelectorAll('.takes-file')) if (each !== row) each.classList.remove('takes-file');
  if (!row) return;
  event.preventDefault();
  row.classList.add('takes-file');
});
document.addEventListener('drop', (event) => {
  const row = rowUnder(event);
  if (!row) return;
  event.preventDefault();
  const form = document.createElement('form');
  const csrf = document.createElement('input');
  const file = document.createElement('input');
  Object.assign(form, { method: 'post', action: row.dataset.scan, enctype: 'multipart/form-data', hidden: true });
  Object.assign(csrf, { name: '_csrf', value: document.querySelector('[name="_csrf"]').value });
  Object.assign(file, { type: 'file', name: 'scan', files: event.dataTransfer.files });
  form.append(csrf, file);
  document.body.append(form);
  form.submit();
});

// A page of which something may change while one looks hears that it did, reads that part again and leaves alone what is being
// filled in. Where no stream can be had it asks every so often.
const live = document.querySelector('[data-live]');
if (live) {
  let missed = false;
  const tell = () => document.body.dispatchEvent(new Event('live'));
  const stream = new EventSource(live.dataset.live);
  stream.onmessage = tell;
  stream.onerror = () => { missed = true; };
  stream.onopen = () => { if (missed) tell(); missed = false; };
  const changed = (field) => field.matches('[type=checkbox], [type=radio]') ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  const busy = (part) => part.contains(document.activeElement?.closest('input, textarea, select'))
    || [...part.querySelectorAll('input:not([type=hidden]), textarea')].some(changed);
  let stale = false;
  setInterval(() => { if (stale || stream.readyState !== EventSource.OPEN) { stale = false; tell(); } }, 10000);
  document.addEventListener('htmx:beforeSwap', (event) => {
    const { xhr, target, requestConfig } = event.detail;
    if (requestConfig.triggeringEvent?.type !== 'live') return;
    // Whoever is led elsewhere has been signed out.
    if (new URL(xhr.responseURL).pathname !== location.pathname) { event.detail.shouldSwap = false; location.reload(); }
    else if (busy(target)) { event.detail.shouldSwap = false; stale = true; }
  });
  document.addEventListener('htmx:oobBeforeSwap', (event) => {
    if (busy(event.detail.target)) { event.detail.shouldSwap = false; stale = true; }
  });
}

// What a browser kept for its author until it was handed in is gone once it was, and when he leaves the device.
for (const { dataset } of document.querySelectorAll('[data-forget]')) localStorage.removeItem(dataset.forget);
document.querySelector('form[action="/sign-out"]')?.addEventListener('submit', () => {
  for (const name of Object.keys(localStorage)) if (name.startsWith('dangyan.sheet.')) localStorage.removeItem(name);
});
