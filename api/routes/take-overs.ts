import { z } from 'zod';
import { contextOf } from '../../activities/mail/mail-context';
import { readableBy } from '../../activities/mail/readable-by';
import { recipientAddress } from '../../activities/mail/recipient';
import { loadCalendar } from '../../activities/rules/load-calendar';
import type { MessageKind } from '../../domain/mail/message-kind';
import { ok } from '../answer';
import { mailRenderer } from '../mail-renderer';
import { personNamed, personNames } from '../person-names';
import { type Route, route } from '../route';
import { id, personName } from '../schemas';
import { visibleProject } from '../visible-project';
import { codeParams, makeProject, projectOrder } from './projects';

const addTakeOver = route({
  method: 'post',
  path: '/api/v1/take-overs',
  tag: 'take-overs',
  summary: 'Make a project that was carried elsewhere so far',
  description:
    'It begins in stage `planned`, with its mail held. Upload its catalogue if it has one, then say where it stands with the act `take_over.complete`.',
  roles: ['officer'],
  body: projectOrder,
  answers: { 201: z.object({ id: z.uuid(), code: z.string() }) },
  handler: (context) => makeProject(context, 'take_over'),
});

const heldMail = z
  .object({
    id,
    person: personName,
    kind: z.string(),
    /** Null while the person has no address in use. */
    address: z.string().nullable(),
    subject: z.string(),
    text: z.string(),
  })
  .meta({ id: 'HeldMail' });

export const previewHeldMail = route({
  method: 'get',
  path: '/api/v1/projects/{code}/held-mails',
  tag: 'take-overs',
  summary: 'What would leave if the mail of a project taken over were released now, word by word',
  roles: ['officer', 'director'],
  params: codeParams,
  answers: { 200: z.object({ items: z.array(heldMail) }) },
  async handler(context) {
    const { tx, deps, occasion: time, params } = context;
    const { project, see } = await visibleProject(context, params.code);
    const mails = await tx.outboxMail.findMany({
      where: { AND: [{ projectId: project.id, state: 'held' }, see.outboxMail] },
      orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }],
    });
    const calendar = await loadCalendar(tx);
    const renderer = mailRenderer(deps.config.templates);
    const names = await personNames(
      tx,
      mails.map(({ personId }) => personId),
    );
    const items: z.input<typeof heldMail>[] = [];
    for (const mail of mails) {
      const kind = mail.kind as MessageKind;
      const inUse = await recipientAddress(tx, mail.personId, kind);
      const address = inUse ?? { id: mail.personId, verifiedAt: time.now };
      const words = await contextOf(tx, { ...mail, kind }, address, { time, calendar });
      const { subject, text } = renderer.render(await readableBy(tx, { messages: [mail], address }, time.today), {
        ...words,
        baseUrl: deps.config.origin,
      });
      const person = personNamed(names, mail.personId);
      items.push({ id: mail.id, person, kind, address: inUse?.address ?? null, subject, text });
    }
    return ok({ items });
  },
});

export const TAKE_OVER_ROUTES: readonly Route[] = [addTakeOver, previewHeldMail];
