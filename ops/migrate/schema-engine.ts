import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { migrationAdapterFactory, type ScriptError } from './migration-adapter';

/** The engine's empty filter: nothing in the database is managed by somebody else. */
export const NO_FILTER = { externalTables: [], externalEnums: [] };

/** The part of the WebAssembly global used here; its types come only with those of a browser. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

let loading: Promise<void> | undefined;

/** Prisma ships its schema engine as WebAssembly for bundlers; Node has to give it its imports by hand. */
async function load(): Promise<void> {
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': withIdleTimers(bindings) });
  // A panic of the engine reports its words through this global before it traps.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (words: string) => console.error(words) } });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/** The engine never clears the timer that limits its wait for a lock; unless told otherwise, Node waits 10 s for it. */
function withIdleTimers(imports: object): object {
  return Object.fromEntries(
    Object.entries(imports).map(([name, value]) => [
      name,
      name.startsWith('__wbg_setTimeout') ? (wake: () => void, ms: number) => setTimeout(wake, ms).unref() : value,
    ]),
  );
}

/** Without the engine's internal trace, of which only the migration's name is of use. */
function inPlainWords(error: Error, scriptError: ScriptError | undefined): Error {
  const [words, trace] = error.message.split(/\n +0: /);
  if (trace === undefined) return error;
  const [, migration] = /migration_name="([^"]+)"/.exec(trace) ?? [];
  return new Error(`${migration ? `migration ${migration} failed: ` : ''}${scriptError?.message ?? words}`, {
    cause: error,
  });
}

/** The databases the engine works on, and the schema that tells it which of their schemas are ours. */
export interface EngineTarget {
  url: string;
  shadowUrl?: string;
  schema: SchemasContainer;
}

/**
 * Runs `use` with Prisma's schema engine connected to `url`, and closes its connections after.
 *
 * @throws Error with the migration's name and Postgres' words where a migration failed, else with the engine's.
 */
export async function withSchemaEngine<T>(target: EngineTarget, use: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loading ??= load();
  await loading;
  const factory = migrationAdapterFactory(target.url, target.shadowUrl);
  const datamodels = target.schema.files.map(({ path, content }): [string, string] => [path, content]);
  const engine = await bindings.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await use(engine);
  } catch (error) {
    throw inPlainWords(error as Error, factory.scriptError);
  } finally {
    engine.free();
    await factory.close();
  }
}
