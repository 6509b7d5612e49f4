import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod/mini";

// The embedded database does not lock its folder: two servers on one folder lose each other's rows.

export type LockResult = { ok: true; release(): Promise<void> } | { ok: false; processId: number };

const OwnerSchema = z.object({
  processId: z.int(),
  /** Tells a process from a later one with the same number; null where the system does not say. */
  processStart: z.nullable(z.string()),
});
type Owner = z.infer<typeof OwnerSchema>;

const LOCK_FILE = "server.lock";
const MOST_ATTEMPTS = 5;

/**
 * Takes the lock of `directory` (made if missing) for this process, also from an owner that is gone. Refuses with
 * the owner's process id while it lives. Throws when the folder cannot be written.
 */
export async function lockDirectory(directory: string): Promise<LockResult> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, LOCK_FILE);
  const content = JSON.stringify({ processId: process.pid, processStart: readProcessStart(process.pid) });
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    if (await createLock(path, content)) return { ok: true, release: () => releaseLock(path, content) };
    const found = await readIfPresent(path);
    if (found === null) continue;
    const owner = parseOwner(found);
    if (owner !== null && isAlive(owner)) return { ok: false, processId: owner.processId };
    await removeStaleLock(path, found);
  }
  throw new Error(`The lock ${path} changes faster than it can be taken`);
}

// Written aside and linked, so that nobody ever reads half a lock; fails when the lock exists.
async function createLock(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    // File systems without hard links.
    return createLockInPlace(path, content);
  } finally {
    await rm(draft, { force: true });
  }
}

async function createLockInPlace(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

// Moving is atomic: of two servers that found the same stale lock only one moves it. If another server's fresh lock
// was moved instead, it goes back.
async function removeStaleLock(path: string, stale: string): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  const moved = await readFile(aside, "utf8");
  if (moved !== stale) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

async function releaseLock(path: string, content: string): Promise<void> {
  if ((await readIfPresent(path)) === content) await rm(path, { force: true });
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

function parseOwner(content: string): Owner | null {
  try {
    const parsed = OwnerSchema.safeParse(JSON.parse(content));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function isAlive({ processId, processStart }: Owner): boolean {
  try {
    process.kill(processId, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if (!hasCode(error, "EPERM")) return false;
  }
  const startNow = readProcessStart(processId);
  return processStart === null || startNow === null || processStart === startNow;
}

/** When the process began, in whatever form the system has; null where it has none. */
function readProcessStart(processId: number): string | null {
  try {
    if (process.platform === "linux") return readLinuxProcessStart(processId);
    if (process.platform === "win32") return null;
    // A fixed locale: two servers must read the same text.
    const env = { LC_ALL: "C", NODE_ENV: "production" } as const;
    const text = execFileSync("/bin/ps", ["-o", "lstart=", "-p", String(processId)], {
      encoding: "utf8",
      env,
    });
    return text.trim() || null;
  } catch {
    return null;
  }
}

const LINUX_START_FIELD = 19;

function readLinuxProcessStart(processId: number): string | null {
  const bootId = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  const status = readFileSync(`/proc/${processId}/stat`, "utf8");
  // The second field is the program's name in brackets and may hold anything; the rest are numbers (proc(5)).
  const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
  const ticks = fields[LINUX_START_FIELD];
  return ticks === undefined ? null : `${bootId} ${ticks}`;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
