import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "@/server/persistence/open-database";

const projectDirectory = fileURLToPath(new URL("../../..", import.meta.url));
const ACKNOWLEDGEMENTS = 40;

/** Lets a process commit, kills it with SIGKILL in the middle of its work and returns the last acknowledged version. */
async function commitUntilKilled(dataDirectory: string): Promise<number> {
  const script = join("tests", "server", "persistence", "commit-until-killed.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, dataDirectory], {
    cwd: projectDirectory,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    if (output.split("\n").length > ACKNOWLEDGEMENTS) child.kill("SIGKILL");
  });
  await once(child, "close");
  expect(child.signalCode).toBe("SIGKILL");
  // The last piece is empty or half a line.
  return Number(output.split("\n").at(-2));
}

describe("the embedded database", () => {
  let dataDirectory = "";

  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), "deepstakes kill "));
  });

  afterEach(() => rm(dataDirectory, { recursive: true, force: true }));

  it("keeps every acknowledged commit, whole, over two kills", async () => {
    const first = await commitUntilKilled(dataDirectory);
    const second = await commitUntilKilled(dataDirectory);

    const opened = await openDatabase({ kind: "embedded", dataDirectory });
    if (!opened.ok) throw new Error(opened.reason);
    const versions = (await opened.database.store.readEvents("session")).map((event) => event.version);
    await opened.database.close();

    expect(second).toBeGreaterThan(first);
    expect(versions.length).toBeGreaterThanOrEqual(second);
    expect(versions).toEqual(Array.from({ length: versions.length }, (_, index) => index + 1));
    expect(versions.length % 2).toBe(0);
  });

  it("refuses a second opening of its folder and lets the first go on", async () => {
    const first = await openDatabase({ kind: "embedded", dataDirectory });
    if (!first.ok) throw new Error(first.reason);

    const second = await openDatabase({ kind: "embedded", dataDirectory });

    expect(second).toEqual({
      ok: false,
      reason: "data-directory-in-use",
      dataDirectory,
      processId: process.pid,
    });
    await first.database.store.writeHeartbeat(3);
    expect(await first.database.store.readHeartbeat()).toBe(3);
    await first.database.close();
    const third = await openDatabase({ kind: "embedded", dataDirectory });
    if (!third.ok) throw new Error(third.reason);
    expect(await third.database.store.readHeartbeat()).toBe(3);
    await third.database.close();
  });
});
