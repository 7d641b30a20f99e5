import { verifySeal } from '../../activities/sealed/seal';
import type { Invariant } from './violation';

/** Every published sheet and ballot is the one whose hash was recorded when it was handed in. */
export const openedValuesAreProven: Invariant = {
  name: 'an opened sheet or ballot is the one that was sealed',
  async check(tx) {
    const select = {
      value: true,
      salt: true,
      sealHash: true,
      round: { select: { project: { select: { code: true } } } },
    };
    const opened = [
      ...(await tx.sheetIn.findMany({ where: { salt: { not: null } }, select })),
      ...(await tx.ballotIn.findMany({ where: { salt: { not: null } }, select })),
    ];
    return opened.flatMap(({ value, salt, sealHash, round }) =>
      salt !== null && sealHash !== null && verifySeal({ value, salt }, sealHash)
        ? []
        : [{ subject: round.project.code, detail: `a published value does not give the hash ${sealHash}` }],
    );
  },
};
