import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportCase } from '../../activities/export/export-case';
import { requireRoleIn } from '../actor';
import { ok } from '../answer';
import { ownRoute, type Route } from '../route';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

const readPackage = ownRoute({
  method: 'get',
  path: '/api/v1/projects/{code}/package',
  tag: 'projects',
  summary: 'A closed case as one package that opens without Dangyan',
  description:
    'A zipped BagIt bag (RFC 8493): papers, attachments, facts as JSON and CSV, public records of draws, mails and the audit chain, with a manifest ' +
    'and a page to begin with. For officers and directors of its bureau and the one above. That it left is in the audit chain.',
  key: 'none',
  roles: ['officer', 'director'],
  params: codeParams,
  answers: { 200: 'file' },
  refusals: ['CASE_OPEN', 'FILE_TOO_LARGE'],
  async handler({ deps, actor, occasion, params }) {
    const folder = await mkdtemp(join(tmpdir(), 'dangyan-export-'));
    try {
      const file = join(folder, 'package.zip');
      await deps.database.withPerson(actor.personId, async (tx) => {
        // Tried again after a conflict, it begins anew.
        await rm(file, { force: true });
        const { project } = await visibleProject({ tx, actor, occasion }, params.code);
        await requireRoleIn(tx, actor, ['officer', 'director'], project.jurisdictionId, { above: true });
        await exportCase(tx, project.id, file, { personId: actor.personId, ...occasion });
      });
      const { size } = await stat(file);
      const opened = await open(file);
      // What is open can be read to its end although its name is gone.
      return ok({ stream: opened.createReadStream(), size, mediaType: 'application/zip', name: `${params.code}.zip` });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

export const CASE_PACKAGE_ROUTES: readonly Route[] = [readPackage];
