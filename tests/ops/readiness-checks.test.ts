import express from 'express';
import request from 'supertest';
import { createDatabase, type Database } from '../../activities/database/database';
import { runChecks } from '../../api/health';
import { createMetrics } from '../../api/metrics';
import { readinessChecks } from '../../ops/readiness-checks';
import { createTestApi, type TestApi } from '../api/support/api';

const NOW = new Date('2026-03-02T02:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const NAMES = ['mail', 'alarms', 'audit-root'];

let api: TestApi;
let database: Database;
beforeAll(async () => {
  api = await createTestApi();
  database = createDatabase({ url: api.urls.worker, poolSize: 2 });
});
afterAll(async () => {
  await database.close();
  await api.close();
});

const checksNow = () => {
  const { temporal: client } = api.deps;
  const worker = { getState: () => 'RUNNING' as const };
  return readinessChecks({ database, client, worker, clock: { now: () => NOW } }).filter(({ name }) =>
    NAMES.includes(name),
  );
};

async function gauges(): Promise<Record<string, number>> {
  const { serve } = createMetrics({ config: { metricsToken: 'token' }, database, checks: checksNow() });
  const { text } = await request(express().get('/metrics', serve)).get('/metrics').set('Authorization', 'Bearer token');
  const lines = [...text.matchAll(/^dangyan_((?:mail|alarm|audit)_\w+) (\S+)$/gm)];
  return Object.fromEntries(lines.map(([, name, value]) => [name, Number(value)]));
}

test('what nothing is behind with is well, and measured as 0', async () => {
  expect(await runChecks(checksNow())).toEqual(NAMES.map((name) => ({ name, problem: null })));
  expect(await gauges()).toEqual({
    mail_oldest_unsent_seconds: 0,
    alarm_oldest_overdue_seconds: 0,
    audit_root_age_seconds: 0,
  });
});

test('late mail and an old root are measured, and a problem once they are too late', async () => {
  const { id: personId } = await api.admin.client.person.create({ data: { name: '李文静' } });
  const mail = { personId, kind: 'password-reset', data: {}, queuedAt: ago(30), notBefore: ago(10) };
  const { id } = await api.admin.client.outboxMail.create({ data: { ...mail, eventKey: 'password-reset/1' } });
  const ahead = { ...mail, notBefore: ago(-60), eventKey: 'password-reset/2' };
  await api.admin.client.outboxMail.create({ data: ahead });
  const root = { root: '0', heads: {}, previous: '0', signature: '0', keyId: '0' };
  await api.admin.client.auditRoot.create({ data: { ...root, sequence: 1, at: ago(125) } });
  expect(await gauges()).toEqual({
    mail_oldest_unsent_seconds: 600,
    alarm_oldest_overdue_seconds: 0,
    audit_root_age_seconds: 7_500,
  });
  await api.admin.client.outboxMail.update({ where: { id }, data: { notBefore: ago(16) } });
  expect(await runChecks(checksNow())).toEqual([
    { name: 'mail', problem: 'the oldest unsent mail is 16 minutes late' },
    { name: 'alarms', problem: null },
    { name: 'audit-root', problem: 'the last signed root is 125 minutes old' },
  ]);
});

test('a gauge that cannot be read keeps nobody from the others', async () => {
  const unreadable = { name: 'dangyan_mail_x', help: 'x', read: () => Promise.reject(new Error('gone')) };
  const checks = [{ name: 'x', problem: async () => null, measure: unreadable }];
  const { serve } = createMetrics({ config: { metricsToken: 'token' }, database, checks });
  const { text, status } = await request(express().get('/metrics', serve))
    .get('/metrics')
    .set('Authorization', 'Bearer token');
  expect(status).toBe(200);
  expect(text).toContain('dangyan_mail_x Nan');
  expect(text).toContain('dangyan_database_retries 0');
});
