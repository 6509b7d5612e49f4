import type { RandomStream } from "@/core/random/random-streams";
import type { InputDistribution } from "@/core/tasks/input-distribution";
import type { Rule } from "@/core/tasks/rule";
import type { TaskSpec } from "@/core/tasks/task-spec";

/**
 * The exact value of the row of `inputs` that starts at `offset`, in float64 from the float32 inputs, terms in index
 * order: M in classification (the label is +1 where M >= 0), the noise-free function f in regression.
 */
export type RowValue = (inputs: Float32Array, offset: number) => number;

/**
 * Draws the value of a row (as `RowValue`) from the instance's secret `stream` of that row; where the family's inputs
 * are `sent`, it also writes the row into `inputs` at `offset`.
 */
export type RowSampler = (stream: RandomStream, inputs: Float32Array, offset: number) => number;

interface AnyFamily<Task extends TaskSpec, FamilyRule extends Rule> {
  readonly kind: "classification" | "regression";
  /** A task that the suite tests, and the size it is tested at. */
  readonly example: { readonly task: Task; readonly inputDimension: number };
  /** The task's name on a ballot. */
  hypothesis(task: Task): string;
  /** Why the task cannot be dealt with this many inputs, as a sentence that says what is allowed; null when it can. */
  refusal(task: Task, inputDimension: number): string | null;
  /** Draws what is secret of an instance. Only for sizes that `refusal` lets pass. */
  deal(task: Task, stream: RandomStream, inputDimension: number): FamilyRule;
}

/** The label or target is a function of public inputs: every device may make these from the public seed. */
export interface FunctionFamily<Task extends TaskSpec = TaskSpec, FamilyRule extends Rule = Rule>
  extends AnyFamily<Task, FamilyRule> {
  readonly inputs: InputDistribution;
  rowValue(rule: FamilyRule, inputDimension: number): RowValue;
}

/**
 * The label is drawn at random, from the secret seed. Inputs are public where they say nothing about it; otherwise
 * they are `sent`: made on the server and sent as numbers, never as a seed.
 */
export interface SampledFamily<Task extends TaskSpec = TaskSpec, FamilyRule extends Rule = Rule>
  extends AnyFamily<Task, FamilyRule> {
  readonly inputs: InputDistribution | "sent";
  rowSampler(rule: FamilyRule, inputDimension: number): RowSampler;
}

export type TaskFamily<Task extends TaskSpec = TaskSpec, FamilyRule extends Rule = Rule> =
  | FunctionFamily<Task, FamilyRule>
  | SampledFamily<Task, FamilyRule>;
