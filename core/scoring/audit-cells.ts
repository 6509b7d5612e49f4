import type { Trial } from "@/core/bank/measured-grid";
import { mean, standardDeviation } from "@/core/numerics/statistics";
import type { Design } from "@/core/training/design";
import type { ErrorCell } from "./audit-claims";

/** Cells with fewer trainings have their spread from all cells of the preset together. */
const enoughTrials = 10;

/** What a preset's trainings say of every design that was trained twice or more, by `designName`. */
export function cellsFrom(trials: readonly Trial[]): ReadonlyMap<string, ErrorCell> {
  const errors = new Map<string, number[]>();
  for (const { design, testError } of trials) {
    errors.set(designName(design), [...(errors.get(designName(design)) ?? []), testError]);
  }
  const repeated = [...errors].filter(([, values]) => values.length >= 2);
  const squaresOf = (values: readonly number[]) => values.length * standardDeviation(values) ** 2;
  const freedom = repeated.reduce((sum, [, values]) => sum + values.length - 1, 0);
  const squares = repeated.reduce((sum, [, values]) => sum + squaresOf(values), 0);
  const pooled = Math.sqrt(squares / Math.max(1, freedom));
  return new Map(
    repeated.map(([name, values]) => {
      const own = Math.sqrt(squaresOf(values) / (values.length - 1));
      const spread = values.length >= enoughTrials ? own : pooled;
      return [name, { meanError: mean(values), standardDeviation: spread }];
    }),
  );
}

/** A design as a key. */
export function designName({ depth, width, learningRate }: Design): string {
  return `${depth}/${width}/${learningRate}`;
}
