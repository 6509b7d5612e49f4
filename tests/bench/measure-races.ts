import type { RaceTime, TimedMeasurement } from "@/tests/bench/bench-record";
import type { BenchBrowser } from "@/tests/bench/launch-browser";
import type { WindowPlan } from "@/tests/bench/measure-shape";
import { quartiles } from "@/tests/bench/quantile";
import { openBrowserRaces } from "@/tests/bench/race-in-browser";
import { openNodeRaces } from "@/tests/bench/race-in-node";
import { type RaceSize, raceSizes, replicaCount } from "@/tests/bench/race-sizes";

interface RacePlan {
  isInNode: boolean;
  browser: BenchBrowser | null;
  plan: WindowPlan;
}

/** A place where whole races can be run. */
export interface RaceTrack {
  environment: string;
  engine: string;
  workers: number;
  prepare(size: RaceSize): Promise<void>;
  race(size: RaceSize, stepCount: number): Promise<number>;
  close(): Promise<void>;
}

/** A short race takes about two windows; the longer, the less its beginning and its end count. */
const shortRaceWindows = 2;

/** Times races of five replicas: whole ones in every place in turn, the others in Node. */
export async function measureRaces({
  isInNode,
  browser,
  plan,
}: RacePlan): Promise<{ measurements: TimedMeasurement[]; races: RaceTime[] }> {
  const tracks: RaceTrack[] = [];
  try {
    if (isInNode) tracks.push(openNodeRaces());
    if (browser) tracks.push(...(await browserTracks(browser, plan)));
    const races: RaceTime[] = [];
    for (const size of raceSizes) {
      plan.progress(`races: ${size.name}`);
      // In the browser a race has a beginning and an end that short ones would make too much of.
      const chosen = size.isWhole ? tracks : tracks.filter(({ environment }) => environment === "node");
      races.push(...(await raceInTurnsOrNote(size, chosen, plan)));
    }
    return { measurements: races.map(measurementOf), races };
  } finally {
    for (const track of tracks) await track.close();
  }
}

async function browserTracks(browser: BenchBrowser, { note }: WindowPlan): Promise<RaceTrack[]> {
  try {
    return [await openBrowserRaces(browser)];
  } catch (error) {
    note(`No races were run in Chromium: ${error instanceof Error ? error.message : String(error)}.`);
    return [];
  }
}

async function raceInTurnsOrNote(
  size: RaceSize,
  tracks: readonly RaceTrack[],
  plan: WindowPlan,
): Promise<RaceTime[]> {
  try {
    return await raceInTurns(size, tracks, plan);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    plan.note(`The race on ${size.name} has no figure: ${reason}.`);
    return [];
  }
}

async function raceInTurns(
  size: RaceSize,
  tracks: readonly RaceTrack[],
  plan: WindowPlan,
): Promise<RaceTime[]> {
  const entries = [];
  for (const track of tracks) {
    await track.prepare(size);
    // The first race compiles.
    await track.race(size, 20);
    const stepCount = size.isWhole ? size.stepBudget : await shortStepCount(size, track, plan);
    entries.push({ track, stepCount, seconds: [] as number[] });
  }
  for (let turn = 0; turn < plan.windowCount; turn += 1) {
    for (const { track, stepCount, seconds } of entries) {
      seconds.push(((await track.race(size, stepCount)) * size.stepBudget) / stepCount);
    }
  }
  return entries.map(({ track: { environment, engine, workers }, seconds }) => {
    const { median, low, high } = quartiles(seconds);
    return {
      ...{
        environment,
        size: size.name,
        engine,
        workers,
        stepBudget: size.stepBudget,
        isWhole: size.isWhole,
      },
      ...{ seconds: rounded(median), low: rounded(low), high: rounded(high) },
    };
  });
}

async function shortStepCount(size: RaceSize, track: RaceTrack, plan: WindowPlan): Promise<number> {
  const seconds = await track.race(size, 40);
  const stepCount = (40 * shortRaceWindows * plan.windowMilliseconds) / 1000 / seconds;
  return Math.max(20, Math.min(size.stepBudget, Math.round(stepCount)));
}

/** Races as speeds: steps of all replicas together in a second of the race. */
function measurementOf({
  environment,
  engine,
  size,
  stepBudget,
  seconds,
  low,
  high,
}: RaceTime): TimedMeasurement {
  return {
    ...{ environment, engine, shape: size, replicas: replicaCount },
    ...{ stepsPerSecond: rounded(stepBudget / seconds), low: rounded(stepBudget / high) },
    ...{ high: rounded(stepBudget / low), dispatchesPerStep: null, submitsPerStep: null },
    ...{ javascriptMicrosecondsPerStep: null, windows: [] },
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
