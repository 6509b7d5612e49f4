import { createRandom } from "@/core/random/random-streams";
import type { Seed } from "@/core/random/seed";
import { ballFamily } from "@/core/tasks/ball";
import { checkerFamily } from "@/core/tasks/checker";
import { type Hypothesis, HypothesisSchema } from "@/core/tasks/deck";
import { discFamily } from "@/core/tasks/disc";
import { hiddenManifoldFamily } from "@/core/tasks/hidden-manifold";
import { jumpFamily } from "@/core/tasks/jump";
import { kGlobalFamily } from "@/core/tasks/k-global";
import { kLocalFamily } from "@/core/tasks/k-local";
import { kinkFamily } from "@/core/tasks/kink";
import { packBits } from "@/core/tasks/packed-bits";
import { parityFamily } from "@/core/tasks/parity";
import { randomLabelsFamily } from "@/core/tasks/random-labels";
import { ringsFamily } from "@/core/tasks/rings";
import type { Rule, RuleOf } from "@/core/tasks/rule";
import { singularFamily } from "@/core/tasks/singular";
import { smoothFamily } from "@/core/tasks/smooth";
import type { TaskFamily } from "@/core/tasks/task-family";
import type { FamilyName, TaskOf, TaskSpec } from "@/core/tasks/task-spec";
import { teacherStudentFamily } from "@/core/tasks/teacher-student";
import { temperatureFamily } from "@/core/tasks/temperature";

type FamilyTable = { readonly [Name in FamilyName]: TaskFamily<TaskOf<Name>, RuleOf<Name>> };

/** Every family, by name. */
export const taskFamilies = {
  "k-local": kLocalFamily,
  "k-global": kGlobalFamily,
  parity: parityFamily,
  temperature: temperatureFamily,
  ball: ballFamily,
  "hidden-manifold": hiddenManifoldFamily,
  "random-labels": randomLabelsFamily,
  disc: discFamily,
  jump: jumpFamily,
  kink: kinkFamily,
  rings: ringsFamily,
  checker: checkerFamily,
  smooth: smoothFamily,
  singular: singularFamily,
  "teacher-student": teacherStudentFamily,
} as const satisfies FamilyTable;

/** The family with this name, to be asked about its own tasks and rules only. */
export function familyNamed(name: FamilyName): TaskFamily {
  return taskFamilies[name];
}

/** Why a task cannot be dealt with this many inputs, as a sentence that says what is allowed; null when it can. */
export function taskRefusal(task: TaskSpec, inputDimension: number): string | null {
  if (!Number.isInteger(inputDimension) || inputDimension < 1) {
    return `the number of inputs is a whole number from 1 on, got ${inputDimension}`;
  }
  return familyNamed(task.family).refusal(task, inputDimension);
}

/**
 * Draws the rule of a task from its secret seed, which must be independent of the public one. Throws for sizes that
 * `taskRefusal` names.
 */
export function dealRule(task: TaskSpec, secretSeed: Seed, inputDimension: number): Rule {
  const refusal = taskRefusal(task, inputDimension);
  if (refusal !== null) throw new Error(refusal);
  const stream = createRandom(secretSeed).stream("rule", 0);
  return familyNamed(task.family).deal(task, stream, inputDimension);
}

/**
 * The value of the row that starts at `offset` of `inputs`: M, whose sign is the label, or the noise-free f. Throws
 * for rules of families whose labels are drawn.
 */
export function ruleValue(rule: Rule, inputs: Float32Array, offset: number, inputDimension: number): number {
  const family = familyNamed(rule.family);
  if (!("rowValue" in family)) throw new Error(`a label of ${rule.family} is no function of the inputs`);
  return family.rowValue(rule, inputDimension)(inputs, offset);
}

/** Packed labels of `rowCount` rows of row-major `inputs`: 1 (label +1) where M >= 0. Throws as `ruleValue`. */
export function labelsOf(
  rule: Rule,
  inputs: Float32Array,
  rowCount: number,
  inputDimension: number,
): Uint8Array {
  const family = familyNamed(rule.family);
  if (!("rowValue" in family) || family.kind !== "classification") {
    throw new Error(`rows of ${rule.family} have no labels that follow from the inputs`);
  }
  const valueAt = family.rowValue(rule, inputDimension);
  const labels = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row += 1)
    labels[row] = valueAt(inputs, row * inputDimension) >= 0 ? 1 : 0;
  return packBits(labels);
}

/** The name of a task on a ballot, such as `2-global`. */
export function hypothesisOf(task: TaskSpec): Hypothesis {
  return HypothesisSchema.parse(familyNamed(task.family).hypothesis(task));
}
