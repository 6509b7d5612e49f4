import { SeedSchema } from "@/core/random/seed";
import { encodeBase64 } from "@/core/tasks/packed-bits";
import { publicInputs } from "@/core/tasks/public-inputs";
import type { TrainingJob, TrainingReport } from "@/trainer/training-job";

const publicSeed = SeedSchema.parse("1234567890abcdef1234567890abcdef");
export const runSeed = SeedSchema.parse("fedcba0987654321fedcba0987654321");
export const rowCounts = { training: 200, validation: 120, test: 2500 };

/** The rule of every classification here: the sign of the product of the first two inputs. */
export function labelBytes(split: keyof typeof rowCounts, inputDimension = 6): Uint8Array {
  const inputs = publicInputs(publicSeed, split, rowCounts[split], inputDimension);
  const bytes = new Uint8Array(Math.ceil(rowCounts[split] / 8));
  for (let row = 0; row < rowCounts[split]; row += 1) {
    const first = inputs[row * inputDimension] ?? 0;
    if (first >= 0) bytes[row >> 3] = (bytes[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return bytes;
}

/** Targets of a smooth function of two inputs, as a job carries them. */
export function targetBytes(split: keyof typeof rowCounts): Uint8Array {
  const inputs = publicInputs(publicSeed, split, rowCounts[split], 2);
  const targets = Float32Array.from({ length: rowCounts[split] }, (_, row) => Math.sin(inputs[2 * row] ?? 0));
  return new Uint8Array(targets.buffer);
}

/** A quick classification of six inputs by two replicas. */
export function aJob(changes: Partial<TrainingJob> = {}): TrainingJob {
  return {
    jobId: "job-1",
    dataset: {
      publicSeed,
      distribution: "normal",
      inputDimension: 6,
      trainingSampleCount: rowCounts.training,
      validationSampleCount: rowCounts.validation,
      testSampleCount: rowCounts.test,
      loss: "logistic",
      batchSize: 20,
      trainingLabels: encodeBase64(labelBytes("training")),
      validationLabels: encodeBase64(labelBytes("validation")),
    },
    depth: 1,
    width: 8,
    stepBudget: 400,
    runs: runsOf(0, 2),
    measureValidation: true,
    predictTest: true,
    ...changes,
  };
}

/** The same as a regression of two inputs. */
export function aRegression(changes: Partial<TrainingJob> = {}): TrainingJob {
  const job = aJob();
  return {
    ...job,
    dataset: {
      ...job.dataset,
      inputDimension: 2,
      loss: "squared",
      trainingLabels: encodeBase64(targetBytes("training")),
      validationLabels: encodeBase64(targetBytes("validation")),
    },
    ...changes,
  };
}

/** Runs of one rate with these replica indices. */
export function runsOf(...replicaIndices: number[]): TrainingJob["runs"] {
  return replicaIndices.map((replicaIndex) => ({ runSeed, replicaIndex, learningRate: 0.3 }));
}

export const endless = Number.MAX_SAFE_INTEGER;

type ReportOf<Kind extends TrainingReport["kind"]> = Extract<TrainingReport, { kind: Kind }>;

export function reportsOfKind<Kind extends TrainingReport["kind"]>(
  reports: readonly TrainingReport[],
  kind: Kind,
): ReportOf<Kind>[] {
  return reports.filter((report): report is ReportOf<Kind> => report.kind === kind);
}
