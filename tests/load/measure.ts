import { loadavg } from "node:os";

/** Percentiles of one kind of act, in milliseconds. */
export interface Timing {
  readonly name: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly longest: number;
}

/** What one scenario found. `notes` are numbers that are no times; `failures` must be empty. */
export interface LoadResult {
  readonly scenario: string;
  readonly startedAt: string;
  readonly seconds: number;
  /** Mean number of processes that wanted a core, over the last minute, before and after. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly timings: readonly Timing[];
  readonly notes: Readonly<Record<string, number | string>>;
  readonly failures: readonly string[];
}

/** Collects what a scenario sees. */
export class LoadRecord {
  readonly #times = new Map<string, number[]>();
  readonly #notes: Record<string, number | string> = {};
  readonly #failures: string[] = [];
  readonly #startedAtMs = Date.now();
  readonly #loadBefore = loadavg()[0] ?? 0;
  readonly scenario: string;

  constructor(scenario: string) {
    this.scenario = scenario;
  }

  async time<Result>(name: string, act: () => Promise<Result>): Promise<Result> {
    const startedAtMs = performance.now();
    const result = await act();
    this.add(name, performance.now() - startedAtMs);
    return result;
  }

  add(name: string, ms: number): void {
    const times = this.#times.get(name) ?? [];
    times.push(ms);
    this.#times.set(name, times);
  }

  note(name: string, value: number | string): void {
    this.#notes[name] = value;
  }

  /** One more of something that happened. */
  count(name: string): void {
    this.#notes[name] = Number(this.#notes[name] ?? 0) + 1;
  }

  /** A thing that must hold at any speed. */
  check(holds: boolean, failure: string): void {
    if (!holds) this.#failures.push(failure);
  }

  finish(): LoadResult {
    return {
      scenario: this.scenario,
      startedAt: new Date(this.#startedAtMs).toISOString(),
      seconds: (Date.now() - this.#startedAtMs) / 1000,
      loadBefore: this.#loadBefore,
      loadAfter: loadavg()[0] ?? 0,
      timings: [...this.#times].map(([name, times]) => timingOf(name, times)),
      notes: this.#notes,
      failures: this.#failures,
    };
  }
}

function timingOf(name: string, times: readonly number[]): Timing {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return {
    name,
    count: sorted.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    longest: sorted.at(-1) ?? 0,
  };
}

/** The result as lines for people. */
export function describeResult(result: LoadResult): string {
  const { scenario, seconds, loadBefore, loadAfter } = result;
  const load = `load average ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after`;
  const ms = (value: number) => value.toFixed(0).padStart(6);
  const lines = result.timings.map(
    ({ name, count, p50, p95, p99, longest }) =>
      `  ${name.padEnd(30)} ${String(count).padStart(6)} times   50 % ${ms(p50)}   95 % ${ms(p95)}   99 % ${ms(p99)}   longest ${ms(longest)} ms`,
  );
  const notes = Object.entries(result.notes).map(([name, value]) => `  ${name}: ${value}`);
  const failures = result.failures.map((failure) => `  FAILED: ${failure}`);
  return [`${scenario}: ${seconds.toFixed(0)} s, ${load}`, ...lines, ...notes, ...failures].join("\n");
}
