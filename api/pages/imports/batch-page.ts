import { undoImport, writeImport } from '../../routes/import-writing';
import { cancelImport, decideImport, readImport } from '../../routes/imports';
import { idParams } from '../../schemas';
import { newFormKey, page, type Sent, type Submitting, text } from '../page';
import { Unfit } from '../trouble';
import { ask } from '../visit';
import type { Words } from '../words';
import { columnsOf } from './columns-page';
import { KIND_FORMS } from './kind-forms';
import { faultyRows, reportView } from './report-view';

type Submission = Submitting<typeof idParams>;
type Read = Awaited<ReturnType<typeof readImport.read>>;

/** One spreadsheet: what it would do and what is wrong with it, what is said of its rows, and what became of it. */
export const batchPage = page({
  path: '/imports/:id',
  params: idParams,
  async show(context) {
    const { words, params, actor } = context;
    const { batch, report, course } = await readImport.read(context, { params });
    const underWay = course?.endedAt === null ? course.kind : null;
    const { of } = KIND_FORMS[batch.kind];
    const teaches = actor.grants.some(
      ({ role, jurisdictionId }) => role === 'officer' && jurisdictionId === batch.jurisdictionId,
    );
    return {
      template: 'imports/batch',
      title: words.t(underWay ? `imports.course.${underWay}` : `imports.state-title.${batch.state}`),
      data: {
        batch,
        path: `/imports/${batch.id}`,
        mayUndo: batch.state === 'written' && !underWay,
        again: context.again,
        upload: batch.project ? `/projects/${batch.project.code}/catalogue` : `/imports/new/${batch.kind}`,
        year: batch.year && String(batch.year),
        report: report && reportView(report, batch.decisions, words),
        course: course && { ...course, underWay, refused: refusedOf(course, words) },
        live: underWay && `/live/imports/${batch.id}`,
        people: batch.kind === 'pool',
        projects: of !== 'installation' && batch.kind !== 'pool',
        teaches,
        key: newFormKey(),
      },
    };
  },
  async submit(context) {
    const { params, sent, request, words } = context;
    const [wanted = '', row = ''] = text(sent, '_do').split(':');
    const { batch, report } = await context.reading((showing) => readImport.read(showing, { params }));
    const said = (key: string) => {
      request.session.flash = { tone: 'ok', text: words.t(`imports.${key}`) };
      return {
        to: batch.project && key === 'written' ? `/projects/${batch.project.code}/catalogue` : `/imports/${batch.id}`,
      };
    };
    switch (wanted) {
      case 'write': {
        const number = (name: string) => Number(text(sent, name));
        const counts = { create: number('create'), link: number('link'), change: number('change') };
        await ask(context, writeImport, { params, body: counts, key: text(sent, '_key') });
        return said('written');
      }
      case 'cancel':
        await ask(context, cancelImport, { params, key: text(sent, '_key') });
        return said('cancelled');
      case 'undo': {
        const reason = text(sent, 'reason').trim();
        if (reason === '') throw new Unfit([{ field: 'reason', text: words.t('imports.reason-missing') }]);
        const { status } = await ask(context, undoImport, { params, body: { reason }, key: text(sent, '_key') });
        return status === 202 ? { to: `/imports/${batch.id}` } : said('undone');
      }
      default:
        await decide(context, decided(batch.decisions, wanted, row, report, sent), wanted === 'columns' ? sent : {});
        return said('decided');
    }
  },
});

/** What was refused, in words. */
const refusedOf = ({ refused }: NonNullable<Read['course']>, words: Words) =>
  refused.map(({ project, act, code }) => {
    const reason = words.find(`errors.${code}.title`) ?? code;
    const said = words.t('imports.refused-act', { act: words.t(`acts.${act}.title`), reason });
    return { project, path: `/projects/${project}`, said };
  });

const decide = (context: Submission, decisions: Read['batch']['decisions'], taught: Sent) =>
  ask(context, decideImport, { params: context.params, body: { ...decisions, columns: columnsOf(taught) } });

/** What was said so far, with what is said now. */
function decided(before: Read['batch']['decisions'], wanted: string, row: string, report: Read['report'], sent: Sent) {
  const { leaveOut, links, keep } = before;
  if (wanted === 'keep') return { leaveOut, links, keep: [...new Set([...keep, row])] };
  if (wanted === 'leave') return { links, keep, leaveOut: [...new Set([...leaveOut, row])] };
  if (wanted === 'take') return { links, keep, leaveOut: leaveOut.filter((each) => each !== row) };
  if (wanted === 'leave-all' && report)
    return { links, keep, leaveOut: [...new Set([...leaveOut, ...faultyRows(report)])] };
  const chosen = Object.keys(sent).flatMap((name) => {
    const [, key] = /^link\.(\d+!\d+)$/.exec(name) ?? [];
    return key ? [[key, text(sent, name)]] : [];
  });
  return { leaveOut, keep, links: { ...links, ...Object.fromEntries(chosen) } };
}
