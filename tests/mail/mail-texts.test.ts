import { readdirSync } from 'node:fs';
import { parse } from 'node:path';
import { createMailRenderer } from '../../activities/mail/render';
import { SAMPLE_CONTEXT, sampleMessage } from '../../activities/mail/sample';
import { projectPath } from '../../activities/project-root';
import { checkWording } from '../../activities/wordings/check-wording';
import { shippedWording } from '../../activities/wordings/shipped-wordings';
import { Refusal } from '../../domain/errors';
import type { Fields } from '../../domain/mail/fields';
import type { MailText } from '../../domain/mail/mail-text';
import { definitionOf, MESSAGE_KINDS } from '../../domain/mail/message-kind';

const renderer = createMailRenderer(projectPath('templates', 'mail'));

test('every kind has one text and one sample, and none is left over', () => {
  for (const folder of ['prisma/seed/mail-texts', 'templates/mail/samples']) {
    const kinds = readdirSync(projectPath(...folder.split('/'))).map((file) => parse(file).name);
    expect(kinds.sort()).toEqual([...MESSAGE_KINDS].sort());
  }
});

test.each(MESSAGE_KINDS)('all that the text of %s can say has its fields', (kind) => {
  const shipped = shippedWording('mail', kind);
  expect(checkWording('mail', kind, shipped)).toEqual(shipped);
});

test('names that are made of a field are no other field', () => {
  const namesOf = (fields: Fields): string[] =>
    Object.entries(fields).flatMap(([name, type]) =>
      Array.isArray(type)
        ? [name, `${name}Count`]
        : typeof type === 'string' && /^(date|instant)/.test(type)
          ? [name, `${name}By`, `${name}Left`]
          : [name],
    );
  for (const kind of MESSAGE_KINDS) {
    const names = ['bureau', ...namesOf(definitionOf(kind).fields)];
    expect([kind, names.filter((name, at) => names.indexOf(name) !== at)]).toEqual([kind, []]);
  }
});

describe('a text of a bureau’s own', () => {
  const shipped = shippedWording('mail', 'report-due');
  const refused = (change: Partial<Record<keyof MailText, unknown>>) => {
    try {
      checkWording('mail', 'report-due', { ...shipped, ...change });
    } catch (error) {
      return error instanceof Refusal && { code: error.code, ...error.details };
    }
    return null;
  };
  const button = { kind: 'button', label: '报送' };
  const deadline = { kind: 'deadline', text: '请在{dueBy}报送' };

  it('says what else there is to say, in both forms, and may leave out the rest', () => {
    const body = checkWording('mail', 'report-due', {
      subject: '【{bureau}】{period}进展',
      heading: '<b>进展</b>',
      blocks: [deadline, { kind: 'facts', rows: [{ label: '项目', text: '{project}' }] }, button],
    });
    const mail = renderer.render([{ ...sampleMessage('report-due'), wording: { body } }], SAMPLE_CONTEXT);
    expect(mail.subject).toMatch(/^【佛山市档案局】2026年第四季度进展$/);
    expect(mail.html).toContain('&lt;b&gt;进展');
    expect(mail.text).toContain('项目：富龙西江特大桥工程');
    expect(mail.text).not.toContain('无变化');
  });

  it.each([
    [{ subject: '{owner}' }, { code: 'WORDING_FIELD_UNKNOWN', field: 'subject.text', value: 'owner' }],
    [{ blocks: [button, { ...deadline, when: 'ghost' }] }, { field: 'blocks[1].text', value: 'ghost' }],
    [
      { blocks: [deadline, button, { kind: 'paragraph', text: '{period?{x}}' }] },
      { field: 'blocks[2].text', value: 'x' },
    ],
    [{ blocks: [button] }, { code: 'WORDING_INVALID', field: 'blocks', allowed: 'deadline' }],
    [{ blocks: [deadline] }, { code: 'WORDING_INVALID', field: 'blocks', allowed: 'button' }],
    [{ blocks: [{ ...button, href: 'https://elsewhere.example' }] }, { field: 'blocks[0].href' }],
    [
      { blocks: [{ kind: 'script', text: 'x' }] },
      { code: 'WORDING_INVALID', field: 'blocks[0].kind', value: 'script' },
    ],
    [{ subject: ' ' }, { code: 'WORDING_INVALID', field: 'subject' }],
  ])('%j is refused', (change, refusal) => expect(refused(change)).toMatchObject(refusal));

  it('costs no mail when a later release’s fields no longer fit it', () => {
    const body = { ...shipped, subject: '{gone}' };
    const mail = renderer.render([{ ...sampleMessage('report-due'), wording: { body } }], SAMPLE_CONTEXT);
    expect(mail).toEqual(renderer.render([sampleMessage('report-due')], SAMPLE_CONTEXT));
  });
});
