import { Refusal } from '../../../domain/errors';
import { codeParams } from '../../routes/projects';
import { Dossier } from '../acts/dossier';
import { page } from '../page';

/** What of a closed case leaves as one package, before it is made. */
export const packagePage = page({
  path: '/projects/:code/package',
  params: codeParams,
  roles: ['officer', 'director'],
  async show(context) {
    const { words, params } = context;
    const project = await new Dossier(context, params.code).project();
    if (project.stage !== 'closed') throw new Refusal('CASE_OPEN', { field: 'code', value: params.code });
    return { template: 'project/package', title: words.t('package-page.title'), width: 'mid', data: { project } };
  },
});
