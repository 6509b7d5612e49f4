import { describe, expect, it } from "vitest";
import { predictionsAgree } from "@/core/scoring/audit-predictions";
import { countDifferentBits, encodeBase64 } from "@/core/tasks/packed-bits";
import { weightLayout } from "@/core/training/weight-layout";
import { valuesOfWeights } from "@/server/referee/check-weights";
import { curveSteps } from "@/trainer/curve-steps";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { createInputCache } from "@/trainer/input-cache";
import type { JobCommand, JobEnvironment, SavedRun } from "@/trainer/job-environment";
import { pictureSide } from "@/trainer/picture-grid";
import { runTrainingJob } from "@/trainer/run-job";
import type { RunCheckpoint } from "@/trainer/training-engine";
import type { TrainingJob, TrainingReport } from "@/trainer/training-job";
import { aPopulationEngine } from "./support/population-engine";
import {
  aJob,
  aRegression,
  labelBytes,
  reportsOfKind,
  rowCounts,
  runsOf,
  targetBytes,
} from "./support/some-job";

/** Runs a job to its end; the clock moves by 7 ms per look, so that check-ins come often. */
async function outcomeOf(
  job: TrainingJob,
  changes: Partial<JobEnvironment> = {},
  checkpoints: (RunCheckpoint | null)[] = [],
) {
  const reports: TrainingReport[] = [];
  const saved: SavedRun[] = [];
  let time = 0;
  const end = await runTrainingJob(
    job,
    {
      engine: javascriptEngine,
      inputsOf: createInputCache().inputsOf,
      report: (report) => reports.push(report),
      save: (runs) => saved.push(...runs),
      isWanted: () => true,
      checkIn: async () => "running",
      waitForCommand: async () => "resume",
      now: () => {
        time += 7;
        return time;
      },
      ...changes,
    },
    checkpoints,
  );
  const finished = reportsOfKind(reports, "run-finished");
  return { end, reports, finished, progress: reportsOfKind(reports, "progress"), saved };
}

describe("runTrainingJob", () => {
  it("trains the runs one after another on an engine that trains one at a time", async () => {
    const { end, reports, finished } = await outcomeOf(aJob());

    expect(end).toBe("finished");
    expect(finished.map((report) => report.runIndex)).toEqual([0, 1]);
    const order = reports.flatMap((report) => ("runIndex" in report ? [report.runIndex] : []));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it("trains them together on an engine that can, to the same results", async () => {
    const alone = await outcomeOf(aJob());
    const together = await outcomeOf(aJob(), { engine: aPopulationEngine() });

    const byRun = [...together.finished].sort((a, b) => a.runIndex - b.runIndex);
    expect(byRun.map(({ engine, ...rest }) => rest)).toEqual(
      alone.finished.map(({ engine, ...rest }) => rest),
    );
    const firstRuns = together.progress.slice(0, 4).map((report) => report.runIndex);
    expect(firstRuns).toEqual([0, 1, 0, 1]);
  });

  it("gives every run its own rate and replica", async () => {
    const runs = [0.01, 0.3].map((learningRate) => ({
      ...runsOf(0)[0],
      learningRate,
    })) as TrainingJob["runs"];
    const sweep = await outcomeOf(aJob({ runs }));
    const [slow, fast] = sweep.finished;

    expect(slow?.trainingError).toBeGreaterThan(fast?.trainingError as number);
    const alone = await outcomeOf(aJob({ runs: runs.slice(1) }));
    expect(alone.finished).toEqual([{ ...fast, runIndex: 0 }]);
  });

  it("predicts the sealed test rows far better than chance on an easy rule", async () => {
    for (const { predictions, trainingError, validationError } of (await outcomeOf(aJob())).finished) {
      expect(predictions).toHaveLength(Math.ceil(rowCounts.test / 8));
      const wrongCount = countDifferentBits(predictions as Uint8Array, labelBytes("test"), rowCounts.test);
      expect(wrongCount / rowCounts.test).toBeLessThan(0.15);
      expect(trainingError).toBeLessThan(0.05);
      expect(validationError).toBeLessThan(0.2);
    }
  });

  it("finds that the label depends on the first input", async () => {
    for (const { sensitivities } of (await outcomeOf(aJob({ measureSensitivities: true }))).finished) {
      expect(sensitivities).toHaveLength(6);
      expect(sensitivities?.indexOf(Math.max(...(sensitivities ?? [])))).toBe(0);
    }
  });

  it("gives the weights that made the predictions, where they are asked for alone", async () => {
    const job = aJob({ giveWeights: true });
    const { depth, width, dataset } = job;
    const { loss, inputDimension } = dataset;
    const recipe = { design: { depth, width, learningRate: 0 }, loss };
    const inputs = createInputCache().inputsOf(dataset, "test");
    const test = { inputs, rowCount: rowCounts.test, inputDimension };
    for (const { weights, predictions, sensitivities } of (await outcomeOf(job)).finished) {
      expect(weights).toHaveLength(weightLayout(recipe, inputDimension).length);
      expect(sensitivities).toBeNull();
      const values = await valuesOfWeights(weights ?? new Float32Array(), recipe, test);
      expect(predictionsAgree(values, predictions ?? new Uint8Array(), loss)).toBe(true);
    }
    for (const report of (await outcomeOf(aJob())).finished) expect("weights" in report).toBe(false);
  });

  it("gives the same results and curves whatever the clock says", async () => {
    const pointsOf = ({ progress }: Awaited<ReturnType<typeof outcomeOf>>) =>
      progress.filter((point) => point.isCurvePoint);
    const job = aJob({ runs: runsOf(0).map((run) => ({ ...run, learningRate: 0.01 })), stepBudget: 1000 });
    const fast = await outcomeOf(job, { now: () => 0 });
    // Every step takes 40 ms: chunks of one step, and plain progress again and again.
    let time = 0;
    const now = () => {
      time += 40;
      return time;
    };
    const slow = await outcomeOf(job, { now });

    expect(slow.finished).toEqual(fast.finished);
    expect(pointsOf(slow)).toEqual(pointsOf(fast));
    expect(pointsOf(slow).length).toBeGreaterThan(30);
    expect(slow.progress.length).toBeGreaterThan(fast.progress.length);
  });

  it("does not care when the clock jumps by an hour, as after a sleep", async () => {
    const undisturbed = await outcomeOf(aJob());
    let looks = 0;
    const advances: number[] = [];
    const engine = countingAdvances(advances);
    const { finished } = await outcomeOf(aJob(), {
      engine,
      now: () => {
        looks += 1;
        return looks * 7 + Math.floor(looks / 20) * 3_600_000;
      },
    });

    expect(finished).toEqual(undisturbed.finished);
    // A chunk at most doubles.
    for (const [index, stepCount] of advances.slice(1).entries()) {
      expect(stepCount).toBeLessThanOrEqual(Math.max(2, 2 * Math.max(...advances.slice(0, index + 1))));
    }
  });

  it("reports at the shared log-spaced steps, with what the plan measures there", async () => {
    const { progress, finished } = await outcomeOf(aJob({ stepBudget: 300 }), { now: () => 0 });

    const points = progress.filter((point) => point.runIndex === 0);
    const lastStep = finished[0]?.step as number;
    expect(points.map((point) => point.step)).toEqual(curveSteps(300).filter((step) => step < lastStep));
    for (const point of points) expect(point.trainingLoss).toBeGreaterThan(0);
    expect(points[0]?.displacement).toHaveLength(2);
    expect(points[0]?.gradientNorm).toBeGreaterThan(0);
    expect(points[0]?.validationError).toBeGreaterThan(0);
    expect(finished[0]?.displacement).toHaveLength(2);
  });

  it("leaves out what was not asked for", async () => {
    const job = aJob({ measureValidation: false, predictTest: false });
    const { progress, finished } = await outcomeOf(job);

    for (const report of progress) expect(report.validationError).toBeNull();
    for (const report of finished) {
      expect(report).toMatchObject({
        validationError: null,
        predictions: null,
        sensitivities: null,
        picture: null,
      });
      expect(report.displacement?.[0]).toBeGreaterThan(0.05);
    }
  });

  it("stops when a check-in says so", async () => {
    for (const checkInCount of [0, 1, 5]) {
      let checkIns = 0;
      const checkIn = async () => {
        checkIns += 1;
        return checkIns <= checkInCount ? "running" : "cancelled";
      };

      const { end, finished } = await outcomeOf(aJob(), { checkIn: checkIn as JobEnvironment["checkIn"] });

      expect(end).toBe("cancelled");
      expect(finished).toEqual([]);
    }
  });

  it("drops a run that nobody wants any more and finishes the others", async () => {
    for (const engine of [javascriptEngine, aPopulationEngine()]) {
      let isDropped = false;
      const { end, finished } = await outcomeOf(aJob({ runs: runsOf(0, 1, 2) }), {
        engine,
        isWanted: (runIndex) => runIndex !== 1 || !isDropped,
        checkIn: async () => {
          isDropped = true;
          return "running";
        },
      });

      expect(end).toBe("finished");
      expect(finished.map((report) => report.runIndex).sort()).toEqual([0, 2]);
    }
  });

  it("marks a diverged run, at chance level and without predictions", async () => {
    const wild = aJob({
      depth: 5,
      width: 50,
      runs: runsOf(0, 1).map((run) => ({ ...run, learningRate: 100 })),
    });

    const { finished } = await outcomeOf(wild);
    expect(finished).toHaveLength(2);
    for (const report of finished) {
      expect(report).toMatchObject({
        diverged: true,
        predictions: null,
        trainingError: 0.5,
        displacement: null,
      });
    }
  });

  it.each([
    ["is not base64", "%%%%"],
    ["has another number of rows", encodeBase64(new Uint8Array(3))],
  ])("refuses a label text that %s", async (_, trainingLabels) => {
    const job = aJob();
    const { end, reports } = await outcomeOf({ ...job, dataset: { ...job.dataset, trainingLabels } });

    expect([end, reports]).toEqual(["bad-labels", []]);
  });

  it("rejects when the engine does, and frees what it had", async () => {
    const engine = { ...javascriptEngine, createRun: () => Promise.reject(new Error("no memory")) };

    await expect(outcomeOf(aJob(), { engine })).rejects.toThrow("no memory");
  });
});

describe("a regression job", () => {
  it("learns targets, predicts float32 values and draws pictures", async () => {
    const job = aRegression({ width: 20, drawPicture: true, stepBudget: 5000, runs: runsOf(0) });
    const { finished, progress } = await outcomeOf(job);

    const [report] = finished;
    expect(report?.validationError).toBeLessThan(0.3);
    expect(report?.picture).toHaveLength(pictureSide ** 2);
    expect(progress.filter((point) => point.picture !== null).length).toBeGreaterThan(0);
    const bytes = report?.predictions as Uint8Array;
    const values = new Float32Array(bytes.slice().buffer);
    const truth = new Float32Array(targetBytes("test").buffer);
    const squares = values.map((value, row) => (value - (truth[row] ?? 0)) ** 2);
    expect(Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / values.length)).toBeLessThan(0.3);
  });

  it("counts a diverged run as the spread of the targets", async () => {
    const runs = runsOf(0).map((run) => ({ ...run, learningRate: 1000 }));
    const { finished } = await outcomeOf(aRegression({ depth: 5, width: 50, runs }));

    const targets = [...new Float32Array(targetBytes("validation").buffer)];
    const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
    const variance = targets.reduce((sum, target) => sum + (target - mean) ** 2, 0) / targets.length;
    expect(finished[0]?.diverged).toBe(true);
    expect(finished[0]?.validationError).toBeCloseTo(Math.sqrt(variance), 6);
  });

  it("refuses labels where targets belong, and targets that are not finite", async () => {
    const job = aRegression();
    const bits = encodeBase64(labelBytes("training"));
    const infinite = new Float32Array(rowCounts.training).fill(Number.POSITIVE_INFINITY);
    for (const trainingLabels of [bits, encodeBase64(new Uint8Array(infinite.buffer))]) {
      expect((await outcomeOf({ ...job, dataset: { ...job.dataset, trainingLabels } })).end).toBe(
        "bad-labels",
      );
    }
  });
});

describe("a paused job", () => {
  /** Pauses at the second check-in and then gets these commands. */
  function pausing(commands: JobCommand[]): Partial<JobEnvironment> {
    let checkIns = 0;
    return {
      checkIn: async () => {
        checkIns += 1;
        return checkIns >= 2 && commands.length > 0 ? "paused" : "running";
      },
      waitForCommand: async () => commands.shift() ?? "resume",
    };
  }

  it("does exactly the steps that it is told, reports them and saves itself", async () => {
    const commands: JobCommand[] = [{ stepCount: 1 }, { stepCount: 3 }, "cancel"];
    const { end, saved, progress } = await outcomeOf(aJob({ runs: runsOf(0) }), pausing(commands));

    expect(end).toBe("cancelled");
    const steps = saved.map(({ checkpoint }) => checkpoint.status.step);
    const [first = 0] = steps;
    expect(steps).toEqual([first, first + 1, first + 4]);
    for (const step of [first + 1, first + 4]) {
      const report = progress.find((point) => point.step === step);
      expect(report?.validationError).not.toBeNull();
      expect(report?.gradientNorm).toBeGreaterThan(0);
    }
  });

  it("ends as if it had never been paused", async () => {
    const undisturbed = await outcomeOf(aJob());
    const paused = await outcomeOf(aJob(), pausing([{ stepCount: 2 }, "resume"]));

    expect(withoutLatestGradient(paused)).toEqual(withoutLatestGradient(undisturbed));
  });

  it.each([["one at a time", javascriptEngine] as const, ["together", aPopulationEngine()] as const])(
    "goes on from what it saved to the same results (%s)",
    async (_, engine) => {
      const undisturbed = await outcomeOf(aJob(), { engine });
      const before = await outcomeOf(aJob(), { engine, ...pausing(["cancel"]) });
      const checkpoints = [0, 1].map(
        (runIndex) => before.saved.findLast((run) => run.runIndex === runIndex)?.checkpoint ?? null,
      );
      expect(checkpoints[0]?.status.step).toBeGreaterThan(0);
      const after = await outcomeOf(aJob(), { engine }, checkpoints);

      expect(withoutLatestGradient(after)).toEqual(withoutLatestGradient(undisturbed));
    },
  );
});

describe("saving", () => {
  it("comes about once a second and names every unfinished run", async () => {
    let time = 0;
    const now = () => {
      time += 40;
      return time;
    };
    const { saved } = await outcomeOf(aJob({ runs: runsOf(0, 1, 2) }), { engine: aPopulationEngine(), now });

    expect(saved.length).toBeGreaterThan(0);
    expect(saved.length).toBeLessThanOrEqual((3 * time) / 1000);
    expect(saved.slice(0, 3).map(({ runIndex }) => runIndex)).toEqual([0, 1, 2]);
  });
});

/** Who pauses looks at the weights once more, so the latest gradient seen may be another. */
function withoutLatestGradient({ finished }: Awaited<ReturnType<typeof outcomeOf>>) {
  return finished.map(({ gradientNorm, ...rest }) => rest);
}

/** The JavaScript engine, which writes down how many steps it is asked for at a time. */
function countingAdvances(advances: number[]): JobEnvironment["engine"] {
  return {
    ...javascriptEngine,
    async createRun(spec, checkpoint) {
      const run = await javascriptEngine.createRun(spec, checkpoint);
      return {
        ...run,
        advance(stepCount, options) {
          advances.push(stepCount);
          return run.advance(stepCount, options);
        },
      };
    },
  };
}
