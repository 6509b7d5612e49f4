import { measureModelFit } from "@/tests/bench/measure-model-fit";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import { measureEngineSpeed, type SpeedShape } from "@/trainer/measure-engine-speed";

/** S1 to S4 reach from small to large; the others lie on the grids of our decks. */
const shapes: Record<string, SpeedShape> = {
  S1: { inputDimension: 100, depth: 1, width: 100 },
  S2: { inputDimension: 100, depth: 3, width: 100 },
  S3: { inputDimension: 100, depth: 7, width: 200 },
  S4: { inputDimension: 500, depth: 3, width: 500 },
  "smallest design": { inputDimension: 10, depth: 1, width: 5 },
  narrow: { inputDimension: 16, depth: 3, width: 10 },
  "device card": { inputDimension: 16, depth: 3, width: 20 },
  wide: { inputDimension: 16, depth: 2, width: 50 },
  "largest design": { inputDimension: 16, depth: 7, width: 50 },
};

interface Trainer {
  name: string;
  /** Steps per second in a window of about so many milliseconds; one step at least, however slow. */
  measure(shape: SpeedShape, milliseconds: number): Promise<number>;
}

const clock = { now: () => performance.now(), pause: async () => {} };
const trainers: readonly Trainer[] = [
  ...[javascriptEngine, wasmEngine].map((engine) => ({
    name: engine.id,
    measure: (shape: SpeedShape, milliseconds: number) =>
      measureEngineSpeed(engine, shape, milliseconds, clock),
  })),
  // What a plain program with tfjs would do, for comparison.
  { name: "tfjs model.fit (cpu)", measure: measureModelFit },
];
const batchSize = 50;
// The trainers take turns, so that a machine that is busy for a while is busy for all of them.
const windowCount = 9;
const windowMilliseconds = 200;

/** Floating-point operations of one step: multiply-adds forward, of the slopes and of the gradient. */
function flopPerStep({ inputDimension, depth, width }: SpeedShape): number {
  return batchSize * (4 * inputDimension * width + 6 * (depth - 1) * width * width + 6 * width);
}

/** Ascending speeds of every trainer in windows that alternate, steps per second. */
async function measureInTurns(shape: SpeedShape): Promise<Map<string, number[]>> {
  const speeds = new Map<string, number[]>();
  for (let window = 0; window < windowCount; window += 1) {
    for (const { name, measure } of trainers) {
      speeds.set(name, [...(speeds.get(name) ?? []), await measure(shape, windowMilliseconds)]);
    }
  }
  for (const values of speeds.values()) values.sort((one, other) => one - other);
  return speeds;
}

function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.round(share * (ascending.length - 1))] as number;
}

function count(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0).padStart(7);
}

function ratio(value: number): string {
  return value.toFixed(value < 1 ? 2 : 1).padStart(6);
}

console.log(
  `Steps per second, batch ${batchSize}: median (quartiles) of ${windowCount} windows that alternate.`,
);
for (const [name, shape] of Object.entries(shapes)) {
  const speeds = await measureInTurns(shape);
  const { inputDimension, depth, width } = shape;
  const javascriptMedian = quantile(speeds.get(javascriptEngine.id) as number[], 0.5);
  for (const [trainer, values] of speeds) {
    const median = quantile(values, 0.5);
    console.log(
      `${name.padEnd(16)} D=${inputDimension} L=${depth} H=${width}`.padEnd(34),
      trainer.padEnd(20),
      `${count(median)} (${count(quantile(values, 0.25))} to ${count(quantile(values, 0.75))})`,
      `${((median * flopPerStep(shape)) / 1e9).toFixed(2).padStart(7)} GFLOP/s`,
      `${ratio(median / javascriptMedian)} x javascript`,
    );
  }
}
