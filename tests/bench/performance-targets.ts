import type { BenchRecord, TimedMeasurement } from "@/tests/bench/bench-record";
import { benchShape } from "@/tests/bench/bench-shapes";
import { quartiles } from "@/tests/bench/quantile";

/** A figure that the project set itself as a goal. */
export interface TargetResult {
  target: string;
  environment: string;
  shape: string;
  /** Median, and quartiles where there are windows. */
  value: number;
  low: number | null;
  high: number | null;
  needed: number;
  unit: string;
  verdict: "hit" | "miss within 20 %" | "miss";
}

/** Times by which one trainer is faster than the best of others, in the same turn of the same run. */
interface RatioTarget {
  target: string;
  engine: string;
  others: RegExp;
  environments: readonly string[];
  needed: Readonly<Record<string, number>>;
}

const softwareGpu = "chromium, software adapter";
const realGpu = "chromium, GPU";

const ratioTargets: readonly RatioTarget[] = [
  {
    target: "wasm beside plain typed arrays",
    engine: "wasm",
    others: /^javascript$/,
    environments: ["chromium", "node"],
    needed: { S1: 8, S2: 8, S3: 8, S4: 8, S5: 5 },
  },
  {
    target: "wasm beside the best of tfjs",
    engine: "wasm",
    others: /^tfjs-/,
    environments: ["chromium", "node"],
    needed: { S1: 12, S2: 12, S3: 5, S4: 5, S5: 12 },
  },
  {
    target: "wasm beside NumPy on one thread",
    engine: "wasm",
    others: /^numpy$/,
    environments: ["node"],
    needed: { S1: 0.35, S2: 0.35, S3: 0.35, S4: 0.35 },
  },
  {
    target: "webgpu beside the best of tfjs-webgpu, same adapter",
    engine: "webgpu",
    others: /^tfjs-webgpu/,
    environments: [softwareGpu],
    needed: { S1: 30, S2: 30, S3: 10, S4: 5, S5: 30 },
  },
  {
    target: "webgpu beside the best of tfjs-webgpu, on a GPU",
    engine: "webgpu",
    others: /^tfjs-webgpu/,
    environments: [realGpu],
    needed: { S1: 10, S2: 10, S5: 10 },
  },
];

/** Every goal that the record says something about. */
export function targetResults(record: BenchRecord): TargetResult[] {
  return [
    ...ratioTargets.flatMap((target) => ratiosOf(record, target)),
    ...workOf(record),
    ...populationsOf(record),
    ...racesOf(record),
  ];
}

function ratiosOf({ measurements }: BenchRecord, target: RatioTarget): TargetResult[] {
  return target.environments.flatMap((environment) =>
    Object.entries(target.needed).flatMap(([shape, needed]) => {
      const here = measurements.filter((one) => one.shape === shape && isIn(one, environment));
      const own = here.find(({ engine, replicas }) => engine === target.engine && replicas === 1);
      const best = fastest(here.filter(({ engine }) => target.others.test(engine)));
      if (!own || !best) return [];
      const ratios = own.windows.map((speed, turn) => speed / (best.windows[turn] ?? Number.NaN));
      const { median, low, high } = quartiles(ratios);
      const name = target.others.test("tfjs-webgl") ? `${target.target} (${best.engine})` : target.target;
      const figure = { target: name, environment, shape, needed, unit: "x" };
      return [{ ...figure, value: median, low, high, verdict: verdictOf(median / needed) }];
    }),
  );
}

/** The best of tfjs in the browser may run on the GPU there. */
function isIn({ environment, engine }: TimedMeasurement, asked: string): boolean {
  return (
    environment === asked || (asked === "chromium" && engine.startsWith("tfjs-") && isOnSoftware(environment))
  );
}

function isOnSoftware(environment: string): boolean {
  return environment === softwareGpu;
}

function fastest(measurements: readonly TimedMeasurement[]): TimedMeasurement | null {
  return measurements.reduce<TimedMeasurement | null>(
    (best, one) => ((one.stepsPerSecond ?? 0) > (best?.stepsPerSecond ?? 0) ? one : best),
    null,
  );
}

/** Dispatches of one step: 2 L + 1 or fewer. JavaScript at S3: 30 microseconds or fewer. */
function workOf({ measurements }: BenchRecord): TargetResult[] {
  const counted = measurements.filter(
    ({ engine, javascriptMicrosecondsPerStep: cost }) => engine === "webgpu" && cost !== null,
  );
  return counted.flatMap(({ environment, shape, dispatchesPerStep, javascriptMicrosecondsPerStep }) => {
    const at = { environment, shape, low: null, high: null };
    const dispatches = atMost(dispatchesPerStep ?? Number.NaN, 2 * benchShape(shape).depth + 1);
    const cost = atMost(javascriptMicrosecondsPerStep ?? Number.NaN, 30);
    return [
      { target: "webgpu, dispatches of a step", ...at, ...dispatches, unit: "at most" },
      ...(shape === "S3"
        ? [{ target: "webgpu, JavaScript of a step", ...at, ...cost, unit: "us at most" }]
        : []),
    ];
  });
}

/** Replicas together on a GPU: less than four times as long as one. */
function populationsOf({ measurements }: BenchRecord): TargetResult[] {
  const onGpu = measurements.filter(
    ({ environment, engine }) => environment === realGpu && engine === "webgpu",
  );
  return onGpu
    .filter(({ replicas }) => replicas > 1)
    .flatMap((together) => {
      const { environment, shape, replicas, windows } = together;
      const alone = onGpu.find((one) => one.shape === shape && one.replicas === 1);
      if (!alone) return [];
      const { median, low, high } = quartiles(
        windows.map((speed, turn) => (alone.windows[turn] ?? Number.NaN) / speed),
      );
      const target = `webgpu, time of ${replicas} replicas beside one`;
      return [{ target, environment, shape, low, high, unit: "x at most", ...atMost(median, 4) }];
    });
}

/** The costliest design of a phone deck: a race of five replicas within 20 s. */
function racesOf({ races }: BenchRecord): TargetResult[] {
  return races
    .filter(({ isWhole }) => isWhole)
    .map(({ environment, size, workers, seconds, low, high }) => ({
      target: `race of five replicas on wasm, ${workers} ${workers === 1 ? "worker" : "workers"}`,
      ...{ environment, shape: size, low, high, unit: "s at most" },
      ...atMost(seconds, 20),
    }));
}

function atMost(value: number, needed: number): Pick<TargetResult, "value" | "needed" | "verdict"> {
  return { value, needed, verdict: verdictOf(needed / value) };
}

/** `share` is 1 where the goal is just reached, and less below it. */
function verdictOf(share: number): TargetResult["verdict"] {
  if (share >= 1) return "hit";
  return share >= 0.8 ? "miss within 20 %" : "miss";
}
