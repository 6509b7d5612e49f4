import type { DuelErrors } from "./duel-verdict";
import type { SeedCurves } from "./learning-curves-layout";
import type { DuelKnob } from "./use-duel-words";

/** A run of a duel: the knob in which its designs differ, and this run's value. */
export type DuelCurves = SeedCurves & { side: NonNullable<SeedCurves["side"]> };

/** The runs with their sides; null where the pilot is no duel. */
export function duelCurves(seeds: readonly SeedCurves[]): DuelCurves[] | null {
  const runs = seeds.flatMap((seed) => (seed.side === undefined ? [] : [{ ...seed, side: seed.side }]));
  return runs.length === 0 ? null : runs;
}

/** The runs of a duel by side, the design's own first. */
export function duelSidesOf(runs: readonly DuelCurves[]): { value: number; runs: DuelCurves[] }[] {
  const values = [...new Set(runs.map((run) => run.side.value))];
  return values.map((value) => ({ value, runs: runs.filter((run) => run.side.value === value) }));
}

/** The knob of a duel that is over, and the last validation error of each seed; null while a run is under way. */
export function duelResult(runs: readonly DuelCurves[]): [DuelKnob, DuelErrors] | null {
  if (runs.some((run) => !run.isFinished)) return null;
  const [first, second] = duelSidesOf(runs).map((side) => ({
    value: side.value,
    errors: side.runs.flatMap((run) => run.validation.at(-1)?.error ?? []),
  }));
  const knob = runs[0]?.side.knob ?? "depth";
  return [
    { knob, first: first?.value ?? 0, second: second?.value ?? 0 },
    { first: first?.errors ?? [], second: second?.errors ?? [] },
  ];
}
