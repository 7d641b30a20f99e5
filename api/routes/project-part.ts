import { z } from 'zod';
import type { Tx } from '../../activities/database/database';
import type { Occasion } from '../actor';
import { ok } from '../answer';
import { route } from '../route';
import { visibleProject } from '../visible-project';
import { codeParams } from './projects';

/** What a part is read with: both locks are on it. */
interface PartContext {
  tx: Tx;
  see: Awaited<ReturnType<typeof visibleProject>>['see'];
  /** Of the project. */
  id: string;
  occasion: Occasion;
}

/** A list that belongs to one project and stays short. */
interface Part<Row extends z.ZodType> {
  name: string;
  summary: string;
  row: Row;
  read(context: PartContext): Promise<z.input<Row>[]>;
}

/** The route under which a project's list of that name is read. */
export function part<Row extends z.ZodType>({ name, summary, row, read }: Part<Row>) {
  return route({
    method: 'get',
    path: `/api/v1/projects/{code}/${name}`,
    tag: 'projects',
    summary,
    params: codeParams,
    answers: { 200: z.object({ items: z.array(row) }) },
    async handler(context) {
      const { project, see } = await visibleProject(context, context.params.code);
      const { tx, occasion } = context;
      return ok({ items: await read({ tx, see, id: project.id, occasion }) });
    },
  });
}
