// Reads PDFs, given on stdin as a JSON list of base64, and prints what a reader gets of each. A process of its own, because Jest
// can't load what the reader loads.
import { text } from 'node:stream/consumers';
import { extractText, getDocumentProxy } from 'unpdf';

async function read(base64) {
  const document = await getDocumentProxy(new Uint8Array(Buffer.from(base64, 'base64')));
  const { text, totalPages } = await extractText(document, { mergePages: true });
  const { metadata } = await document.getMetadata();
  const roles = new Set();
  for (let number = 1; number <= totalPages; number += 1) {
    const tree = await (await document.getPage(number)).getStructTree();
    JSON.stringify(tree, (key, value) => {
      if (key === 'role') roles.add(value);
      return value;
    });
  }
  return { text: text.replace(/\s/g, ''), pages: totalPages, claims: metadata.getRaw(), roles: [...roles].sort() };
}

const files = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await Promise.all(files.map(read))));
