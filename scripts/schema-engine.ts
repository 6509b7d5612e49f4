// Prisma's schema engine as WebAssembly with a driver adapter: the same engine as `prisma migrate`, without the
// binary that the command line tool downloads. `_prisma_migrations` stays readable for the command line tool.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { Pool, type QueryConfig } from "pg";

const prismaDirectory = join(dirname(fileURLToPath(import.meta.url)), "..", "prisma");
export const migrationsDirectory = join(prismaDirectory, "migrations");
const filters = { externalTables: [], externalEnums: [] };
const schemaPath = "prisma/schema.prisma";

/** The text of schema.prisma. */
export function readSchema(): string {
  return readFileSync(join(prismaDirectory, "schema.prisma"), "utf8");
}

/** Opens the engine on the database at `databaseUrl`. It reports through exceptions. */
export async function openSchemaEngine(databaseUrl: string): Promise<SchemaEngine> {
  // The module that wasm-bindgen makes; its types say nothing about the two functions that load it by hand.
  const bindings = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as unknown as {
    __wbg_set_wasm(exports: WebAssembly.Exports): void;
    SchemaEngine: typeof SchemaEngine;
  };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: createPanicRegistry() });
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const bytes = readFileSync(join(dirname(entry), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  return bindings.SchemaEngine.new(
    { datamodels: [[schemaPath, readSchema()]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(createAdapterFactory(databaseUrl)),
  );
}

/** Applies the migrations that the database lacks; returns their names. */
export async function applyMigrations(engine: SchemaEngine): Promise<string[]> {
  const result = await engine.applyMigrations({ migrationsList: readMigrations(), filters });
  return result.appliedMigrationNames;
}

/**
 * The SQL that leads from the migrations on disk to `schema`, or null when they agree. Fills the engine's
 * database with the migrations, so that must be an empty scratch database.
 */
export async function missingMigration(engine: SchemaEngine, schema: string): Promise<string | null> {
  const migrations = readMigrations();
  const { exitCode, stdout } = await engine.diff({
    from:
      migrations.migrationDirectories.length === 0 ? { tag: "empty" } : { tag: "migrations", ...migrations },
    to: { tag: "schemaDatamodel", files: [{ path: schemaPath, content: schema }] },
    script: true,
    exitCode: true,
    filters,
  });
  return exitCode === 0 ? null : stdout;
}

const CHAR_TYPE_ID = 18;
const TEXT_TYPE_ID = 25;

/**
 * The adapter does not know PostgreSQL's one-byte "char" that the engine's catalog queries return. Here such
 * columns pass the adapter as text and reach the engine as what it expects. The engine asks one query at a time.
 */
function createAdapterFactory(connectionString: string): PrismaPg {
  const pool = new Pool({ connectionString, max: 1 });
  const query = pool.query.bind(pool);
  let charColumns: number[] = [];
  Object.assign(pool, {
    async query(request: QueryConfig) {
      const result = await query(request);
      charColumns = [];
      for (const [column, field] of result.fields.entries()) {
        if (field.dataTypeID !== CHAR_TYPE_ID) continue;
        charColumns.push(column);
        field.dataTypeID = TEXT_TYPE_ID;
      }
      return result;
    },
  });
  const factory = new PrismaPg(pool);
  const connect = async () => {
    const adapter = await new PrismaPg(pool).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (request) => {
      const result = await queryRaw(request);
      for (const column of charColumns) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  };
  // The scratch database of a diff is the database itself: only `missingMigration` asks for one.
  return Object.assign(factory, { connect, connectToShadowDb: connect });
}

function createPanicRegistry() {
  return {
    message: "",
    set_message(message: string) {
      this.message = message;
    },
  };
}

function readMigrations() {
  const lockfile = join(migrationsDirectory, "migration_lock.toml");
  const names = readdirSync(migrationsDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: migrationsDirectory,
    shadowDbInitScript: "",
    lockfile: {
      path: "migration_lock.toml",
      content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null,
    },
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: readFileSync(join(migrationsDirectory, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}
