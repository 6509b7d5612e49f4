import { createReferenceRun } from "@/core/training/reference-trainer";
import type { TimedMeasurement } from "@/tests/bench/bench-record";
import { type BenchShape, batchesPerEpoch, benchSpec, checkLearningRate } from "@/tests/bench/bench-shapes";
import type { Contestant, Family } from "@/tests/bench/contestants";
import { quantile, quartiles } from "@/tests/bench/quantile";
import type { HostReply, HostRequest } from "@/tests/bench/trainer-host";

export interface WindowPlan {
  windowCount: number;
  /** A window takes about so long, or one step if that is longer. */
  windowMilliseconds: number;
  /** What went wrong with a trainer that is left out. */
  note(sentence: string): void;
  progress(line: string): void;
}

/** One trainer at one shape while it is measured. */
interface Entry extends Contestant {
  family: Family;
  stepCount: number;
  windows: Window[];
}

interface Window {
  seconds: number;
  dispatchCount: number | null;
  submitCount: number | null;
}

/** How far the loss after two steps may lie from the reference's, relative. */
const checkTolerance = 2e-5;

/**
 * Times all trainers at one shape. First each takes two steps, which the reference repeats in float64: a trainer that
 * computes something else is not timed. Then they take turns, so that a machine that is busy for a while is busy for
 * all of them.
 */
export async function measureShape(
  shape: BenchShape,
  families: readonly Family[],
  plan: WindowPlan,
): Promise<TimedMeasurement[]> {
  const expectedLoss = referenceLoss(shape);
  const entries: Entry[] = [];
  for (const family of families) {
    for (const contestant of family.contestants) {
      if (contestant.shapeIds && !contestant.shapeIds.includes(shape.shapeId)) continue;
      const entry = { ...contestant, family, stepCount: 1, windows: [] };
      const isReady = await attempt(entry, shape, plan, async () => {
        await prepare(entry, shape, expectedLoss, plan.windowMilliseconds);
      });
      if (isReady) entries.push(entry);
    }
  }
  const failed = new Set<Entry>();
  for (let turn = 0; turn < plan.windowCount; turn += 1) {
    plan.progress(`${shape.shapeId}: turn ${turn + 1} of ${plan.windowCount}`);
    for (const entry of entries) {
      if (failed.has(entry)) continue;
      const isDone = await attempt(entry, shape, plan, async () => {
        entry.windows.push(await timeWindow(entry, entry.stepCount));
      });
      if (!isDone) failed.add(entry);
    }
  }
  const finished = entries.filter((entry) => !failed.has(entry));
  for (const entry of finished) {
    await attempt(entry, shape, plan, async () => {
      await ask(entry, { kind: "close", trainer: entry.trainer });
    });
  }
  return finished.map((entry) => measurementOf(entry, shape));
}

async function attempt(
  entry: Entry,
  shape: BenchShape,
  plan: WindowPlan,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    plan.note(
      `${entry.trainer} has no figure at ${shape.shapeId} in ${entry.family.environment}: ${reason}.`,
    );
    return false;
  }
}

/** Checks and starts a trainer and finds the number of steps of its windows. */
async function prepare(
  entry: Entry,
  { shapeId }: BenchShape,
  expectedLoss: number,
  windowMilliseconds: number,
): Promise<void> {
  const { trainer, family } = entry;
  if (family.measures === "speed") {
    const { loss = Number.NaN } = await ask(entry, { kind: "check", trainer, shapeId });
    if (!(Math.abs(loss / expectedLoss - 1) < checkTolerance))
      throw new Error(`its loss after two steps is ${loss}, the reference has ${expectedLoss}`);
  }
  await ask(entry, { kind: "open", trainer, shapeId });
  // The first step compiles.
  await timeWindow(entry, 1);
  let stepCount = 1;
  let { seconds } = await timeWindow(entry, stepCount);
  while (4000 * seconds < windowMilliseconds) {
    stepCount *= 2;
    seconds = (await timeWindow(entry, stepCount)).seconds;
  }
  entry.stepCount = inWholeEpochs((stepCount * windowMilliseconds) / (1000 * seconds));
}

function inWholeEpochs(stepCount: number): number {
  if (stepCount < 2 * batchesPerEpoch) return Math.max(1, Math.round(stepCount));
  return batchesPerEpoch * Math.round(stepCount / batchesPerEpoch);
}

async function timeWindow(entry: Entry, stepCount: number): Promise<Window> {
  const { seconds, gpuWork } = await ask(entry, { kind: "window", trainer: entry.trainer, stepCount });
  if (seconds === undefined) throw new Error("a window has a length");
  const dispatchCount = gpuWork?.dispatchCount ?? null;
  return { seconds, dispatchCount, submitCount: gpuWork?.submitCount ?? null };
}

async function ask({ family }: Entry, request: HostRequest): Promise<HostReply> {
  const reply = await family.connection.ask(request);
  if (reply.error) throw new Error(reply.error);
  return reply;
}

/** The mean loss after two steps. */
function referenceLoss(shape: BenchShape): number {
  const spec = benchSpec(shape, checkLearningRate);
  const run = createReferenceRun(spec.recipe, spec.training, spec);
  run.advance(2);
  return run.evaluate(spec.training).loss;
}

function measurementOf(entry: Entry, { shapeId }: BenchShape): TimedMeasurement {
  const { family, engine, replicas, stepCount, windows } = entry;
  const speeds = windows.map(({ seconds }) => stepCount / seconds);
  const { median, low, high } = quartiles(speeds);
  const isSpeed = family.measures === "speed";
  const microseconds = windows.map(({ seconds }) => (1e6 * seconds) / stepCount);
  const perStep = (counts: (number | null)[]) =>
    counts.includes(null) ? null : rounded(quantile(counts as number[], 0.5) / stepCount);
  return {
    environment: family.environment,
    engine,
    shape: shapeId,
    replicas,
    stepsPerSecond: isSpeed ? rounded(median) : null,
    low: isSpeed ? rounded(low) : null,
    high: isSpeed ? rounded(high) : null,
    dispatchesPerStep: perStep(windows.map(({ dispatchCount }) => dispatchCount)),
    submitsPerStep: perStep(windows.map(({ submitCount }) => submitCount)),
    javascriptMicrosecondsPerStep: isSpeed ? null : rounded(quantile(microseconds, 0.5)),
    windows: isSpeed ? speeds.map(rounded) : [],
  };
}

/** Four digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
