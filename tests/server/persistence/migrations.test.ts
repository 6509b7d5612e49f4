import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { missingMigration, openSchemaEngine, readSchema } from "@/scripts/schema-engine";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "@/server/persistence/embedded-database";

describe("the migrations", () => {
  let scratch: EmbeddedDatabase;

  beforeAll(async () => {
    scratch = await startEmbeddedDatabase("memory://");
  });

  afterAll(() => scratch.stop());

  it("lead to schema.prisma, and a change of it is seen", async () => {
    const engine = await openSchemaEngine(scratch.databaseUrl);
    const changed = `${readSchema()}\nmodel Planted {\n  id Int @id\n}\n`;

    const missing = await missingMigration(engine, readSchema());
    await emptyDatabase(scratch.databaseUrl);
    const missingAfterChange = await missingMigration(engine, changed);

    expect(missing).toBeNull();
    expect(missingAfterChange).toContain('CREATE TABLE "Planted"');
  });
});

async function emptyDatabase(connectionString: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await client.end();
}
