import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalDate } from '../../../domain/calendar/local-date';
import type { Troupe } from '../people/troupe';

/** What the amended notice has off besides. */
const ADDED_DAY_OFF: LocalDate = '2026-06-22';

const AMENDED_2026 = {
  year: 2026,
  source: '国务院办公厅关于延长2026年端午节假期的通知',
  off: [
    { name: '元旦', from: '2026-01-01', to: '2026-01-03' },
    { name: '春节', from: '2026-02-15', to: '2026-02-23' },
    { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
    { name: '劳动节', from: '2026-05-01', to: '2026-05-05' },
    { name: '端午节', from: '2026-06-19', to: ADDED_DAY_OFF },
    { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
    { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
  ],
  work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
};

const OF_2027 = {
  year: 2027,
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  off: [
    { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
    { name: '春节', from: '2027-02-05', to: '2027-02-12' },
    { name: '清明节', from: '2027-04-03', to: '2027-04-05' },
    { name: '劳动节', from: '2027-05-01', to: '2027-05-05' },
    { name: '端午节', from: '2027-06-09', to: '2027-06-11' },
    { name: '中秋节', from: '2027-09-15', to: '2027-09-17' },
    { name: '国庆节', from: '2027-10-01', to: '2027-10-07' },
  ],
  work: ['2027-02-13', '2027-02-14', '2027-05-08', '2027-10-09'],
};

/** When each is published. */
const NOTICES: readonly [LocalDate, typeof AMENDED_2026][] = [
  ['2026-06-03', AMENDED_2026],
  ['2026-11-04', OF_2027],
];

const WAIT_MS = 60_000;
const POLL_MS = 200;

interface Load {
  id: string;
  movedClocks: number;
  finishedAt: string | null;
}

/** The administrator loads the State Council's notices of the year as they come out; running clocks move by them. */
export function expectNotices(troupe: Troupe): void {
  troupe.daysOffToCome = [ADDED_DAY_OFF];
  for (const [day, notice] of NOTICES) troupe.diary.at(day, 'holiday notices', () => load(troupe, notice));
}

async function load(troupe: Troupe, notice: typeof AMENDED_2026): Promise<void> {
  const { admin, happened } = troupe.world;
  const { loadId } = await admin.send<{ loadId: string | null }>('post', '/api/v1/holiday-notices', notice);
  happened('holiday_notice', notice.source);
  if (loadId && (await whenFinished(troupe, loadId)) > 0) happened('clocks_moved', notice.source);
  await troupe.readCalendar();
}

async function whenFinished({ world: { admin } }: Troupe, loadId: string): Promise<number> {
  for (const until = Date.now() + WAIT_MS; Date.now() < until; await sleep(POLL_MS)) {
    const { loads } = await admin.get<{ loads: Load[] }>('/api/v1/holiday-notices');
    const load = loads.find(({ id }) => id === loadId);
    if (load?.finishedAt) return load.movedClocks;
  }
  throw new Error(`The clocks of holiday notice load ${loadId} were not moved within ${WAIT_MS / 1000} s`);
}
