import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod/mini";

/** One run for the comparison of engines. */
export const EquivalenceTrialSchema = z.strictObject({
  caseId: z.string(),
  engine: z.string(),
  /** Number of the paired seed, from 0 on. */
  pair: z.int(),
  replica: z.int(),
  /** Share of wrong test signs; 0.5 when the run diverged. */
  testError: z.number(),
  steps: z.int(),
  state: z.enum(["converged", "budget-spent", "diverged"]),
});
export type EquivalenceTrial = z.infer<typeof EquivalenceTrialSchema>;

/** All trials so far, one in a line, so that a stopped comparison goes on where it was. */
export const trialsFile = fileURLToPath(new URL("../docs/equivalence.jsonl", import.meta.url));

/** Reads the trials; none where there is no file yet. */
export function readTrials(file = trialsFile): EquivalenceTrial[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => EquivalenceTrialSchema.parse(JSON.parse(line)));
}

/** Adds trials to the file. */
export function appendTrials(trials: readonly EquivalenceTrial[], file = trialsFile): void {
  appendFileSync(file, trials.map((trial) => `${JSON.stringify(trial)}\n`).join(""));
}
