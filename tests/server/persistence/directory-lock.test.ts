import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDirectory } from "@/server/persistence/directory-lock";

describe("lockDirectory", () => {
  let directory = "";
  const lockFile = () => join(directory, "server.lock");

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "deepstakes lock "));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it("refuses a second owner while the first lives and leaves the first's lock alone", async () => {
    const first = await lockDirectory(directory);
    const held = await readFile(lockFile(), "utf8");

    const second = await lockDirectory(directory);

    expect(first.ok).toBe(true);
    expect(second).toEqual({ ok: false, processId: process.pid });
    expect(await readFile(lockFile(), "utf8")).toBe(held);
  });

  it("is free again after a release", async () => {
    const first = await lockDirectory(directory);
    if (first.ok) await first.release();

    expect((await lockDirectory(directory)).ok).toBe(true);
  });

  it("makes a folder that does not exist", async () => {
    const nested = join(directory, "a", "b");

    expect((await lockDirectory(nested)).ok).toBe(true);
    await access(join(nested, "server.lock"));
  });

  it("takes over from a process that is gone", async () => {
    const child = spawn(process.execPath, ["-e", ""]);
    await once(child, "exit");
    await writeFile(lockFile(), JSON.stringify({ processId: child.pid, processStart: null }));

    expect((await lockDirectory(directory)).ok).toBe(true);
    expect(await readdir(directory)).toEqual(["server.lock"]);
  });

  it.runIf(process.platform !== "win32")(
    "takes over from an earlier process with the same number",
    async () => {
      await writeFile(
        lockFile(),
        JSON.stringify({ processId: process.pid, processStart: "before the last boot" }),
      );

      expect((await lockDirectory(directory)).ok).toBe(true);
    },
  );

  it("takes over a lock that nobody can read", async () => {
    await writeFile(lockFile(), '{"processId":');

    expect((await lockDirectory(directory)).ok).toBe(true);
  });

  it("gives a stale lock to exactly one of many that come at once", async () => {
    await writeFile(
      lockFile(),
      JSON.stringify({ processId: process.pid, processStart: "before the last boot" }),
    );

    const results = await Promise.all(Array.from({ length: 20 }, () => lockDirectory(directory)));

    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });
});
