import type { BenchRecord, TimedMeasurement } from "@/tests/bench/bench-record";
import { benchShapes, flopPerStep } from "@/tests/bench/bench-shapes";
import { type TargetResult, targetResults } from "@/tests/bench/performance-targets";

/** Seconds within which a race should be over. */
const raceSeconds = 20;

/** The record as a page of Markdown. */
export function printPerformanceReport(record: BenchRecord): string {
  return [
    printHead(record),
    printTargets(targetResults(record)),
    printSpeeds(record),
    printWork(record),
    printRaces(record),
    printGpu(record),
    printNotes(record),
  ].join("\n");
}

function printHead({ head }: BenchRecord): string {
  const { startedAt, minutes, processor, cores, memoryGigabytes, system, loadAverage } = head;
  return `# Performance

Made by \`npm run bench -- --report docs/performance.md\` from the windows in \`performance.jsonl\`; do not edit by
hand. All trainers train the same networks on the same rows, on noise, so that no run ends. Each first took two steps
that agree with the float64 reference. Then all took turns, ${head.windowCount} windows of about
${head.windowMilliseconds} ms each (one step at least), so that a busy moment of the machine meets all of them.
Figures are medians, with quartiles in brackets. Ratios are medians of the ratios within one turn.

- Date: ${startedAt}, ${minutes} minutes
- Machine: ${processor}, ${cores} cores, ${memoryGigabytes} GiB, ${system}
- Load average at the start (1, 5, 15 minutes): ${loadAverage.join(", ")}
${head.versions.map((version) => `- ${version}`).join("\n")}

A software adapter is a GPU that the processor imitates: its speeds say nothing about a real GPU, its ratios compare
two programs on the same adapter.

| shape | inputs D | depth L | width H | batch B | loss | Mflop of a step |
|---|---:|---:|---:|---:|---|---:|
${benchShapes
  .map((shape) => {
    const { shapeId, inputDimension, depth, width, batchSize, loss } = shape;
    const flop = (flopPerStep(shape) / 1e6).toFixed(2);
    return row([
      shapeId,
      inputDimension,
      depth,
      width,
      batchSize,
      loss === "softmax" ? "two-logit softmax" : loss,
      flop,
    ]);
  })
  .join("\n")}
`;
}

function printTargets(results: readonly TargetResult[]): string {
  const counts = (["hit", "miss within 20 %", "miss"] as const).map(
    (verdict) => `${results.filter((result) => result.verdict === verdict).length} ${verdict}`,
  );
  const lines = results.map(({ target, environment, shape, value, low, high, needed, unit, verdict }) => {
    const spread = low === null || high === null ? "" : ` (${digits(low)} to ${digits(high)})`;
    const goal =
      unit === "x"
        ? `at least ${needed} x`
        : `${unit === "at most" ? "" : `${unit.split(" ")[0]} `}at most ${needed}`;
    return row([target, environment, shape, `${digits(value)}${spread}`, goal, verdict]);
  });
  return `## Goals

${counts.join(", ")}.

| goal | where | shape | found | wanted | verdict |
|---|---|---|---:|---:|---|
${lines.join("\n")}
`;
}

function printSpeeds({ measurements }: BenchRecord): string {
  const speeds = measurements.filter(({ windows }) => windows.length > 0);
  const rows = [
    ...new Set(speeds.map(({ environment, engine, replicas }) => `${environment}|${engine}|${replicas}`)),
  ];
  const lines = rows.map((key) => {
    const [environment = "", engine = "", replicas = "1"] = key.split("|");
    const cells = benchShapes.map(({ shapeId }) =>
      printSpeed(
        speeds.find((one) => one.shape === shapeId && isRow(one, environment, engine, Number(replicas))),
      ),
    );
    return row([environment, replicas === "1" ? engine : `${engine}, ${replicas} replicas`, ...cells]);
  });
  return `## Steps per second

| where | trainer | ${benchShapes.map(({ shapeId }) => shapeId).join(" | ")} |
|---|---|${"---:|".repeat(benchShapes.length)}
${lines.join("\n")}

As floating-point operations per second, in Gflop/s:

| where | trainer | ${benchShapes.map(({ shapeId }) => shapeId).join(" | ")} |
|---|---|${"---:|".repeat(benchShapes.length)}
${rows
  .filter((key) => /\|(wasm|numpy|javascript|webgpu)\|/.test(key))
  .map((key) => {
    const [environment = "", engine = "", replicas = "1"] = key.split("|");
    const cells = benchShapes.map((shape) => {
      const found = speeds.find(
        (one) => one.shape === shape.shapeId && isRow(one, environment, engine, Number(replicas)),
      );
      const speed = found?.stepsPerSecond;
      return speed ? digits((speed * flopPerStep(shape) * Number(replicas)) / 1e9) : "-";
    });
    return row([environment, replicas === "1" ? engine : `${engine}, ${replicas} replicas`, ...cells]);
  })
  .join("\n")}
`;
}

function isRow(one: TimedMeasurement, environment: string, engine: string, replicas: number): boolean {
  return one.environment === environment && one.engine === engine && one.replicas === replicas;
}

function printSpeed(measurement: TimedMeasurement | undefined): string {
  if (!measurement || measurement.stepsPerSecond === null) return "-";
  const { stepsPerSecond, low, high } = measurement;
  return `${digits(stepsPerSecond)} (${digits(low)} to ${digits(high)})`;
}

function printWork({ measurements }: BenchRecord): string {
  const lines = measurements
    .filter(({ javascriptMicrosecondsPerStep: cost }) => cost !== null)
    .map(({ engine, shape, dispatchesPerStep, submitsPerStep, javascriptMicrosecondsPerStep }) =>
      row([
        ...[shape, engine, digits(dispatchesPerStep), digits(submitsPerStep)],
        digits(javascriptMicrosecondsPerStep),
      ]),
    );
  return `## What a step costs before any GPU computes

On Dawn's null backend, which checks every command and computes nothing: these hold on any machine with such a
processor, whatever its GPU. JavaScript includes Dawn's checks, and is the processor's time, not the clock's.

| shape | trainer | dispatches | submits | microseconds of JavaScript |
|---|---|---:|---:|---:|
${lines.join("\n")}
`;
}

function printRaces({ races }: BenchRecord): string {
  const lines = races.map(({ size, environment, workers, stepBudget, isWhole, seconds, low, high }) =>
    row([
      ...[size, environment, workers, stepBudget, `${digits(seconds)} (${digits(low)} to ${digits(high)})`],
      ...[isWhole ? "whole races" : "shorter races, in proportion", seconds <= raceSeconds ? "yes" : "no"],
    ]),
  );
  const late = races
    .filter(({ seconds }) => seconds > raceSeconds)
    .map(({ size, environment, workers }) => `${size} (${environment}, ${workers} workers)`);
  return `## Races of five replicas on the wasm engine

To the last step of the budget, the longest that a race can take: a run that reaches zero training error ends before.
In Node, processes train the replicas, one process for each core. In Chromium, the trainer client of the pages does,
with its own number of workers, its reports and the predictions of 10,000 test rows. One thread draws the page there,
so it uses one worker fewer than there are cores.

${late.length === 0 ? `Every size finishes within ${raceSeconds} s.` : `Not within ${raceSeconds} s: ${late.join("; ")}.`}

| size | where | workers | steps | seconds | measured by | within ${raceSeconds} s |
|---|---|---:|---:|---:|---|---|
${lines.join("\n")}
`;
}

function printGpu({ measurements }: BenchRecord): string {
  const onGpu = measurements.filter(({ environment }) => environment.endsWith(", GPU"));
  const lines = onGpu.map((measurement) => {
    const { engine, shape, replicas } = measurement;
    return row([shape, engine, replicas, printSpeed(measurement)]);
  });
  const why = onGpu.length === 0 ? "No GPU was at hand, so this table is empty.\n\n" : "";
  return `## On a real GPU

${why}| shape | trainer | replicas | steps per second |
|---|---|---:|---:|
${lines.join("\n")}
`;
}

function printNotes({ head }: BenchRecord): string {
  const notes = head.notes.length === 0 ? ["Nothing was left out."] : head.notes.map((note) => `- ${note}`);
  return `## Left out\n\n${notes.join("\n")}\n`;
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Three digits, or all before the point. */
function digits(value: number | null): string {
  if (value === null) return "-";
  if (value >= 100) return value.toFixed(0);
  return String(Number(value.toPrecision(3)));
}
