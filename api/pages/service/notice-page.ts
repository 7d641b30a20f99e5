import { z } from 'zod';
import { actRoute } from '../../routes/acts';
import { readService } from '../../routes/services';
import { newFormKey, page, text } from '../page';
import { ask } from '../visit';

/** A notice to sign for. Opening it changes nothing; signing is an act. */
export const noticePage = page({
  path: '/invitations/:id',
  params: z.strictObject({ id: z.uuid() }),
  async show(context) {
    const { words, params } = context;
    const notice = await readService.read(context, { params });
    return {
      template: 'service/notice',
      title: words.t('invitation.title'),
      width: 'narrow',
      data: { notice, path: `/invitations/${params.id}`, key: newFormKey() },
    };
  },
  async submit(context) {
    const { params, sent } = context;
    const { project } = await context.reading((showing) => readService.read(showing, { params }));
    const key = text(sent, '_key');
    await ask(context, actRoute('service.record'), {
      params: { code: project.code },
      body: { content: { serviceId: params.id } },
      key,
    });
    return { to: `/projects/${project.code}/acts/service.record/receipts/${key}` };
  },
});
