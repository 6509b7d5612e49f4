// Applies the missing migrations to the database whose address comes on the standard input, and ends. A process of its
// own: the engine holds an advisory lock for as long as its connection lives, which would make a second server wait.
import { readFileSync } from "node:fs";
import { applyMigrations, openSchemaEngine } from "./schema-engine";

const databaseUrl = readFileSync(0, "utf8").trim();
if (!URL.canParse(databaseUrl)) throw new Error("Give the database's address on the standard input");
const engine = await openSchemaEngine(databaseUrl);
const applied = await applyMigrations(engine);
for (const name of applied) console.log(`Applied migration ${name}`);
// The engine offers no way to close its connection.
process.exit(0);
