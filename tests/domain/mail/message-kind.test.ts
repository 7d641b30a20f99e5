import fc from 'fast-check';
import { checkMessage, definitionOf, MESSAGE_KINDS, type MessageData } from '../../../domain/mail/message-kind';

const report: MessageData<'report-due'> = {
  project: '富龙西江特大桥工程',
  period: '2027年第一季度',
  due: '2027-04-15',
  link: '/projects/ab12/reports/2027Q1',
};

const refusal = (code: string, field: string) =>
  expect.objectContaining({ code, details: expect.objectContaining({ kind: 'report-due', field }) });

describe('checkMessage', () => {
  it('takes the fields of the kind and nothing else', () => {
    expect(checkMessage('report-due', { ...report, sealed: '合格' })).toEqual(report);
  });

  it.each(Object.keys(report))('refuses a message without %s', (field) => {
    const rest = { ...report, [field]: undefined };
    expect(() => checkMessage('report-due', rest)).toThrow(refusal('MAIL_FIELD_MISSING', field));
    expect(() => checkMessage('report-due', { ...report, [field]: null })).toThrow(
      refusal('MAIL_FIELD_MISSING', field),
    );
  });

  it.each([
    ['due', '2027-02-30'],
    ['due', '2027年4月15日'],
    ['project', 7],
    ['project', ' \n '],
    ['link', 'https://elsewhere.example/'],
    ['link', '//elsewhere.example/'],
    ['link', '/\\elsewhere.example/'],
    ['link', 'javascript:alert(1)'],
    ['link', '/a b'],
  ])('refuses %s = %p without echoing it', (field, value) => {
    let thrown: unknown;
    try {
      checkMessage('report-due', { ...report, [field]: value });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(refusal('MAIL_FIELD_INVALID', field));
    expect((thrown as { details: object }).details).not.toHaveProperty('value');
  });

  it('names the place inside a list', () => {
    const data = {
      project: '富龙西江特大桥工程',
      items: [{ title: '竣工图', reason: '缺图章' }, { title: '合同' }],
      termWorkingDays: 10,
      due: '2026-11-26',
      link: '/projects/ab12',
    };
    expect(() => checkMessage('registration-corrections', data)).toThrow(
      expect.objectContaining({ details: { kind: 'registration-corrections', field: 'items[1].reason' } }),
    );
  });

  it('leaves no line break, control or direction override in a line of text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('\n', '\r\n', '\u2028', '\u0000', '\u202e'),
        (text, bad) => {
          const { project } = checkMessage('report-due', { ...report, project: `桥${text}${bad}梁` });
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they must be gone
          expect(project).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        },
      ),
    );
  });

  it('refuses a kind that is not on the list', () => {
    expect(() => checkMessage('constructor' as never, {})).toThrow('MAIL_KIND_UNKNOWN');
  });
});

describe('the list of kinds', () => {
  const definitions = MESSAGE_KINDS.map((kind) => ({ kind, ...definitionOf(kind) }));

  it('shows project facts to verified addresses only', () => {
    for (const { kind, carriesProjectFacts, needsVerifiedAddress, fields } of definitions) {
      if (carriesProjectFacts) expect([kind, needsVerifiedAddress]).toEqual([kind, true]);
      expect([kind, 'project' in fields && !carriesProjectFacts]).toEqual([kind, false]);
    }
  });

  it('gives every reminder and every message to sign for a deadline', () => {
    for (const { kind, timing, makesService, fields, occasion } of definitions) {
      if (timing === 'grouped') expect([kind, fields.due, occasion.reminder]).toEqual([kind, 'date', 'number']);
      if (makesService) expect([kind, typeof fields.due]).toEqual([kind, 'string']);
    }
  });

  it('tells an expert no project before login, nor an owner a name of the panel', () => {
    for (const kind of ['expert-invitation', 'expert-invitation-reminder', 'panel-appointment'] as const) {
      const shown = Object.keys(definitionOf(kind).fields).filter((name) => name !== 'seat');
      expect(shown.sort()).toEqual(['district', 'due', 'industry', 'link', 'sessions']);
    }
    expect(Object.keys(definitionOf('owner-meeting-notice').fields)).not.toContain('members');
  });
});
