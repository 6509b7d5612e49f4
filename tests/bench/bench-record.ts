import { z } from "zod/mini";

const FigureSchema = z.nullable(z.number());

/** One trainer at one shape. Absent figures are null. */
export const MeasurementSchema = z.strictObject({
  /** Where it ran, and on which kind of GPU if it uses one. */
  environment: z.string(),
  engine: z.string(),
  shape: z.string(),
  /** Runs that train together; a step is a step of each. */
  replicas: z.int(),
  /** Median of the windows, and their lower and upper quartile. */
  stepsPerSecond: FigureSchema,
  low: FigureSchema,
  high: FigureSchema,
  dispatchesPerStep: FigureSchema,
  submitsPerStep: FigureSchema,
  /** On a GPU that computes nothing, so that nothing but JavaScript and the browser's own work takes time. */
  javascriptMicrosecondsPerStep: FigureSchema,
});
export type Measurement = z.infer<typeof MeasurementSchema>;

/** A measurement with the steps per second of its windows, in the order in which the trainers took turns. */
export const TimedMeasurementSchema = z.extend(MeasurementSchema, { windows: z.array(z.number()) });
export type TimedMeasurement = z.infer<typeof TimedMeasurementSchema>;

/** A race of five replicas at one size. */
export const RaceTimeSchema = z.strictObject({
  environment: z.string(),
  size: z.string(),
  engine: z.string(),
  workers: z.int(),
  stepBudget: z.int(),
  /** Whole races were run, or shorter ones and the time is in proportion to their steps. */
  isWhole: z.boolean(),
  /** Seconds to the end of the race: median and quartiles. */
  seconds: z.number(),
  low: z.number(),
  high: z.number(),
});
export type RaceTime = z.infer<typeof RaceTimeSchema>;

/** The machine and the day of a bench, for its report. */
export const BenchHeadSchema = z.strictObject({
  startedAt: z.string(),
  minutes: z.number(),
  processor: z.string(),
  cores: z.int(),
  memoryGigabytes: z.number(),
  system: z.string(),
  /** Processes that wanted a core in the last 1, 5 and 15 minutes before the start. */
  loadAverage: z.array(z.number()),
  windowCount: z.int(),
  windowMilliseconds: z.int(),
  versions: z.array(z.string()),
  /** What could not be measured, and why. */
  notes: z.array(z.string()),
});
export type BenchHead = z.infer<typeof BenchHeadSchema>;

/** All that a bench found out. */
export interface BenchRecord {
  head: BenchHead;
  measurements: TimedMeasurement[];
  races: RaceTime[];
}

/** A record as lines of JSON: the head, measurements, races. */
export function printRecord({ head, measurements, races }: BenchRecord): string {
  const lines = [{ head }, ...measurements.map((measurement) => ({ measurement }))];
  return [...lines, ...races.map((race) => ({ race }))].map((line) => `${JSON.stringify(line)}\n`).join("");
}

const LineSchema = z.union([
  z.strictObject({ head: BenchHeadSchema }),
  z.strictObject({ measurement: TimedMeasurementSchema }),
  z.strictObject({ race: RaceTimeSchema }),
]);

/** Reads what `printRecord` wrote; throws on anything else. */
export function parseRecord(text: string): BenchRecord {
  const lines = text
    .split("\n")
    .filter(Boolean)
    .map((line) => LineSchema.parse(JSON.parse(line)));
  const [head] = lines.flatMap((line) => ("head" in line ? [line.head] : []));
  if (!head) throw new Error("a record begins with its head");
  return {
    head,
    measurements: lines.flatMap((line) => ("measurement" in line ? [line.measurement] : [])),
    races: lines.flatMap((line) => ("race" in line ? [line.race] : [])),
  };
}

/** The list that `--json` writes. */
export function plainMeasurements({ measurements }: BenchRecord): Measurement[] {
  return measurements.map(({ windows: _, ...measurement }) => measurement);
}
