import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { findBrowser } from "@/scripts/ensure-browser.mjs";
import { softwareAdapterVariables } from "@/scripts/software-adapter.mjs";
import { type BenchArguments, raceShapeId } from "@/tests/bench/bench-arguments";
import type { BenchHead, BenchRecord } from "@/tests/bench/bench-record";
import { benchShape } from "@/tests/bench/bench-shapes";
import { browserFamilies, type Family, nodeFamilies } from "@/tests/bench/contestants";
import { type BenchBrowser, launchBenchBrowser } from "@/tests/bench/launch-browser";
import { measureRaces } from "@/tests/bench/measure-races";
import { measureShape, type WindowPlan } from "@/tests/bench/measure-shape";

/** Measures all that the arguments ask for. Progress goes to the error output. */
export async function runBench({ places, shapeIds, isQuick }: BenchArguments): Promise<BenchRecord> {
  const startedAt = new Date();
  const loadAverage = loadavg().map((load) => Number(load.toFixed(2)));
  const notes: string[] = [];
  const progress = (line: string) => void process.stderr.write(`${line}\n`);
  const note = (sentence: string) => {
    notes.push(sentence);
    progress(sentence);
  };
  const plan: WindowPlan = {
    windowCount: isQuick ? 3 : 9,
    windowMilliseconds: isQuick ? 150 : 300,
    note,
    progress,
  };
  const search = { note, softwareAdapter: softwareAdapterVariables(findBrowser()) };
  const browser = places.includes("chromium") ? await openBrowser(note) : null;
  const families: Family[] = [];
  try {
    if (places.includes("node")) families.push(...(await nodeFamilies(search)));
    if (browser) families.push(...(await browserFamilies(search, browser)));
    const measurements = [];
    for (const shapeId of shapeIds) {
      if (shapeId === raceShapeId) continue;
      measurements.push(...(await measureShape(benchShape(shapeId), families, plan)));
    }
    const raced = shapeIds.includes(raceShapeId)
      ? await measureRaces({ isInNode: places.includes("node"), browser, plan })
      : { measurements: [], races: [] };
    const versions = versionsOf(families, browser);
    const minutes = Number(((Date.now() - startedAt.getTime()) / 60_000).toFixed(1));
    const { windowCount, windowMilliseconds } = plan;
    const machine = describeMachine();
    const head: BenchHead = {
      startedAt: startedAt.toISOString(),
      minutes,
      ...machine,
      loadAverage,
      windowCount,
      windowMilliseconds,
      versions,
      notes,
    };
    return { head, measurements: [...measurements, ...raced.measurements], races: raced.races };
  } finally {
    for (const { connection } of families) await connection.close().catch(() => {});
    await browser?.close();
  }
}

async function openBrowser(note: (sentence: string) => void): Promise<BenchBrowser | null> {
  try {
    return await launchBenchBrowser();
  } catch (error) {
    note(`Nothing was measured in Chromium: ${error instanceof Error ? error.message : String(error)}.`);
    return null;
  }
}

function describeMachine() {
  const [first] = cpus();
  return {
    processor: first?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGigabytes: Number((totalmem() / 2 ** 30).toFixed(1)),
    system: `${type()} ${release()} ${process.arch}`,
  };
}

function versionsOf(families: readonly Family[], browser: BenchBrowser | null): string[] {
  const versionOf = (name: string) => {
    const path = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return `${name} ${(JSON.parse(readFileSync(path, "utf8")) as { version: string }).version}`;
  };
  const adapters = families
    .filter(({ name }) => name === "webgpu" || name === "tfjs-webgl" || name === "numpy")
    .map(({ environment, name, description }) => `${name} (${environment}): ${description}`);
  return [
    `Deepstakes ${commit()}`,
    `Node ${process.versions.node}`,
    ...(browser ? [`Chromium ${browser.version}`] : []),
    ...["@tensorflow/tfjs", "webgpu", "assemblyscript"].map(versionOf),
    ...adapters,
  ];
}

function commit(): string {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
  } catch {
    return "(no commit known)";
  }
}
