import type { MailContext } from '../../activities/mail/mail-context';
import { createMailRenderer, type Message } from '../../activities/mail/render';
import { SAMPLE_CONTEXT, sampleMessage } from '../../activities/mail/sample';
import { WORDS } from '../../activities/mail/words';
import { projectPath } from '../../activities/project-root';
import { addDays } from '../../domain/calendar/local-date';
import { CLOCK_KINDS } from '../../domain/clocks/clock-kind';
import { OUTCOMES, ROUTES } from '../../domain/lifecycle/stage';
import { definitionOf, MESSAGE_KINDS, type MessageKind } from '../../domain/mail/message-kind';

const TEMPLATES = projectPath('templates', 'mail');
const renderer = createMailRenderer(TEMPLATES);

const render = (kind: MessageKind, changes: object = {}, context: Partial<MailContext> = {}) => {
  const message = sampleMessage(kind);
  const data = { ...(message.data as object), ...changes };
  return renderer.render([{ kind, data }], { ...SAMPLE_CONTEXT, ...context });
};

/** What a reader of the HTML form sees. */
const seen = (html: string) =>
  html
    .replace(/<head>[\s\S]*<\/head>|<[^>]+>|<!--[\s\S]*?-->/g, '')
    .replace(/&amp;/g, '&')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"');
const chinese = (date: string) => {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

describe('every kind', () => {
  it.each(MESSAGE_KINDS)('%s says the same in both forms: what, by when, where', (kind) => {
    const data = sampleMessage(kind).data as Record<string, unknown>;
    const { subject, text, html } = render(kind);
    for (const form of [text, seen(html)]) {
      expect(form).toContain(SAMPLE_CONTEXT.recipient.name);
      expect(form).toContain(SAMPLE_CONTEXT.bureau);
      expect(form).toContain('2026年11月20日');
      expect(form).toContain(`https://dangyan.example.cn${data.link}`);
      if (typeof data.project === 'string') expect(form).toContain(data.project);
      if (typeof data.due === 'string') {
        expect(form).toContain(chinese(data.due));
        expect(form).toMatch(/还有\d+个工作日|今天到期|已超期\d+个工作日/);
        expect(form).toMatch(/请|应在/);
      }
      expect(form).not.toMatch(/undefined|\[object|null|NaN|\{\{|\d{4}-\d{2}-\d{2}T/);
    }
    expect(html).toContain(`href="https://dangyan.example.cn${data.link}"`);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(subject.length).toBeGreaterThan(5);
    // Letters and digits in the words of the two forms are the same.
    const letters = (form: string) => [...form.replace(/https?:\S+/g, '').matchAll(/[\p{L}\p{N}]+/gu)].join('');
    const body = text.slice(text.indexOf('：\n'), text.indexOf('-----')).split('\n').filter(Boolean).slice(1);
    for (const line of body) expect(letters(seen(html))).toContain(letters(line.replace(/^【期限】/, '')));
  });

  it.each(MESSAGE_KINDS)('%s loads nothing, runs nothing and links to this installation only', (kind) => {
    const { html } = render(kind);
    expect(html).not.toMatch(/<(script|style|link|img|iframe|form)\b|\son\w+=|url\(/i);
    for (const [, target] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
      expect(target).toMatch(/^https:\/\/dangyan\.example\.cn\//);
    }
  });

  it.each(MESSAGE_KINDS)('%s refuses each of its fields when it is missing', (kind) => {
    for (const field of Object.keys(definitionOf(kind).fields)) {
      expect(() => render(kind, { [field]: undefined })).toThrow(
        expect.objectContaining({ code: 'MAIL_FIELD_MISSING', details: { kind, field } }),
      );
    }
  });
});

describe('the words for ids', () => {
  it('name every clock, route and outcome', () => {
    const names = (group: keyof typeof WORDS) => Object.keys(WORDS[group]).sort();
    expect(names('clock')).toEqual(Object.keys(CLOCK_KINDS).sort());
    expect(names('route')).toEqual([...ROUTES].sort());
    expect(names('outcome')).toEqual([...OUTCOMES].sort());
  });
});

describe('what a value may not do', () => {
  const EVIL = `<script>alert('1')</script>"&{{link}}`;

  it('is shown in HTML, never obeyed', () => {
    const { html, text } = render('report-due', { project: EVIL });
    expect(html).not.toContain('<script>');
    expect(seen(html)).toContain('{{link}}');
    expect(html).toContain('&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&quot;&amp;{{link}}');
    expect(text).toContain(EVIL);
  });

  it('keeps its line breaks in prose and nowhere else', () => {
    const { html, text } = render('finding-sent-back', { reason: '第一行<b>\n第二行', finding: '甲\n乙' });
    expect(html).toContain('第一行&lt;b&gt;<br>第二行');
    expect(text).toContain('第一行<b>\n第二行');
    expect(text).toContain('甲 乙');
  });

  it('adds no header', () => {
    const { subject } = render('report-due', { project: '桥\r\nBcc: someone@example.com' });
    expect(subject).toContain('桥 Bcc: someone@example.com');
    expect(subject).not.toMatch(/[\r\n]/);
  });
});

describe('the address', () => {
  const unverified = { recipient: { name: '建设单位', verified: false, notMinePath: '/not-mine/t0k3n' } };

  it('is offered a way out while it is not verified', () => {
    const mail = render('registration-invitation', {}, unverified);
    expect(mail.text).toContain('https://dangyan.example.cn/not-mine/t0k3n');
    expect(mail.html).toContain('这不是我的');
    expect(render('registration-invitation').html).not.toContain('这不是我的');
  });

  it.each(MESSAGE_KINDS.filter((kind) => definitionOf(kind).needsVerifiedAddress))('gets no %s unverified', (kind) => {
    expect(() => render(kind, {}, unverified)).toThrow(
      expect.objectContaining({ code: 'MAIL_ADDRESS_NOT_VERIFIED', details: { kind } }),
    );
  });

  it('must come with the way out', () => {
    const context = { recipient: { name: '建设单位', verified: false, notMinePath: null } };
    expect(() => render('registration-invitation', {}, context)).toThrow('MAIL_FIELD_MISSING');
  });
});

describe('practice', () => {
  it.each(MESSAGE_KINDS)('%s says 演练 in subject, text, HTML and calendar', (kind) => {
    const mail = render(kind, {}, { practice: true });
    expect(mail.subject).toMatch(/^【演练】/);
    for (const form of [mail.text, mail.html]) expect(form.match(/演练/g)!.length).toBeGreaterThanOrEqual(2);
    for (const { content } of mail.attachments) expect(content).toContain('演练');
  });
});

describe('days left', () => {
  it.each([
    ['2026-11-20', '今天到期'],
    ['2026-11-23', '还有1个工作日'],
    ['2026-11-19', '已超期1个工作日'],
    // A Saturday after a Friday: nothing lies between, and yet it has not passed.
    ['2026-11-21', '还有0个工作日'],
    ['2027-01-04', '（节假日安排公布前暂计）'],
  ])('of %s are told as %s', (due, words) => {
    expect(render('report-due', { due }).text).toContain(words);
  });

  it('are counted on the day of sending', () => {
    const later = `${addDays('2026-11-20', 5)}T01:00:00.000Z`;
    expect(render('report-due', { due: '2026-11-27' }).text).toContain('还有5个工作日');
    expect(render('report-due', { due: '2026-11-27' }, { now: later }).text).toContain('还有2个工作日');
  });
});

describe('several reminders in one mail', () => {
  const messages: [Message, ...Message[]] = [
    { kind: 'item-due', data: { ...(sampleMessage('item-due').data as object), project: '甲工程', due: '2026-12-04' } },
    {
      kind: 'report-due',
      data: { ...(sampleMessage('report-due').data as object), project: '乙工程', due: '2026-11-27' },
    },
  ];

  it('tells of each project, with each link, and of the nearest date in the subject', () => {
    const { subject, text, html } = renderer.render(messages, SAMPLE_CONTEXT);
    expect(subject).toBe('您有2项事项待办，最早的期限是2026年11月27日');
    for (const form of [text, seen(html)]) {
      for (const part of ['甲工程', '乙工程', '2026年12月4日', '2026年11月27日', '请完成整改事项', '请报送']) {
        expect(form).toContain(part);
      }
      expect(form.match(/温永坚/g)).toHaveLength(1);
    }
    expect(html).toContain('/projects/ab12/rectification/1');
    expect(html).toContain('/projects/ab12/reports/2026Q4');
  });
});
