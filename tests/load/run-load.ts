import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startGameProcess } from "@/tests/server/support/game-process";
import { describeResult, LoadRecord } from "./measure";
import { type Scenario, scenarios } from "./scenarios";
import { soak } from "./soak";

// `npm run load -- --scenario NAME [--minutes N]`: a class without browsers against a server process on this machine.
// Prints percentiles, stores them as JSON, and ends with code 1 when something that must hold at any speed did not.

const defaultMinutes = 20;
const resultFolder = fileURLToPath(new URL("./results/", import.meta.url));

function option(name: string): string | null {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? null : (process.argv[place + 1] ?? null);
}

const minutes = Number(option("minutes") ?? defaultMinutes) || defaultMinutes;
const known: Readonly<Record<string, Scenario>> = {
  ...scenarios,
  soak: (game, record) => soak(game.url, record, minutes),
};
const wanted = option("scenario") ?? "join-300";
const scenario = known[wanted];
if (scenario === undefined) {
  console.error(`No scenario "${wanted}". There are: ${Object.keys(known).join(", ")}.`);
  process.exit(2);
}

/** Of the server process so far, from its own figures: what a busy machine does not change. */
async function processorSeconds(url: string): Promise<string> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^deepstakes_process_cpu_seconds_total (\S+)/m.exec(text)?.[1]).toFixed(1);
}

const dataDirectory = await mkdtemp(join(tmpdir(), "deepstakes-load-"));
const game = await startGameProcess(dataDirectory);
const record = new LoadRecord(wanted);
try {
  await scenario(game, record);
  record.note("server's processor time, s", await processorSeconds(game.url));
} catch (error) {
  record.check(false, error instanceof Error ? error.message : String(error));
} finally {
  await game.end("SIGTERM");
  await rm(dataDirectory, { recursive: true, force: true });
}
const result = record.finish();
await mkdir(resultFolder, { recursive: true });
const file = join(resultFolder, `${wanted}-${result.startedAt.replace(/[:.]/g, "-")}.json`);
await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
console.log(describeResult(result));
process.exit(result.failures.length === 0 ? 0 : 1);
