import type {
  EngineSelection,
  EngineTrouble,
  RunFinishedReport,
  SpeedAnswer,
  TrainerClient,
  TrainingJob,
  TrainingReport,
} from "@/trainer/trainer-client";

interface StartedJob {
  readonly job: TrainingJob;
  readonly onReport: (report: TrainingReport) => void;
}

/** A trainer that trains nothing: the test says what each job reports. */
export class FakeTrainer implements TrainerClient {
  readonly started: StartedJob[] = [];
  readonly cancelled: string[] = [];
  readonly cancelledRuns: { jobId: string; runIndex: number }[] = [];
  readonly paused: string[] = [];
  readonly resumed: string[] = [];
  readonly stepped: { jobId: string; stepCount: number }[] = [];
  /** What was selected when speeds were measured. */
  readonly measured: EngineSelection[] = [];
  /** Selections that do not run on this device. */
  broken: EngineSelection[] = [];
  hasWorkers = true;
  selected: EngineSelection = "automatic";
  tellTrouble: (trouble: EngineTrouble) => void = () => {};
  preparedCount = 0;
  isDisposed = false;

  prepare(): void {
    this.preparedCount += 1;
  }
  start(job: TrainingJob, onReport: (report: TrainingReport) => void): void {
    this.started.push({ job, onReport });
  }
  cancel(jobId: string): void {
    this.cancelled.push(jobId);
  }
  cancelRun(jobId: string, runIndex: number): void {
    this.cancelledRuns.push({ jobId, runIndex });
  }
  pause(jobId: string): void {
    this.paused.push(jobId);
  }
  resume(jobId: string): void {
    this.resumed.push(jobId);
  }
  step(jobId: string, stepCount: number): void {
    this.stepped.push({ jobId, stepCount });
  }
  selection(): EngineSelection {
    return this.selected;
  }
  chooseEngine(selection: EngineSelection): void {
    this.selected = selection;
  }
  async measureSpeed(inputDimension: number): Promise<SpeedAnswer> {
    this.measured.push(this.selected);
    const choice = this.selected === "automatic" ? "wasm" : this.selected;
    const reason = this.hasWorkers ? "other" : "no-worker";
    if (!this.hasWorkers || this.broken.includes(this.selected)) {
      return { ok: false, failure: { engine: choice, reason, detail: "does not run here" } };
    }
    const isTfjs = choice.startsWith("tfjs");
    return {
      ok: true,
      speed: {
        choice,
        engine: isTfjs ? "tfjs" : "wasm",
        backend: isTfjs ? "cpu" : null,
        stepsPerSecond: 1000,
        replicaCount: 3,
        shape: { depth: 3, width: 20, inputDimension },
      },
    };
  }
  async probeDevice() {
    if (!this.hasWorkers) throw new Error("no worker");
    return { gpu: "no-adapter", adapter: null } as const;
  }
  watchEngines(onTrouble: (trouble: EngineTrouble) => void): void {
    this.tellTrouble = onTrouble;
  }
  dispose(): void {
    this.isDisposed = true;
  }

  /** The newest job. */
  get last(): StartedJob {
    const last = this.started.at(-1);
    if (last === undefined) throw new Error("no job was started");
    return last;
  }

  progress(step: number, runIndex = 0): void {
    const { job, onReport } = this.last;
    onReport({
      kind: "progress",
      jobId: job.jobId,
      runIndex,
      step,
      isCurvePoint: true,
      trainingError: 0.4,
      trainingLoss: 0.6,
      validationError: 0.45,
      displacement: [0.1, 0.2],
      gradientNorm: 0.3,
      picture: null,
    });
  }

  finishRun(runIndex: number, options: { diverged?: boolean; started?: StartedJob } = {}): void {
    const { diverged = false, started = this.last } = options;
    const { jobId, measureValidation, predictTest, giveWeights } = started.job;
    const validationError = diverged ? 0.5 : 0.2 + runIndex / 100;
    const report: RunFinishedReport = {
      kind: "run-finished",
      jobId,
      runIndex,
      step: diverged ? 7 : 500,
      trainingError: diverged ? 0.5 : 0.1,
      trainingLoss: diverged ? null : 0.3,
      validationError: measureValidation ? validationError : null,
      diverged,
      displacement: diverged ? null : [1.23456, 0.5],
      gradientNorm: diverged ? null : 0.25,
      predictions: diverged || !predictTest ? null : new Uint8Array([runIndex, 255]),
      sensitivities: diverged ? null : [0.8, 0.6],
      picture: null,
      ...(giveWeights && !diverged ? { weights: Float32Array.from([runIndex]) } : {}),
      engine: "wasm",
    };
    started.onReport(report);
  }

  finishJob(): void {
    this.last.onReport({ kind: "job-finished", jobId: this.last.job.jobId });
  }
  failJob(): void {
    const { jobId } = this.last.job;
    this.last.onReport({ kind: "job-failed", jobId, reason: "engine-error", detail: "test" });
  }
}

/** Lets everything that waits on settled promises go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
