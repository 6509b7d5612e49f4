// `node --import tsx scripts/create-migration.ts add-something` writes the migration that leads to schema.prisma.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmbeddedDatabase } from "@/server/persistence/embedded-database";
import { migrationsDirectory, missingMigration, openSchemaEngine, readSchema } from "./schema-engine";

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9-]+$/.test(name)) throw new Error("Give a name such as add-something");
const scratch = await startEmbeddedDatabase("memory://");
const script = await missingMigration(await openSchemaEngine(scratch.databaseUrl), readSchema());
if (script === null) {
  console.log("The migrations agree with schema.prisma");
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const directory = join(migrationsDirectory, `${stamp}_${name}`);
  mkdirSync(directory);
  writeFileSync(join(directory, "migration.sql"), script);
  writeFileSync(join(migrationsDirectory, "migration_lock.toml"), 'provider = "postgresql"\n');
  console.log(`Wrote ${directory}`);
}
process.exit(0);
