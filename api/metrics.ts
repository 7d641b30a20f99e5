import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../activities/database/database';
import { Refusal } from '../domain/errors';
import { bearerToken } from './auth/bearer';
import type { ApiConfig } from './config';
import type { ReadinessCheck } from './deps';

export interface Metrics {
  /** Measures each request by method, route and status: never by address, for addresses hold ids and tokens. */
  measure: RequestHandler;
  serve: RequestHandler;
}

export interface Measured {
  config: Pick<ApiConfig, 'metricsToken'>;
  database: Pick<Database, 'retries'>;
  checks: readonly ReadinessCheck[];
}

/** Metrics of this process, for whoever shows the token: how often a route is called may tell more than the route. */
export function createMetrics({ config, database, checks }: Measured): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'dangyan_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers: [registry],
  });
  new Gauge({
    name: 'dangyan_database_retries',
    help: 'Transactions tried again after a deadlock, a serialisation conflict or a lock not given',
    registers: [registry],
    collect() {
      this.set(database.retries);
    },
  });
  for (const { measure } of checks) {
    if (!measure) continue;
    const { name, help, read } = measure;
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        // One that can't be read says so, and keeps nobody from the others.
        this.set(await read().catch(() => Number.NaN));
      },
    });
  }
  return {
    measure(request, response, next) {
      const end = seconds.startTimer();
      response.on('finish', () => {
        end({ method: request.method, route: response.locals.route ?? 'other', status: response.statusCode });
      });
      next();
    },
    async serve(request, response) {
      if (!isToken(bearerToken(request), config.metricsToken)) throw new Refusal('NOT_FOUND');
      response.type(registry.contentType).send(await registry.metrics());
    },
  };
}

function isToken(shown: string | null, expected: string | null): boolean {
  if (shown === null || expected === null || shown.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(shown), Buffer.from(expected));
}
