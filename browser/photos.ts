/** How often a photo is tried again while the server can't be reached. */
const RETRY_MS = 3_000;
/** A photo over a slow line takes its time. */
const TIMEOUT_MS = 120_000;

type State = 'sending' | 'waiting' | 'signed-out' | 'refused' | 'sent';

/** Where photos of one finding are: those that were sent in a hidden field, by their hashes, and those that are on their way. */
interface Album {
  box: HTMLElement;
  hashes: HTMLInputElement;
  waiting: { file: File; key: string }[];
}

/**
 * Photos in a form whose fields save themselves: each is sent as it is taken, and what is left of it in the form is its hash. What
 * can't be sent waits as long as the page is open, for a browser's storage is too small for photos; the form is not handed in before.
 */
export function takePhotos(form: HTMLFormElement, newKey: () => string): void {
  const albums = new Map<HTMLElement, Album>();
  const albumOf = (target: Element | null): Album | null => {
    const box = target?.closest<HTMLElement>('[data-photos]');
    if (!box) return null;
    const album = albums.get(box) ?? { box, hashes: hashesOf(box), waiting: [] };
    albums.set(box, album);
    return album;
  };
  let sending = false;
  const sendAll = async () => {
    if (sending) return;
    sending = true;
    for (const album of albums.values()) await sendOf(form, album);
    sending = false;
  };

  for (const box of form.querySelectorAll<HTMLElement>('[data-photos]')) showPhotos(box);
  form.addEventListener('change', ({ target }) => {
    const input = target as HTMLInputElement;
    const album = input.type === 'file' ? albumOf(input) : null;
    if (!album) return;
    album.waiting.push(...Array.from(input.files ?? [], (file) => ({ file, key: newKey() })));
    input.value = '';
    void sendAll();
  });
  form.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('[data-photo]');
    const album = albumOf(button);
    if (!button || !album) return;
    event.preventDefault();
    keep(
      album,
      listed(album.hashes).filter((hash) => hash !== button.dataset.photo),
    );
  });
  form.addEventListener('submit', (event) => {
    const late = [...albums.values()].find(({ waiting }) => waiting.length > 0);
    if (!late) return;
    event.preventDefault();
    late.box.scrollIntoView();
    void sendAll();
  });
  window.addEventListener('online', () => void sendAll());
  setInterval(() => void sendAll(), RETRY_MS);
}

async function sendOf(form: HTMLFormElement, album: Album): Promise<void> {
  for (let [photo] = album.waiting; photo; [photo] = album.waiting) {
    tell(album, 'sending');
    const answer = await send(form, photo);
    if (answer === 'waiting' || answer === 'signed-out') return tell(album, answer);
    album.waiting.shift();
    if (answer !== 'refused') keep(album, [...new Set([...listed(album.hashes), answer.sha256])]);
    tell(album, answer === 'refused' ? answer : 'sent');
  }
}

async function send(
  { dataset, elements }: HTMLFormElement,
  { file, key }: Album['waiting'][number],
): Promise<{ sha256: string } | 'waiting' | 'signed-out' | 'refused'> {
  const body = new FormData();
  body.set('project', dataset.photosFor!);
  body.set('file', file);
  try {
    const response = await fetch('/api/v1/files', {
      method: 'POST',
      headers: { 'Idempotency-Key': key, 'X-CSRF-Token': (elements.namedItem('_csrf') as HTMLInputElement).value },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { status } = response;
    if (status === 201) return response.json();
    if (status === 401 || status === 403) return 'signed-out';
    return status >= 500 || status === 408 || status === 429 ? 'waiting' : 'refused';
  } catch {
    return 'waiting';
  }
}

/** The hashes of an album as they are now: shown, and saved as any field of the form. */
function keep({ box, hashes }: Album, now: readonly string[]): void {
  hashes.value = now.join(' ');
  showPhotos(box);
  hashes.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Lists the photos that are there. */
export function showPhotos(box: HTMLElement): void {
  const pattern = box.querySelector('template')!.content.firstElementChild!;
  const items = listed(hashesOf(box)).map((hash, at) => {
    const item = pattern.cloneNode(true) as HTMLElement;
    item.querySelector('a')!.href = `/api/v1/files/${hash}`;
    item.querySelector<HTMLElement>('button')!.dataset.photo = hash;
    for (const number of item.querySelectorAll('[data-number]')) number.textContent = String(at + 1);
    return item;
  });
  box.querySelector('ul')!.replaceChildren(...items);
}

const hashesOf = (box: HTMLElement): HTMLInputElement => box.querySelector('input[type="hidden"]')!;

const listed = ({ value }: HTMLInputElement): string[] => value.split(' ').filter(Boolean);

function tell({ box }: Album, state: State): void {
  for (const each of box.querySelectorAll<HTMLElement>('[data-state]')) each.hidden = each.dataset.state !== state;
}
