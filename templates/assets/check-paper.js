// Compares a file that the visitor has with the paper of record, in his own browser: the file goes nowhere.

const page = document.querySelector('[data-check-paper]');
const part = (name) => page.querySelector(`[data-${name}]`);
const { hasher, sha256 } = page.dataset;

part('start').hidden = false;
part('file').addEventListener('change', async ({ target }) => {
  const [file] = target.files;
  if (!file) return;
  // Also where the page is not served securely and the browser lends no digest of its own.
  const { sha256Hex } = await import(hasher);
  const same = sha256Hex(new Uint8Array(await file.arrayBuffer())) === sha256;
  part('same').hidden = !same;
  part('other').hidden = same;
  // The same file may be chosen again after it was changed.
  target.value = '';
});
