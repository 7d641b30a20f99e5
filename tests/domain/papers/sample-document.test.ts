import { shippedWordings } from '../../../activities/wordings/shipped-wordings';
import type { PaperHead } from '../../../domain/papers/fill-template';
import { sampleDocument } from '../../../domain/papers/sample-facts';

const HEAD: PaperHead = {
  template: { code: 'x', version: 1 },
  issuer: '〔bureau〕',
  reference: null,
  date: '2026-01-01',
  draft: true,
  practice: false,
  colophon: '',
};

test.each([...shippedWordings('paper')])('the wording of %s shows each of its fields by its name', (_, shipped) => {
  const said = JSON.stringify(sampleDocument(shipped, shipped, HEAD));
  const named = [...JSON.stringify(shipped).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  // What is said only where something is missing is not in a sample that has everything.
  const missing = new Set(named).size - new Set(named.filter((name) => said.includes(`〔${name}〕`))).size;
  expect(missing).toBeLessThanOrEqual(named.includes('address') ? 2 : 1);
  expect(said).not.toMatch(/\{(?!address)\w+\}/);
});
