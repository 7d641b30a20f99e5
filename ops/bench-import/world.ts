import { randomUUID } from 'node:crypto';
import { toDate } from '../../activities/database/dates';
import { createProject } from '../../activities/projects/create-project';
import { loadDefaults } from '../../prisma/seed/load-defaults';
import { withOwner } from '../with-owner';

export interface World {
  jurisdictionId: string;
  projectId: string;
  personId: string;
}

/** A bureau with an officer and a project. */
export function makeWorld(ownerUrl: string, code: string): Promise<World> {
  return withOwner(ownerUrl, (owner) =>
    owner.transaction(async (tx) => {
      await tx.installation.createMany({ data: { mode: 'real' }, skipDuplicates: true });
      await loadDefaults(tx);
      const jurisdiction = { code, name: code, bureauName: code, paperCode: code };
      const { id: jurisdictionId } = await tx.jurisdiction.create({ data: jurisdiction });
      const { id: personId } = await tx.person.create({ data: { name: '经办人', recordedById: null } });
      const confirmed = { confirmedById: randomUUID(), confirmedAt: new Date() };
      await tx.grant.create({
        data: { personId, role: 'officer', jurisdictionId, from: toDate('2020-01-01'), ...confirmed },
      });
      const listing = { year: 2020, level: code, category: 'continued', number: '1', text: {} } as const;
      const order = { jurisdictionId, name: '某工程', industry: '水利', listing };
      const { id: projectId } = await createProject(tx, order, { now: new Date(), personId, source: 'listing' });
      return { jurisdictionId, projectId, personId };
    }),
  );
}
