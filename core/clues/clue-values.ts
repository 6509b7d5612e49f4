import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import { standardisedPicture } from "@/core/tasks/standardised-picture";
import { dealRule, familyNamed } from "@/core/tasks/task-registry";
import type { TaskSpec } from "@/core/tasks/task-spec";

/** The secret parts of a dealt task that clues are answered from. */
export interface ClueInstance {
  readonly task: TaskSpec;
  readonly inputDimension: number;
  readonly secretSeed: Seed;
}

/** The value (as `RowValue`) of one row of inputs; `rowNumber` is its own number among all clue points of the round. */
export type ClueValue = (row: Float32Array, rowNumber: number) => number;

/**
 * The exact values of an instance at points that belong to no split. Where labels are drawn, a row's number decides:
 * the same number always has the same label. Throws for families whose inputs are sent; their decks sell no clues.
 */
export function clueValues({ task, secretSeed, inputDimension }: ClueInstance): ClueValue {
  const family = familyNamed(task.family);
  const rule = dealRule(task, secretSeed, inputDimension);
  if ("rowValue" in family) {
    const rawValueAt = family.rowValue(rule, inputDimension);
    const isStandardised = "isStandardised" in task && task.isStandardised === true;
    const valueAt = isStandardised ? standardisedPicture(rawValueAt) : rawValueAt;
    return (row) => valueAt(row, 0);
  }
  if (family.inputs === "sent") throw new Error(`${task.family} has no labels at points that were not dealt`);
  const sample = family.rowSampler(rule, inputDimension);
  const secrets = createRandom(secretSeed);
  return (row, rowNumber) => sample(secrets.stream("clue-secrets", rowNumber), row, 0);
}
