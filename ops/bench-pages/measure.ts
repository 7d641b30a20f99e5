import { type IncomingHttpHeaders, request } from 'node:http';
import { serverTime } from './server-time';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  /** On the wire, headers aside. */
  bytes: number;
  /** From the request to the last byte. */
  ms: number;
}

/** One request as a browser sends it: compressed answers are counted as they come. */
export function send(url: string, options: { cookie?: string; form?: Record<string, string> } = {}): Promise<Answered> {
  const { cookie, form } = options;
  const body = form && new URLSearchParams(form).toString();
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'text/html',
      'accept-encoding': 'gzip',
      ...(cookie ? { cookie } : {}),
      ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    };
    const asked = request(url, { method: body ? 'POST' : 'GET', headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, bytes, ms: performance.now() - started }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

export interface Measured {
  median: number;
  p99: number;
  kilobytes: number;
  /** Milliseconds of processor time of this process, API and client alike, for one request. */
  processor: number;
  /** The same of Postgres; null where the system does not tell. */
  database: number | null;
}

/** So many are asked for before any is counted. */
const WARM_UP = 3;

/**
 * @param postgres its process id
 * @throws Error for a page that does not answer 200
 */
export async function measure(url: string, cookie: string, times: number, postgres: number): Promise<Measured> {
  const answers: Answered[] = [];
  let used = process.cpuUsage();
  let served = serverTime(postgres);
  for (let at = 0; at < times + WARM_UP; at += 1) {
    if (at === WARM_UP) {
      used = process.cpuUsage();
      served = serverTime(postgres);
    }
    const answer = await send(url, { cookie });
    if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
    if (at >= WARM_UP) answers.push(answer);
  }
  const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const { user, system } = process.cpuUsage(used);
  const servedBy = serverTime(postgres);
  return {
    median: at(0.5),
    p99: at(0.99),
    kilobytes: Math.max(...answers.map(({ bytes }) => bytes)) / 1024,
    processor: (user + system) / 1_000 / times,
    database: served === null || servedBy === null ? null : (servedBy - served) / times,
  };
}
