import type { KindDefinition } from '../kind';
import { plain } from '../text';

/** A line of an annual acceptance plan: which project it is. */
export interface PlanLine {
  /** The project's own code here. */
  code: string | null;
  name: string;
  nationalCode: string | null;
  district: string | null;
  owner: string | null;
}

/** Annual acceptance plan 年度验收计划. */
export const PLAN: KindDefinition<PlanLine> = {
  id: 'plan',
  fields: ['number', 'code', 'name', 'nationalCode', 'district', 'owner', 'completion', 'note'],
  required: ['name'],
  key: 'name',
  identity: (row) => ({ field: 'name', key: plain(`${row.raw('name')}/${row.raw('district')}`) }),
  rows: 3_000,
  read(row) {
    const name = row.text('name', { required: true });
    const line = {
      code: row.text('code', { max: 40 }),
      nationalCode: row.text('nationalCode', { max: 40 }),
      district: row.text('district', { max: 40 }),
      owner: row.text('owner'),
    };
    return name === null ? null : { name, ...line };
  },
};
