import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningApi, startRunningApi } from '../support/running-api';
import type { Visitor } from '../support/visitor';

/** The one world of everything that is imported over HTTP; set before the first test. */
export let api: RunningApi;

export async function startImports(): Promise<void> {
  api = await startRunningApi();
}

export const HEAD = ['序号', '项目名称', '行业', '所属区', '建设单位', '总投资（万元）', '计划竣工时间'];

export async function give(by: Visitor, bytes: Uint8Array, fields: object, name = '清单.xlsx') {
  return by.upload('/api/v1/imports', Buffer.from(bytes), name, fields as Record<string, string>);
}

export const list = (year: number) => ({
  kind: 'projects',
  jurisdictionId: api.east,
  year: String(year),
  level: '市',
});

export const path = (id: string, part = '') => `/api/v1/imports/${id}${part}`;

/** Writes what was read. */
export function write(
  by: Visitor,
  { batch, report }: { batch: { id: string }; report: { counts: Record<string, number> } },
) {
  const { create, link, change } = report.counts;
  return by.post(path(batch.id, '/writing'), { create, link, change });
}

export const facts = async () => ({
  projects: await api.admin.client.project.count(),
  listings: await api.admin.client.listing.count(),
  volumes: await api.admin.client.volume.count(),
  organisations: await api.admin.client.organisation.count(),
});

/** What an import does by acts, when the last of them is done or refused. */
export async function courseOf(id: string) {
  for (;;) {
    const { course } = (await api.officer.get(path(id))).body;
    if (course.endedAt !== null) return course;
    await sleep(50);
  }
}

/** Takes an import out again, and waits until all of it is. */
export async function undo(by: Visitor, id: string, reason: string) {
  const answer = await by.post(path(id, '/undoing'), { reason });
  if (answer.status === 202) await courseOf(id);
  return answer;
}
