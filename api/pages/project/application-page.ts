import { z } from 'zod';
import { APPLICATION_FIELDS, type ApplicationForm } from '../../../activities/acts/application/application-form';
import { Refusal } from '../../../domain/errors';
import type { ActKind } from '../../../domain/lifecycle/act-table';
import { pointsText } from '../../../domain/scoring/points';
import { rubricItems } from '../../../domain/scoring/rubric';
import { listVolumes } from '../../routes/catalogues';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { page } from '../page';
import type { Words } from '../words';
import { filedFacts } from './filed-facts';
import { tabsOf } from './tabs';

/** What a reviewer does with what he reads. */
const REVIEW_ACTS: readonly string[] = ['application.request_corrections', 'application.propose'] satisfies ActKind[];

/** Fields that are shown in a place of their own. */
const APART: readonly string[] = ['report', 'conditions', 'selfScore', 'catalogue', 'counts'];

const FACTS = APPLICATION_FIELDS.filter((name) => !APART.includes(name));

/** An application as it was filed: form, conditions, self-score and report, beside the volumes that it is about. */
export const applicationPage = page({
  path: '/projects/:code/applications/:number',
  params: codeParams.extend({ number: z.coerce.number().int().min(1).max(1_000) }),
  query: z.object({ cursor: z.string().optional() }),
  async show(context) {
    const { words, params, query } = context;
    const { code, number } = params;
    const dossier = new Dossier(context, code);
    const project = await dossier.project();
    const application = (await dossier.applications()).find((each) => each.number === number);
    if (!application) throw new Refusal('NOT_FOUND', { field: 'number', value: number });
    const form = application.form as Pick<ApplicationForm, 'counts'>;
    const conditions = application.conditions as unknown as ApplicationForm['conditions'];
    const catalogue = (await dossier.catalogues()).find(({ id }) => id === application.catalogueId);
    const volumes = catalogue
      ? await listVolumes.read(context, { params: { code, version: catalogue.version }, query })
      : null;
    const path = `/projects/${code}/applications/${number}`;
    return {
      template: 'project/application',
      title: words.t('papers-page.application-number', { n: number }),
      data: {
        ...{ project, application, catalogue },
        tabs: tabsOf(project, 'papers', words),
        acts: project.acts.filter((kind) => REVIEW_ACTS.includes(kind)),
        facts: [
          ...filedFacts(form, FACTS, words),
          ...filedFacts(form.counts, ['volumes', 'drawings', 'photos', 'electronic'], words),
        ],
        conditions: Object.entries(conditions).map(([n, condition]) => ({ n, ...condition })),
        ...(await scoresOf(dossier, application.selfScore as unknown as ApplicationForm['selfScore'], words)),
        volumes: volumes?.items ?? [],
        next: volumes?.nextCursor && `${path}?${new URLSearchParams({ cursor: volumes.nextCursor })}#volumes`,
      },
    };
  },
});

/** The self-score by the rubric's items, in points. */
async function scoresOf(dossier: Dossier, selfScore: ApplicationForm['selfScore'], words: Words) {
  const items = new Map(rubricItems((await dossier.rules()).rubric).map((item) => [item.code, item]));
  return {
    scores: selfScore.map(({ item, score, reason }) => {
      const { title = '', maximum = '' } = items.get(item) ?? {};
      return { title: words.t('pick.rubric', { code: item, title, maximum }), points: pointsText(score), reason };
    }),
    total: pointsText(selfScore.reduce((sum, { score }) => sum + score, 0)),
  };
}
