import type {
  EngineSelection,
  EngineTrouble,
  SpeedReport,
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
  readonly paused: string[] = [];
  readonly resumed: string[] = [];
  /** What was selected when speeds were measured. */
  readonly measured: EngineSelection[] = [];
  /** Selections that do not run on this device. */
  broken: EngineSelection[] = [];
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
  pause(jobId: string): void {
    this.paused.push(jobId);
  }
  resume(jobId: string): void {
    this.resumed.push(jobId);
  }
  selection(): EngineSelection {
    return this.selected;
  }
  chooseEngine(selection: EngineSelection): void {
    this.selected = selection;
  }
  async measureSpeed(inputDimension: number): Promise<SpeedReport> {
    this.measured.push(this.selected);
    if (this.broken.includes(this.selected)) throw new Error("does not run here");
    const shape = { depth: 3, width: 20, inputDimension };
    const isTfjs = this.selected.startsWith("tfjs");
    return {
      choice: this.selected === "automatic" ? "wasm" : this.selected,
      engine: isTfjs ? "tfjs" : "wasm",
      backend: isTfjs ? "cpu" : null,
      stepsPerSecond: 1000,
      shape,
    };
  }
  async probeDevice() {
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

  progress(step: number, replicaIndex = this.last.job.replicaIndices[0] ?? 0): void {
    const { job, onReport } = this.last;
    const { jobId } = job;
    onReport({ kind: "progress", jobId, replicaIndex, step, trainingError: 0.4, validationError: 0.45 });
  }

  finishReplica(replicaIndex: number, options: { diverged?: boolean; started?: StartedJob } = {}): void {
    const { diverged = false, started = this.last } = options;
    started.onReport({
      kind: "replica-finished",
      jobId: started.job.jobId,
      replicaIndex,
      step: diverged ? 7 : 500,
      trainingError: diverged ? 0.5 : 0.1,
      validationError: diverged ? 0.5 : 0.2 + replicaIndex / 100,
      diverged,
      weightDisplacement: 1,
      predictions: diverged || !started.job.predictTest ? null : new Uint8Array([replicaIndex, 255]),
    });
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
