import fc from 'fast-check';
import { type AuditLink, auditHash, GENESIS } from '../../../domain/audit/audit-link';
import { checkChain } from '../../../domain/audit/check-chain';

const CHAIN = 'project/CC-2026-0042';

function chainOf(payloads: readonly object[]): AuditLink[] {
  const links: AuditLink[] = [];
  for (const payload of payloads) {
    const previous = links.at(-1)?.hash ?? GENESIS;
    const link = {
      chain: CHAIN,
      sequence: links.length + 1,
      type: 'x',
      payload,
      actorId: null,
      at: '2026-11-24T00:00:00.000Z',
      previous,
    };
    links.push({ ...link, hash: auditHash(link) });
  }
  return links;
}

/** Links as they stand in the table, hashes of all after `from` computed anew: what a clever superuser would do. */
function rehash(links: readonly AuditLink[]): AuditLink[] {
  const whole: AuditLink[] = [];
  for (const [index, link] of links.entries()) {
    const next = { ...link, sequence: index + 1, previous: whole.at(-1)?.hash ?? GENESIS };
    whole.push({ ...next, hash: auditHash(next) });
  }
  return whole;
}

const payloads = fc.array(fc.record({ n: fc.integer(), text: fc.string() }), { minLength: 3, maxLength: 12 });
const chains = payloads.map(chainOf);
const headOf = (links: readonly AuditLink[]) => ({ sequence: links.length, hash: links.at(-1)?.hash ?? GENESIS });

it('finds no fault in a chain that grew', () => {
  fc.assert(
    fc.property(chains, (links) => {
      expect(checkChain(CHAIN, links, headOf(links), [headOf(links.slice(0, 2)), headOf(links)])).toEqual([]);
    }),
  );
  expect(checkChain(CHAIN, [], { sequence: 0, hash: GENESIS }, [])).toEqual([]);
});

it('knows a chain by heart', () => {
  // Computed by hand from the definition: SHA-256 of the canonical JSON.
  const [link] = chainOf([{ factId: 'f', kind: 'registration.submit' }]);
  expect(link?.hash).toBe('063295a68ffcfbb6effa05439ad050a28a183db90808efd2bfe03da555a22e53');
});

it.each<[string, (links: AuditLink[], at: number) => AuditLink[], string]>([
  [
    'a changed payload',
    (links, at) => links.map((link, i) => (i === at ? { ...link, payload: { n: 'other' } } : link)),
    'changed',
  ],
  ['a changed actor', (links, at) => links.map((link, i) => (i === at ? { ...link, actorId: 'x' } : link)), 'changed'],
  [
    'a changed time',
    (links, at) => links.map((link, i) => (i === at ? { ...link, at: '2020-01-01T00:00:00.000Z' } : link)),
    'changed',
  ],
  ['a removed link', (links, at) => links.filter((_, i) => i !== at), 'removed'],
  ['links that were cut off', (links, at) => links.slice(0, at), 'truncated'],
])('finds %s', (_, tamper, kind) => {
  fc.assert(
    fc.property(chains, fc.nat(), (links, n) => {
      const at = kind === 'removed' ? n % (links.length - 1) : n % links.length;
      const faults = checkChain(CHAIN, tamper(links, at), headOf(links), []);
      expect(faults.map((fault) => fault.kind)).toContain(kind);
    }),
  );
});

it('finds an inserted link, with every hash of its own right', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (links, n) => {
      const at = n % links.length;
      const own = { ...links[at]!, payload: { forged: true } };
      const forged = { ...own, hash: auditHash(own) };
      const after = links.slice(at).map((link) => ({ ...link, sequence: link.sequence + 1 }));
      expect(checkChain(CHAIN, [...links.slice(0, at), forged, ...after], headOf(links), []).length).toBeGreaterThan(0);
    }),
  );
});

it('finds a link that was put at the end, and a head that lies', () => {
  const links = chainOf([{ n: 1 }, { n: 2 }]);
  const longer = chainOf([{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(checkChain(CHAIN, longer, headOf(links), [])).toEqual([{ kind: 'inserted', chain: CHAIN, sequence: 3 }]);
  expect(checkChain(CHAIN, links, null, [])).toEqual([{ kind: 'inserted', chain: CHAIN, sequence: 1 }]);
  expect(checkChain(CHAIN, links, { sequence: 2, hash: 'x' }, [])).toEqual([
    { kind: 'changed', chain: CHAIN, sequence: 2 },
  ]);
});

it('finds a history that was written anew, by what was signed of it', () => {
  fc.assert(
    fc.property(chains, fc.nat(), (links, n) => {
      const at = n % links.length;
      const signed = [headOf(links)];
      const changed = rehash(links.map((link, i) => (i === at ? { ...link, payload: { forged: true } } : link)));
      expect(checkChain(CHAIN, changed, headOf(changed), signed).map(({ kind }) => kind)).toContain('rewritten');
      const cut = rehash(links.slice(0, -1));
      expect(checkChain(CHAIN, cut, headOf(cut), signed).map(({ kind }) => kind)).toContain('truncated');
      // Before anything was signed nothing shows: that is what a root is for.
      expect(checkChain(CHAIN, changed, headOf(changed), [])).toEqual([]);
    }),
  );
});
