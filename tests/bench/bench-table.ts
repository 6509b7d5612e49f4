import type { BenchRecord } from "@/tests/bench/bench-record";

/** All figures as lines for a terminal. */
export function printTable({ measurements, races }: BenchRecord): string {
  const speeds = measurements
    .filter(({ replicas, windows }) => replicas === 1 || windows.length > 0)
    .map((measurement) => {
      const { environment, engine, shape, replicas, stepsPerSecond, low, high } = measurement;
      const { dispatchesPerStep, submitsPerStep, javascriptMicrosecondsPerStep } = measurement;
      const together = replicas === 1 ? "" : ` x ${replicas}`;
      const speed =
        stepsPerSecond === null
          ? `${javascriptMicrosecondsPerStep} us of JavaScript per step`
          : `${digits(stepsPerSecond)} steps/s (${digits(low)} to ${digits(high)})`;
      const work =
        dispatchesPerStep === null ? "" : `, ${dispatchesPerStep} dispatches, ${submitsPerStep} submits`;
      return `${shape.padEnd(4)} ${environment.padEnd(27)} ${(engine + together).padEnd(24)} ${speed}${work}`;
    });
  const raced = races.map(
    ({ size, environment, engine, workers, seconds, low, high, isWhole }) =>
      `${size.padEnd(60)} ${environment}, ${engine} on ${workers} workers: ` +
      `${seconds} s (${low} to ${high})${isWhole ? "" : ", from shorter races"}`,
  );
  return [...speeds, ...raced].join("\n");
}

function digits(value: number | null): string {
  if (value === null) return "-";
  return value < 100 ? value.toPrecision(3) : value.toFixed(0);
}
