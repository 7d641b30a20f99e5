import type { LocalDate } from '../../calendar/local-date';
import type { Route } from '../../lifecycle/stage';
import type { TakeOverStage } from '../../lifecycle/take-over';
import { expected } from '../expected';
import type { KindDefinition } from '../kind';
import type { RowReader } from '../row-reader';
import { plain, tidy } from '../text';
import { PROJECTS, type ProjectLine } from './projects';

/** The last meeting of a panel as a list tells of it. */
export interface MeetingLine {
  announcedOn: LocalDate;
  passed: boolean;
  votes: { panelSize: number; pass: number; fail: number; abstain: number; absent: number };
  opinion: { reference: string; issuedOn: LocalDate };
  items: { text: string; mark: 'must_fix' | 'fix' }[];
  noticeServedOn: LocalDate | null;
}

/** A running project as its list has it: what every list has, its stage, and that stage's facts as far as they are known. */
export interface TakeOverLine {
  project: ProjectLine;
  stage: TakeOverStage;
  /** Where it is taken from; null: from the file. */
  source: string | null;
  parties: { role: 'department' | 'design' | 'construction' | 'supervision' | 'receiver'; name: string }[];
  invitation: { servedOn: LocalDate } | null;
  registration: { confirmedOn: LocalDate; route: Route } | null;
  meeting: MeetingLine | null;
  completion: { heldOn: LocalDate; document: string } | null;
}

/** Stages in which a project may be taken over, by the words of lists; a meeting under way is not among them. */
const STAGES: Record<string, TakeOverStage> = {
  登记: 'registering',
  跟踪: 'tracking',
  受理审查: 'reviewing',
  组建验收组: 'paneling',
  整改: 'rectifying',
  暂不得竣工验收: 'barred',
  上级或部门验收: 'external',
  待竣工验收: 'awaiting_completion',
  移交: 'handing_over',
};
const OTHER_WORDS: Record<string, string> = {
  登记中: '登记',
  跟踪指导: '跟踪',
  在建: '跟踪',
  受理: '受理审查',
  审查: '受理审查',
  整改中: '整改',
  移交中: '移交',
  已验收: '待竣工验收',
};

/** Who accepts, by the words of lists. */
const ROUTES: Record<string, Route> = {
  本级: 'own',
  本局: 'own',
  本级验收: 'own',
  委托: 'entrusted',
  受委托: 'entrusted',
  上级: 'upper',
  上级验收: 'upper',
  主管部门: 'sector',
  行业主管部门: 'sector',
  参与竣工验收: 'joined',
};

const RESULTS: Record<string, boolean> = { 合格: true, 通过: true, 不合格: false, 未通过: false, 不通过: false };
const PARTIES = ['department', 'design', 'construction', 'supervision', 'receiver'] as const;
const MEETING = ['announcedOn', 'result', 'pass', 'fail', 'abstain', 'absent', 'opinionNumber', 'opinionOn'] as const;

/** Running projects 在办项目 that another office or another system carried so far. */
export const TAKE_OVER: KindDefinition<TakeOverLine> = {
  id: 'take-over',
  fields: [
    ...PROJECTS.fields,
    'stage',
    'source',
    ...PARTIES,
    'servedOn',
    'confirmedOn',
    'route',
    ...MEETING,
    'items',
    'noticeServedOn',
    'heldOn',
    'completionDocument',
  ],
  required: ['name', 'industry', 'stage'],
  key: 'name',
  section: 'industry',
  identity: PROJECTS.identity,
  rows: 500,
  read(row, file) {
    const project = PROJECTS.read(row, file);
    const stage = row.choice('stage', STAGES, OTHER_WORDS);
    if (stage === null && row.raw('stage') === '') row.error('stage', 'CELL_MISSING', { allowed: Object.keys(STAGES) });
    const servedOn = dayOf(row, 'servedOn');
    const facts = {
      source: row.text('source', { max: 500 }),
      parties: partiesOf(row),
      invitation: servedOn ? { servedOn } : null,
      registration: registrationOf(row),
      meeting: meetingOf(row),
      completion: completionOf(row),
    };
    return project && stage ? { project, stage, ...facts } : null;
  },
};

/** 设计单位 and the like, several in one cell. */
function partiesOf(row: RowReader): TakeOverLine['parties'] {
  return PARTIES.flatMap((role) => {
    const names = row.text(role, { max: 1_000 })?.split(/[、;；]+/) ?? [];
    return names.map((name) => ({ role, name: tidy(name) })).filter(({ name }) => name !== '' && name !== '/');
  });
}

function registrationOf(row: RowReader): TakeOverLine['registration'] {
  const confirmedOn = dayOf(row, 'confirmedOn');
  const route = row.choice('route', ROUTES);
  return confirmedOn && route ? { confirmedOn, route } : null;
}

/** Whole or not at all: of a meeting of which something is said, nothing may be missing. */
function meetingOf(row: RowReader): MeetingLine | null {
  if (MEETING.every((field) => row.raw(field) === '')) return null;
  const needed = { required: true };
  const announcedOn = dayOf(row, 'announcedOn', true);
  const passed = row.choice('result', RESULTS);
  if (passed === null && row.raw('result') === '') row.error('result', 'CELL_MISSING', { allowed: ['合格', '不合格'] });
  const [pass, fail] = [row.count('pass', { ...needed, max: 99 }), row.count('fail', { ...needed, max: 99 })];
  const [abstain, absent] = [row.count('abstain', { max: 99 }) ?? 0, row.count('absent', { max: 99 }) ?? 0];
  const reference = row.text('opinionNumber', { required: true, max: 100 });
  const issuedOn = dayOf(row, 'opinionOn', true);
  const noticeServedOn = dayOf(row, 'noticeServedOn');
  if (!announcedOn || passed === null || pass === null || fail === null || !reference || !issuedOn) return null;
  const votes = { panelSize: pass + fail + abstain + absent, pass, fail, abstain, absent };
  const mark = passed ? 'fix' : 'must_fix';
  const items = itemsOf(row).map((text) => ({ text, mark }) as const);
  return { announcedOn, passed, votes, opinion: { reference, issuedOn }, items, noticeServedOn };
}

/** 1. …；2. …, or a line each. */
function itemsOf(row: RowReader): string[] {
  if (row.text('items', { max: 20_000 }) === null) return [];
  const parts = row.cell('items')!.text.split(/[;；\r\n]+/);
  const texts = parts.map((part) => tidy(part).replace(/^(?:[（(]?\d+[)）]|\d+[.、．])\s*/, ''));
  return texts.filter((text) => text !== '' && plain(text) !== '无');
}

function completionOf(row: RowReader): TakeOverLine['completion'] {
  const heldOn = dayOf(row, 'heldOn');
  if (!heldOn) return null;
  const document = row.text('completionDocument', { required: true });
  return document === null ? null : { heldOn, document };
}

/** Facts are of a day. */
function dayOf(row: RowReader, field: string, required = false): LocalDate | null {
  if (required && row.raw(field) === '') row.error(field, 'CELL_MISSING', { allowed: expected('date') });
  const date = row.date(field);
  if (!date || date.precision === 'day') return date?.value ?? null;
  row.error(field, 'CELL_INVALID', { value: row.raw(field), allowed: expected('date') });
  return null;
}
