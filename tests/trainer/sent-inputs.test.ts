import { describe, expect, it } from "vitest";
import { publicInputs, type Split } from "@/core/tasks/public-inputs";
import { readSentInputs, sentInputsBytes } from "@/core/tasks/sent-inputs";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import { createInputCache } from "@/trainer/input-cache";
import { runTrainingJob } from "@/trainer/run-job";
import type { TrainingEngine } from "@/trainer/training-engine";
import type { TrainingJob, TrainingReport } from "@/trainer/training-job";
import { aJob } from "./support/some-job";

async function reportsOf(job: TrainingJob, engine: TrainingEngine): Promise<TrainingReport[]> {
  const reports: TrainingReport[] = [];
  // As a worker gets it.
  const end = await runTrainingJob(structuredClone(job), {
    engine,
    inputsOf: createInputCache().inputsOf,
    report: (report) => reports.push(report),
    save: () => undefined,
    isWanted: () => true,
    checkIn: async () => "running",
    waitForCommand: async () => "resume",
    now: () => 0,
  });
  expect(end).toBe("finished");
  return reports;
}

describe("a job whose inputs were sent", () => {
  it.each([javascriptEngine, wasmEngine])(
    "trains as on inputs that it makes itself, engine $id",
    async (engine) => {
      const job = aJob();
      if (!("publicSeed" in job.dataset)) throw new Error("the job makes its inputs");
      const { publicSeed, distribution, ...known } = job.dataset;
      const { inputDimension, trainingSampleCount, validationSampleCount, testSampleCount } = known;
      const inputsOf = (split: Split, rowCount: number) =>
        publicInputs(publicSeed, split, rowCount, inputDimension, distribution);
      const bytes = sentInputsBytes({
        training: inputsOf("training", trainingSampleCount),
        validation: inputsOf("validation", validationSampleCount),
        test: inputsOf("test", testSampleCount),
      });
      const sentInputs = readSentInputs(bytes, known);
      if (sentInputs === null) throw new Error("all rows were sent");

      const sent = await reportsOf({ ...job, dataset: { ...known, sentInputs } }, engine);

      expect(sent).toEqual(await reportsOf(job, engine));
      expect(sent.filter(({ kind }) => kind === "run-finished")).toHaveLength(2);
    },
  );
});
