import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of Linux are hundredths of a second wherever Node runs. */
const MS_PER_TICK = 10;

/** Processor time in milliseconds of a Postgres and its sessions, those that ended included; null where the system does not tell. */
export function serverTime(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  const ticks = readdirSync('/proc').reduce((sum, name) => {
    const stat = /^\d+$/.test(name) ? statOf(name) : null;
    if (!stat) return sum;
    const [, parent, , , , , , , , , , user, system, endedUser, endedSystem] = stat;
    if (Number(name) === pid) return sum + user! + system! + endedUser! + endedSystem!;
    return parent === pid ? sum + user! + system! : sum;
  }, 0);
  return ticks * MS_PER_TICK;
}

/** Fields after the name, which is in brackets and may hold spaces: the state first. */
function statOf(pid: string): number[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return null; // it ended while we looked
  }
}
