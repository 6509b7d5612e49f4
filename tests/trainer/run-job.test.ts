import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { countDifferentBits, encodeBase64 } from "@/core/tasks/packed-bits";
import { publicInputs } from "@/core/tasks/public-inputs";
import { dealRule, labelsOf } from "@/core/tasks/task-registry";
import { curveSteps } from "@/trainer/curve-steps";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { createInputCache } from "@/trainer/input-cache";
import { type JobEnvironment, runTrainingJob } from "@/trainer/run-job";
import type { ReplicaFinishedReport, TrainingJob, TrainingReport } from "@/trainer/training-job";

const publicSeed = SeedSchema.parse("1234567890abcdef1234567890abcdef");
const runSeed = SeedSchema.parse("fedcba0987654321fedcba0987654321");
const rule = dealRule({ family: "k-local", k: 1 }, SeedSchema.parse("a".repeat(32)), 6);
const rowCounts = { training: 200, validation: 120, test: 2500 };

function labels(split: keyof typeof rowCounts): Uint8Array {
  return labelsOf(rule, publicInputs(publicSeed, split, rowCounts[split], 6), rowCounts[split], 6);
}

const aJob: TrainingJob = {
  jobId: "job-1",
  dataset: {
    publicSeed,
    inputDimension: 6,
    trainingSampleCount: rowCounts.training,
    validationSampleCount: rowCounts.validation,
    testSampleCount: rowCounts.test,
    batchSize: 20,
    trainingLabels: encodeBase64(labels("training")),
    validationLabels: encodeBase64(labels("validation")),
  },
  design: { depth: 1, width: 8, learningRate: 0.3 },
  stepBudget: 400,
  runSeed,
  replicaIndices: [0, 2],
  measureValidation: true,
  predictTest: true,
};

/** Runs a job to its end; the clock moves by 7 ms per look, so that pauses come often. */
async function reportsOf(job: TrainingJob, changes: Partial<JobEnvironment> = {}): Promise<TrainingReport[]> {
  const reports: TrainingReport[] = [];
  let time = 0;
  await runTrainingJob(job, {
    engine: javascriptEngine,
    inputsOf: createInputCache().inputsOf,
    report: (report) => reports.push(report),
    pause: async () => true,
    now: () => {
      time += 7;
      return time;
    },
    ...changes,
  });
  return reports;
}

const finishedOf = (reports: TrainingReport[]) =>
  reports.filter((report): report is ReplicaFinishedReport => report.kind === "replica-finished");

describe("runTrainingJob", () => {
  it("trains the replicas in order and ends with one job-finished", async () => {
    const reports = await reportsOf(aJob);

    expect(finishedOf(reports).map((report) => report.replicaIndex)).toEqual([0, 2]);
    expect(reports.at(-1)).toEqual({ kind: "job-finished", jobId: "job-1" });
    const replicaOrder = reports.flatMap((report) => ("replicaIndex" in report ? [report.replicaIndex] : []));
    expect(replicaOrder).toEqual([...replicaOrder].sort((a, b) => a - b));
  });

  it("predicts the sealed test rows far better than chance on an easy rule", async () => {
    for (const { predictions, trainingError, validationError } of finishedOf(await reportsOf(aJob))) {
      expect(predictions).toHaveLength(Math.ceil(rowCounts.test / 8));
      const wrongCount = countDifferentBits(predictions as Uint8Array, labels("test"), rowCounts.test);
      expect(wrongCount / rowCounts.test).toBeLessThan(0.15);
      expect(trainingError).toBeLessThan(0.05);
      expect(validationError).toBeLessThan(0.2);
    }
  });

  it("gives the same results whatever the clock says", async () => {
    const [slow, fast] = [await reportsOf(aJob), await reportsOf(aJob, { now: () => 0 })];

    expect(finishedOf(fast)).toEqual(finishedOf(slow));
  });

  it("reports the curve at the shared log-spaced steps with validation errors", async () => {
    const reports = await reportsOf(aJob, { now: () => 0 });

    const points = reports.filter((report) => report.kind === "progress" && report.replicaIndex === 0);
    const steps = points.map((report) => report.kind === "progress" && report.step);
    const lastStep = finishedOf(reports)[0]?.step as number;
    expect(steps).toEqual(curveSteps(400).filter((step) => step <= lastStep));
    for (const point of points) {
      if (point.kind === "progress") expect(point.validationError).toBeGreaterThanOrEqual(0);
    }
  });

  it("leaves out what was not asked for", async () => {
    const reports = await reportsOf({ ...aJob, measureValidation: false, predictTest: false });

    for (const report of reports) {
      if (report.kind === "progress") expect(report.validationError).toBeNull();
      if (report.kind !== "replica-finished") continue;
      expect(report.validationError).toBeNull();
      expect(report.predictions).toBeNull();
      expect(report.weightDisplacement).toBeGreaterThan(0.05);
    }
  });

  it("stops when a pause says so, with job-cancelled as the last report", async () => {
    for (const pauseCount of [0, 1, 5]) {
      let pauses = 0;
      const pause = async () => {
        pauses += 1;
        return pauses <= pauseCount;
      };

      const reports = await reportsOf(aJob, { pause });

      expect(reports.at(-1)).toEqual({ kind: "job-cancelled", jobId: "job-1" });
      expect(finishedOf(reports)).toEqual([]);
    }
  });

  it("marks a diverged replica and sends no predictions for it", async () => {
    const wild = { ...aJob, design: { depth: 5, width: 50, learningRate: 100 } };

    for (const report of finishedOf(await reportsOf(wild))) {
      expect(report).toMatchObject({ diverged: true, predictions: null, trainingError: 0.5 });
    }
  });

  it.each([
    ["is not base64", "%%%%"],
    ["has another number of rows", encodeBase64(new Uint8Array(3))],
  ])("refuses a label text that %s", async (_, trainingLabels) => {
    const reports = await reportsOf({ ...aJob, dataset: { ...aJob.dataset, trainingLabels } });

    expect(reports).toMatchObject([{ kind: "job-failed", reason: "bad-labels" }]);
  });

  it("reports an engine that throws", async () => {
    const engine = { ...javascriptEngine, createRun: () => Promise.reject(new Error("no memory")) };

    expect(await reportsOf(aJob, { engine })).toEqual([
      { kind: "job-failed", jobId: "job-1", reason: "engine-error", detail: "no memory" },
    ]);
  });
});

describe("curveSteps", () => {
  it("rises from 1 to the budget in at most 40 steps", () => {
    for (const budget of [1, 2, 39, 500, 4000, 100_000]) {
      const steps = curveSteps(budget);
      expect(steps[0]).toBe(1);
      expect(steps.at(-1)).toBe(budget);
      expect(steps.length).toBeLessThanOrEqual(40);
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    }
  });
});
