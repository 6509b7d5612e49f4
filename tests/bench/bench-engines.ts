import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { measureEngineSpeed, type SpeedShape } from "@/trainer/measure-engine-speed";

/** S1 to S4 reach from small to large; the others are the smallest and the largest design of our decks. */
const shapes: Record<string, SpeedShape> = {
  S1: { inputDimension: 100, depth: 1, width: 100 },
  S2: { inputDimension: 100, depth: 3, width: 100 },
  S3: { inputDimension: 100, depth: 7, width: 200 },
  S4: { inputDimension: 1000, depth: 1, width: 1000 },
  "smallest design": { inputDimension: 10, depth: 1, width: 5 },
  "device card": { inputDimension: 16, depth: 3, width: 20 },
  "largest design": { inputDimension: 16, depth: 7, width: 50 },
};
const engines = [javascriptEngine];
const batchSize = 50;
const windowMilliseconds = 500;

/** Floating-point operations of one step: multiply-adds forward, of the slopes and of the gradient. */
function flopPerStep({ inputDimension, depth, width }: SpeedShape): number {
  return batchSize * (4 * inputDimension * width + 6 * (depth - 1) * width * width + 6 * width);
}

const clock = { now: () => performance.now(), pause: async () => {} };
for (const [name, shape] of Object.entries(shapes)) {
  for (const engine of engines) {
    const stepsPerSecond = await measureEngineSpeed(engine, shape, windowMilliseconds, clock);
    const gigaflops = (stepsPerSecond * flopPerStep(shape)) / 1e9;
    const { inputDimension, depth, width } = shape;
    console.log(
      `${name.padEnd(16)} D=${inputDimension} L=${depth} H=${width}`.padEnd(40),
      engine.id.padEnd(12),
      `${stepsPerSecond.toFixed(stepsPerSecond < 100 ? 1 : 0).padStart(9)} steps/s`,
      `${gigaflops.toFixed(2).padStart(7)} GFLOP/s`,
    );
  }
}
