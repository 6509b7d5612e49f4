// Applies the missing migrations to DATABASE_URL and ends. A process of its own: the engine holds an advisory lock
// for as long as its connection lives, which would make a second server wait.
import { applyMigrations, openSchemaEngine } from "./schema-engine";

const databaseUrl = process.env["DATABASE_URL"];
if (databaseUrl === undefined) throw new Error("DATABASE_URL is missing");
const engine = await openSchemaEngine(databaseUrl);
const applied = await applyMigrations(engine);
for (const name of applied) console.log(`Applied migration ${name}`);
// The engine offers no way to close its connection.
process.exit(0);
