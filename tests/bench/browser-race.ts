import type { Seed } from "@/core/random/seed";
import { encodeBase64 } from "@/core/tasks/packed-bits";
import { noiseRows } from "@/tests/bench/bench-shapes";
import { type RaceSize, raceLearningRate, replicaCount } from "@/tests/bench/race-sizes";
import {
  createTrainerClient,
  type TrainerClient,
  type TrainingDataset,
  type TrainingJob,
} from "@/trainer/trainer-client";

const raceSeed = "72616365207261636520726163652072" as Seed;

let client: TrainerClient | null = null;
let jobCount = 0;

/** A race as a player's page runs it: by the trainer client, on the wasm engine, with the test predictions at the end. */
export async function raceInPage(size: RaceSize, stepCount: number): Promise<number> {
  client ??= createTrainerClient();
  client.chooseEngine("wasm");
  const job = jobOf(size, stepCount);
  const startedAt = performance.now();
  await finish(client, job, stepCount);
  return (performance.now() - startedAt) / 1000;
}

function finish(trainer: TrainerClient, job: TrainingJob, stepCount: number): Promise<void> {
  let finishedCount = 0;
  return new Promise((resolve, reject) => {
    trainer.start(job, (report) => {
      switch (report.kind) {
        case "progress":
          return;
        case "run-finished":
          finishedCount += 1;
          if (report.step !== stepCount || report.diverged || report.engine !== "wasm")
            reject(new Error(`replica ${report.runIndex} ended after ${report.step} steps`));
          return;
        case "job-finished":
          return finishedCount === replicaCount ? resolve() : reject(new Error("a replica is missing"));
        default:
          return reject(new Error(report.kind === "job-failed" ? report.detail : report.kind));
      }
    });
  });
}

function jobOf(size: RaceSize, stepCount: number): TrainingJob {
  jobCount += 1;
  const { depth, width } = size;
  return {
    jobId: `race-${jobCount}`,
    dataset: datasetOf(size),
    depth,
    width,
    stepBudget: stepCount,
    runs: Array.from({ length: replicaCount }, (_, replicaIndex) => ({
      runSeed: raceSeed,
      replicaIndex,
      learningRate: raceLearningRate,
    })),
    measureValidation: false,
    predictTest: true,
  };
}

function datasetOf(size: RaceSize): TrainingDataset {
  const { inputDimension, rowCount, loss, batchSize } = size;
  const validationSampleCount = 2000;
  const wanted = (count: number) => encodeBase64(wantedBytes(size, count));
  return {
    publicSeed: raceSeed,
    distribution: "normal",
    inputDimension,
    trainingSampleCount: rowCount,
    validationSampleCount,
    testSampleCount: 10_000,
    loss,
    batchSize,
    trainingLabels: wanted(rowCount),
    validationLabels: wanted(validationSampleCount),
  };
}

function wantedBytes(size: RaceSize, count: number): Uint8Array {
  const rows = noiseRows(size, count);
  return "labels" in rows ? rows.labels : new Uint8Array(rows.targets.buffer);
}
