import { type Answer, Outbox, type Write } from './outbox';
import { showPhotos, takePhotos } from './photos';

/** How long somebody has to pause before what he types is put into the outbox. */
const PAUSE_MS = 500;
/** How often it is tried again while the server can't be reached. */
const RETRY_MS = 3_000;
const TIMEOUT_MS = 10_000;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * A form that says where its fields are saved (`data-autosave`) and under which name they wait in this browser
 * (`data-outbox`): each field goes there as it is left, also after the connection was lost or the page was closed.
 */
function autosave(form: HTMLFormElement, url: string, place: string): void {
  const outbox = new Outbox({
    storage: localStorage,
    place,
    newKey,
    send: (write) => send(url, String(new FormData(form).get('_csrf')), write),
    // Without HTTPS there are no locks: two pages of one form may then send the same write, which its key makes one.
    alone: (work) =>
      navigator.locks
        ? navigator.locks.request(place, { ifAvailable: true }, (lock) => (lock ? work() : undefined))
        : work(),
    told(state) {
      for (const each of form.querySelectorAll<HTMLElement>('[data-when]')) each.hidden = each.dataset.when !== state;
    },
  });

  for (const { name, value } of outbox.writes) restore(form, name, value);
  takePhotos(form, newKey);
  count(form);

  const typed = new Map<string, { field: Field; timer: number }>();
  const put = (field: Field) => {
    clearTimeout(typed.get(field.name)?.timer);
    typed.delete(field.name);
    outbox.put(field.name, field.value);
  };
  const putAll = () => {
    for (const { field } of typed.values()) put(field);
  };
  form.addEventListener('input', ({ target }) => {
    const field = savedField(target);
    if (!field || isChoice(field)) return;
    clearTimeout(typed.get(field.name)?.timer);
    const timer = window.setTimeout(() => {
      put(field);
      void outbox.flush();
    }, PAUSE_MS);
    typed.set(field.name, { field, timer });
  });
  form.addEventListener('change', ({ target }) => {
    const field = savedField(target);
    if (!field) return;
    put(field);
    count(form);
    void outbox.flush();
  });
  window.addEventListener('pagehide', putAll);
  window.addEventListener('online', () => void outbox.flush());
  setInterval(() => {
    if (outbox.writes.length > 0) void outbox.flush();
  }, RETRY_MS);

  // What is handed in is what was saved: nothing of it is still on its way.
  form.addEventListener('submit', (event) => {
    putAll();
    if (outbox.writes.length === 0) return;
    event.preventDefault();
    void outbox.flush().then(() => {
      if (outbox.writes.length === 0) form.requestSubmit(event.submitter);
    });
  });
  form.addEventListener('click', (event) => {
    const button = (event.target as HTMLElement).closest<HTMLButtonElement>('[data-adds]');
    if (!button) return;
    event.preventDefault();
    addRow(button).querySelector<Field>('select, textarea')?.focus();
  });
  if (outbox.writes.length > 0) void outbox.flush();
}

async function send(url: string, csrf: string, { key, name, value }: Write): Promise<Answer> {
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, 'X-CSRF-Token': csrf },
      body: JSON.stringify({ fields: { [name]: value } }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (status === 200) return 'done';
    if (status === 401 || status === 403) return 'signed-out';
    return status >= 500 || status === 408 || status === 429 ? 'later' : 'refused';
  } catch {
    return 'later';
  }
}

/** Shows what waits, for the page came from a server that has not heard of it yet. */
function restore(form: HTMLFormElement, name: string, value: string): void {
  const row = /^(.+)\.(\d+)\.\w+$/.exec(name);
  const adds = row && form.querySelector<HTMLButtonElement>(`[data-adds="${row[1]}"]`);
  while (adds && !form.elements.namedItem(name)) addRow(adds);
  const found = form.elements.namedItem(name);
  if (found instanceof RadioNodeList) found.value = value;
  else if (found) (found as Field).value = value;
}

/** Another row like the one before the button, empty. */
function addRow(button: HTMLButtonElement): HTMLElement {
  const list = button.dataset.adds!;
  const last = button.previousElementSibling as HTMLElement;
  const number = Number(last.dataset.row);
  const row = last.cloneNode(true) as HTMLElement;
  const renumber = (text: string) => text.replace(`${list}.${number}.`, `${list}.${number + 1}.`);
  row.dataset.row = String(number + 1);
  for (const each of row.querySelectorAll<HTMLElement>('[id], [for], [name], [aria-describedby]')) {
    for (const attribute of ['id', 'for', 'name', 'aria-describedby']) {
      const value = each.getAttribute(attribute);
      if (value) each.setAttribute(attribute, renumber(value));
    }
  }
  for (const number of row.querySelectorAll('[data-number]')) number.textContent = String(Number(row.dataset.row) + 1);
  for (const field of row.querySelectorAll<Field>('input, textarea, select')) field.value = '';
  for (const photos of row.querySelectorAll<HTMLElement>('[data-photos]')) showPhotos(photos);
  last.after(row);
  return row;
}

/** How many questions with `data-counts` are answered. */
function count(form: HTMLFormElement): void {
  const answered = form.querySelectorAll('[data-counts] input:checked').length;
  for (const each of form.querySelectorAll('[data-count]')) each.textContent = String(answered);
  for (const bar of form.querySelectorAll('progress')) bar.value = answered;
}

const savedField = (target: EventTarget | null): Field | null => {
  const field = target as Field | null;
  return field?.name && field.type !== 'file' && !field.name.startsWith('_') ? field : null;
};

const isChoice = (field: Field): boolean => field.type === 'radio' || field.type === 'checkbox';

const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) {
  autosave(form, form.dataset.autosave!, form.dataset.outbox!);
}
