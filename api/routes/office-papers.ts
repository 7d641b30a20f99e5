import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import { poolFacts } from '../../activities/papers/facts/pool-facts';
import { statisticsFacts } from '../../activities/papers/facts/statistics-facts';
import { officePaper } from '../../activities/papers/office-paper';
import { PAPER_FORMATS, type PaperFormat } from '../../activities/papers/press/paper-order';
import { withAllBelow } from '../../activities/people/with-all-below';
import { yearStatistics } from '../../activities/statistics/year-statistics';
import type { PaperDocument } from '../../domain/papers/paper-document';
import { requireRoleIn } from '../actor';
import { ok } from '../answer';
import { ownRoute, type Route } from '../route';
import { id } from '../schemas';
import { setAs } from '../set-paper-as';
import { statisticsParams } from './statistics';

const STAFF = ['officer', 'director', 'recorder'] as const;
const query = z.strictObject({ format: z.enum(PAPER_FORMATS).default('pdf') });

const poolList = ownRoute({
  method: 'get',
  path: '/api/v1/jurisdictions/{jurisdictionId}/pool-list',
  tag: 'pools',
  summary: 'The list of a bureau’s expert pool as a paper, as PDF/A or for Word; without ways to reach anybody',
  key: 'none',
  roles: STAFF,
  params: z.strictObject({ jurisdictionId: id }),
  query,
  answers: { 200: 'file' },
  refusals: ['FORBIDDEN', 'PAPER_LETTER_MISSING', 'PAPER_TOO_LARGE'],
  async handler({ deps, actor, occasion, params: { jurisdictionId }, query: { format } }) {
    const document = await deps.database.withPerson(actor.personId, async (tx) => {
      await requireRoleIn(tx, actor, STAFF, jurisdictionId, { above: true });
      return officePaper(
        await sourceOf(tx, jurisdictionId, occasion),
        'pool_list',
        await poolFacts(tx, jurisdictionId),
      );
    });
    return ok(await set(document, format, deps.config.origin));
  },
});

const statisticsTable = ownRoute({
  method: 'get',
  path: '/api/v1/statistics/{jurisdictionId}/{year}/table',
  tag: 'statistics',
  summary: 'The yearly table as a paper, as PDF/A or for Word: as it was frozen, or as it stands',
  key: 'none',
  roles: STAFF,
  params: statisticsParams,
  query,
  answers: { 200: 'file' },
  refusals: ['FORBIDDEN', 'PAPER_LETTER_MISSING', 'PAPER_TOO_LARGE'],
  async handler({ deps, actor, occasion, params: { jurisdictionId, year }, query: { format } }) {
    const document = await deps.database.withPerson(actor.personId, async (tx) => {
      await requireRoleIn(tx, actor, STAFF, jurisdictionId, { above: true });
      const bureaus = await withAllBelow(tx, [jurisdictionId]);
      const statistics = await yearStatistics(tx, { jurisdictionId, year, bureaus, today: occasion.today });
      const facts = statisticsFacts(year, statistics);
      return officePaper(await sourceOf(tx, jurisdictionId, occasion), 'statistics_table', facts);
    });
    return ok(await set(document, format, deps.config.origin));
  },
});

async function sourceOf(tx: Tx, jurisdictionId: string, { today, practice }: { today: string; practice: boolean }) {
  const jurisdiction = await tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId } });
  return { tx, jurisdiction, today, practice };
}

const set = (document: PaperDocument, format: PaperFormat, origin: string) =>
  setAs(format, document, `${document.title}.${format}`, origin);

export const OFFICE_PAPER_ROUTES: readonly Route[] = [poolList, statisticsTable];
