import type { Finding } from './finding';
import type { FindingsRule } from './findings-rule';

/** A volume of the fetch list. Instants are ISO UTC strings. */
export interface FetchedVolume {
  volume: string;
  askedAt: string;
  /** When it was put on the table, or null while it has not been. */
  producedAt: string | null;
}

/** Whether a volume was not, or not yet, produced within the rule's minutes; on the last minute it is in time. */
export function isNotProduced(rule: FindingsRule, { askedAt, producedAt }: FetchedVolume, now: string): boolean {
  return Date.parse(producedAt ?? now) - Date.parse(askedAt) > rule.fetchMinutes * 60_000;
}

/** The finding for a volume that was not produced in time. */
export function notProducedFinding(rule: FindingsRule, id: string, fetched: FetchedVolume): Finding {
  const kind = rule.kinds.find(({ code }) => code === rule.notProduced);
  if (!kind) throw new RangeError(`The list of findings has no ${rule.notProduced}`);
  return {
    id,
    seatId: null,
    volume: fetched.volume,
    code: kind.code,
    article: kind.article,
    evidence: `${kind.title}（${rule.fetchMinutes}分钟）`,
    severity: kind.severity,
    disposition: { kind: 'open' },
  };
}
