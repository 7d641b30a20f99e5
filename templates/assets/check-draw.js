// Repeats a draw from its public record in the visitor's own browser. All words come with the page.

const page = document.querySelector('[data-check-draw]');
const part = (name) => page.querySelector(`[data-${name}]`);
const { record, verifier, root, secretHash } = page.dataset;
const announced = root ? { root, secretHash } : {};
const told = new Map([...part('findings').children].map(({ children: [code, words] }) => [code.textContent, words.textContent]));

part('start').hidden = false;
part('run')?.addEventListener('click', () => check(() => fetch(record).then(bytesOf)));
part('file')?.addEventListener('change', ({ target }) => {
  const [file] = target.files;
  if (file) check(() => file.arrayBuffer());
  // The same file may be chosen again after it was changed.
  target.value = '';
});

function bytesOf(answer) {
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.arrayBuffer();
}

function show(name) {
  for (const each of ['busy', 'holds', 'fails', 'unread']) part(each).hidden = each !== name;
}

async function check(read) {
  show('busy');
  part('checks').hidden = true;
  try {
    const { verifyBundle } = await import(verifier);
    const bytes = new Uint8Array(await read());
    // The browser paints that it is busy before it computes.
    await new Promise((resolve) => setTimeout(resolve, 50));
    tell(verifyBundle(bytes, announced), bytes);
  } catch {
    show('unread');
  }
}

function tell(checks, bytes) {
  const found = part('root-found');
  if (found) found.textContent = rootOf(bytes);
  for (const line of part('checks').children) {
    const check = checks.find(({ name }) => name === line.dataset.check);
    line.hidden = !check;
    if (check) write(line, check);
  }
  part('checks').hidden = false;
  show(checks.every(({ ok }) => ok) ? 'holds' : 'fails');
}

function write(line, { ok, finding }) {
  const { ok: yes, bad, left } = part('checks').dataset;
  const isLeft = finding?.code === 'NOT_LOOKED_AT';
  line.classList.toggle('is-bad', !ok && !isLeft);
  line.querySelector('.icon').classList.toggle('is-hidden', !ok);
  line.querySelector('[data-state]').textContent = ok ? yes : isLeft ? left : bad;
  line.querySelector('[data-finding]').textContent = finding && !isLeft ? inWords(finding) : '';
}

function inWords({ code, ...facts }) {
  const details = Object.entries(facts)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${told.get(name) ?? name}: ${JSON.stringify(value)}`);
  return [`${code} ${told.get(code) ?? ''}`, ...details].join(' · ').slice(0, 600);
}

function rootOf(bytes) {
  try {
    return String(JSON.parse(new TextDecoder().decode(bytes)).root ?? '');
  } catch {
    return '';
  }
}
