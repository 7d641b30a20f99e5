import { z } from 'zod';
import type { MailText } from '../../../domain/mail/mail-text';
import { sampleMail } from '../../routes/wording-previews';
import { decideWording, readWordingVersion } from '../../routes/wordings';
import { newFormKey, page, text } from '../page';
import { ask } from '../visit';
import { differenceOf, readLines } from './difference';
import type { Draft } from './draft';
import { mailView } from './mail-view';
import { WORDING_READERS } from './names';
import { wordingOf } from './wording-page';

const params = z.strictObject({ id: z.uuid() });

/** One version, against what is in force; the second person decides here. */
export const versionPage = page({
  ...WORDING_READERS,
  path: '/wordings/versions/:id',
  params,
  async show(context) {
    const { words, actor, deps } = context;
    const version = await readWordingVersion.read(context, { params: context.params });
    const { jurisdictionId: bureau, subject, code } = version;
    const wording = await wordingOf(context, { bureau, subject, code });
    const body = version.body as Draft;
    const isInForce = wording.inForce.id === version.id;
    const sample = wording.mail ? sampleMail(deps, version.body as MailText) : null;
    const mine = version.proposedBy.id === actor.personId;
    return {
      template: 'wordings/version',
      title: words.t('wordings.version-title', { name: wording.name, version: String(version.version) }),
      data: {
        ...{ version, wording, sample, isInForce, mine },
        lines: isInForce
          ? readLines(body, subject, words)
          : differenceOf(wording.inForce.body as Draft, body, subject, words),
        mayDecide: version.approved === null && !mine && context.hat?.role === 'director',
        key: newFormKey(),
      },
    };
  },
  async submit(visit) {
    const { params, sent, request, words } = visit;
    const approve = text(sent, '_do') === 'approve';
    const reason = text(sent, 'reason').trim();
    const body = { approve, ...(reason ? { reason } : {}) };
    await ask(visit, decideWording, { params, body, key: text(sent, '_key') });
    request.session.flash = { tone: 'ok', text: words.t(approve ? 'wordings.approved' : 'wordings.sent-back') };
    return { to: `/wordings/versions/${params.id}` };
  },
});

/** A proposed mail as a mail program will show it. */
export const versionMailPage = page({
  ...WORDING_READERS,
  path: '/wordings/versions/:id/preview',
  params,
  async show(context) {
    const { body } = await readWordingVersion.read(context, { params: context.params });
    return mailView(context, sampleMail(context.deps, body as MailText).html);
  },
});
