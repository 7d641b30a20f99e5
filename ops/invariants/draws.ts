import { verifyBundle } from '../../domain/draw/verify-bundle';
import type { Invariant } from './violation';

/** Every published draw, of a panel or of volumes, verifies as a stranger would verify it, against what was announced. */
export const drawsVerify: Invariant = {
  name: 'a published draw verifies',
  async check(tx) {
    const draws = await tx.draw.findMany({
      where: { bundle: { not: null } },
      orderBy: { number: 'asc' },
      select: { number: true, bundle: true, root: true, secretHash: true, project: { select: { code: true } } },
    });
    return draws.flatMap(({ number, bundle, root, secretHash, project }) => {
      const failed = verifyBundle(bundle!, { root, secretHash }).filter(({ ok }) => !ok);
      return failed.length === 0
        ? []
        : { subject: `${project.code} draw ${number}`, detail: failed.map(({ name }) => name).join(', ') };
    });
  },
};

/** A number that is missing would look like a hidden draw. */
export const drawNumbersHaveNoGaps: Invariant = {
  name: 'draws are numbered without gaps',
  check: (tx) => tx.$queryRaw`
    SELECT 'draw ' || n AS subject, 'is missing' AS detail
      FROM generate_series(1, (SELECT coalesce(max(number), 0) FROM "Draw")) n
     WHERE NOT EXISTS (SELECT 1 FROM "Draw" d WHERE d.number = n)`,
};
