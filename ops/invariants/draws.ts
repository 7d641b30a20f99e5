import { verifyDrawBundle } from '../../domain/draw/verify-draw-bundle';
import type { Invariant } from './violation';

/** Every published draw of a panel verifies as a stranger would verify it. */
export const drawsVerify: Invariant = {
  name: 'a published draw verifies',
  async check(tx) {
    const draws = await tx.draw.findMany({
      where: { state: { in: ['revealed', 'void'] }, purpose: 'panel' },
      select: { number: true, bundle: true, project: { select: { code: true } } },
    });
    return draws.flatMap(({ number, bundle, project }) => {
      const text = typeof bundle === 'string' ? bundle : JSON.stringify(bundle);
      const failed = verifyDrawBundle(text).filter(({ ok }) => !ok);
      return failed.length === 0
        ? []
        : { subject: `${project.code} draw ${number}`, detail: failed.map(({ name }) => name).join(', ') };
    });
  },
};
