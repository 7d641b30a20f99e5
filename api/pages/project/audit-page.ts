import { z } from 'zod';
import { projectChain } from '../../../domain/audit/audit-event';
import { personNames } from '../../person-names';
import { listEvents } from '../../routes/audit';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { page } from '../page';
import { tabsOf } from './tabs';

/** The project's chain of audit events. */
export const auditPage = page({
  path: '/projects/:code/audit',
  params: codeParams,
  query: z.object({ cursor: z.string().max(500).optional() }),
  async show(context) {
    const { words, params, query, tx } = context;
    const project = await new Dossier(context, params.code).project();
    const { items, nextCursor } = await listEvents.read(context, {
      query: { ...query, chain: projectChain(params.code) },
    });
    const names = await personNames(
      tx,
      items.map(({ actorId }) => actorId),
    );
    const events = items.map(({ payload, ...each }) => ({
      ...each,
      what: words.find(`acts.${String(payload.kind)}.title`) ?? words.t(`audit-page.events.${each.type}`),
      name: each.actorId ? (names.get(each.actorId) ?? null) : null,
    }));
    return {
      template: 'project/audit',
      title: words.t('audit-page.title'),
      data: {
        project,
        tabs: tabsOf(project, 'audit', words),
        events,
        next: nextCursor && `?${new URLSearchParams({ cursor: nextCursor })}`,
      },
    };
  },
});
