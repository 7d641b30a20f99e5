import { z } from 'zod';
import { toLocalDate } from '../../activities/database/dates';
import { ruleSetFor } from '../../activities/rules/rule-set-for';
import { STAGES } from '../../domain/lifecycle/stage';
import { ok } from '../answer';
import { type Route, route } from '../route';
import { visibleProject } from '../visible-project';
import { part } from './project-part';
import { codeParams } from './projects';

const date = z.iso.date();
const dateOrNull = (value: Date | null) => (value ? toLocalDate(value) : null);

export const stages = part({
  name: 'stages',
  summary: 'Stages that the project entered, the latest first',
  row: z.object({ from: z.enum(STAGES).nullable(), to: z.enum(STAGES), at: z.iso.datetime() }),
  async read({ tx, see, id }) {
    const rows = await tx.stageChange.findMany({
      where: { AND: [{ projectId: id }, see.stageChange] },
      orderBy: { sequence: 'desc' },
    });
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  },
});

export const suspensions = part({
  name: 'suspensions',
  summary: 'When and why the project rested, the latest first',
  row: z.object({
    reason: z.string(),
    document: z.string(),
    from: date,
    confirmedOn: date.nullable(),
    until: date.nullable(),
  }),
  async read({ tx, see, id }) {
    const rows = await tx.suspension.findMany({
      where: { AND: [{ projectId: id }, see.suspension] },
      orderBy: { from: 'desc' },
    });
    return rows.map((row) => ({
      ...row,
      from: toLocalDate(row.from),
      confirmedOn: dateOrNull(row.confirmedOn),
      until: dateOrNull(row.until),
    }));
  },
});

export const rules = route({
  method: 'get',
  path: '/api/v1/projects/{code}/rules',
  tag: 'projects',
  summary: 'The rule set that holds for the project: the one its case is pinned to, else the one in force today',
  params: codeParams,
  answers: { 200: z.object({ id: z.uuid(), body: z.looseObject({}) }) },
  async handler(context) {
    const { project } = await visibleProject(context, context.params.code);
    const { id, body } = await ruleSetFor(context.tx, project, context.occasion.today);
    return ok({ id, body: { ...body } });
  },
});

export const PROJECT_HISTORY_ROUTES: readonly Route[] = [stages, suspensions, rules];
