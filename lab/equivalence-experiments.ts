import type { Design } from "@/core/training/design";
import type { Experiment } from "@/lab/instance";

/** A task, a design and how far two engines may lie apart on it. */
export interface EquivalenceCase {
  readonly caseId: string;
  readonly experiment: Experiment;
  readonly design: Design;
  /** The 95 % interval of the mean difference in test error must lie within plus and minus this. */
  readonly tolerance: number;
}

const common = {
  validationSampleCount: 2000,
  testSampleCount: 10_000,
  loss: "logistic",
  batchSize: 50,
} as const;

/**
 * An easy task, one that shallow networks win, and a hard one whose runs fork on the first different rounding. They are
 * written out here, so that a deck may change without taking the report's ground away.
 */
export const equivalenceCases: readonly EquivalenceCase[] = [
  {
    caseId: "3-local, D=10",
    experiment: {
      ...common,
      task: { family: "k-local", k: 3 },
      inputDimension: 10,
      trainingSampleCount: 2000,
      stepBudget: 2000,
    },
    design: { depth: 2, width: 20, learningRate: 0.3 },
    tolerance: 0.005,
  },
  {
    caseId: "2-global, D=16",
    experiment: {
      ...common,
      task: { family: "k-global", k: 2 },
      inputDimension: 16,
      trainingSampleCount: 4000,
      stepBudget: 4000,
    },
    design: { depth: 1, width: 50, learningRate: 0.3 },
    tolerance: 0.005,
  },
  {
    caseId: "5-local, D=8",
    experiment: {
      ...common,
      task: { family: "k-local", k: 5 },
      inputDimension: 8,
      trainingSampleCount: 5000,
      stepBudget: 8000,
    },
    design: { depth: 3, width: 20, learningRate: 0.3 },
    tolerance: 0.01,
  },
];

/** Paired seeds: instances with their own rule, inputs, starting weights and orders, equal for all engines. */
export const pairCount = 30;

/** The first of these instances; none of them is used by the bank. */
export const firstPairedInstance = 500_000;
