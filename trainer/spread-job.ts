import { type EngineChoice, trainsTogether } from "@/trainer/engine-choice";
import type { EngineFailure } from "@/trainer/engine-failure";
import type { SavedRun } from "@/trainer/job-environment";
import type { RunCheckpoint } from "@/trainer/training-engine";
import type { TrainingJob, TrainingReport } from "@/trainer/training-job";
import type { WorkerPool } from "@/trainer/worker-pool";

/** How often a run is begun on a worker that breaks down under it. */
const mostBreakdowns = 3;

/** What the parts of all jobs share. */
export interface SpreadContext {
  pool: Pick<WorkerPool, "size" | "post">;
  /** A name that no other part has, not even of a job with the same id that is being cancelled. */
  newPartId(jobId: string): string;
  /** The worker with the least to do. */
  freeWorker(): number;
  /** The engine that follows those that have failed; null when there is none. */
  nextEngine(failed: ReadonlySet<EngineChoice>): EngineChoice | null;
  /** An engine broke down, for the first time in this job. */
  onFailure(failure: EngineFailure): void;
}

/** Some runs of a job in one worker; there it is a job of its own. */
export interface JobPart {
  readonly partId: string;
  readonly worker: number;
  readonly engine: EngineChoice;
  /** Place of the part's runs in the whole job. */
  readonly runIndices: readonly number[];
}

/**
 * One job over the workers of a pool: one part per run, or one for all where the engine trains them together. Runs whose
 * engine or worker broke down go on from where they were last saved.
 */
export class SpreadJob {
  readonly parts = new Map<string, JobPart>();
  readonly #job: TrainingJob;
  readonly #context: SpreadContext;
  readonly #onReport: (report: TrainingReport) => void;
  readonly #unwanted = new Set<number>();
  readonly #finished = new Set<number>();
  readonly #saved = new Map<number, RunCheckpoint>();
  readonly #breakdowns = new Map<number, number>();
  readonly #failedEngines = new Set<EngineChoice>();
  #engine: EngineChoice;
  #waiting: number[];
  #isPaused = false;
  #isCancelled = false;
  #isOver = false;

  constructor(
    job: TrainingJob,
    engine: EngineChoice,
    context: SpreadContext,
    onReport: (report: TrainingReport) => void,
  ) {
    this.#job = job;
    this.#engine = engine;
    this.#context = context;
    this.#onReport = onReport;
    this.#waiting = [...job.runs.keys()];
  }

  /** Gives waiting runs to workers; ends the job when nothing is left to do. */
  fill(): void {
    if (this.#isOver) return;
    const mostParts = trainsTogether(this.#engine) ? 1 : this.#context.pool.size;
    while (this.#waiting.length > 0 && this.parts.size < mostParts) {
      const runIndices = trainsTogether(this.#engine) ? this.#waiting : this.#waiting.slice(0, 1);
      this.#waiting = this.#waiting.slice(runIndices.length);
      this.#startPart(runIndices);
    }
    if (this.parts.size > 0 || this.#waiting.length > 0) return;
    const { jobId } = this.#job;
    this.#end({ kind: this.#isCancelled ? "job-cancelled" : "job-finished", jobId });
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#waiting = [];
    this.#tell((jobId) => ({ kind: "cancel", jobId }));
    this.fill();
  }

  /** Ends one run without a result. */
  cancelRun(runIndex: number): void {
    if (this.#finished.has(runIndex) || this.#unwanted.has(runIndex)) return;
    this.#unwanted.add(runIndex);
    this.#waiting = this.#waiting.filter((waiting) => waiting !== runIndex);
    for (const { partId, worker, runIndices } of this.parts.values()) {
      const place = runIndices.indexOf(runIndex);
      if (place >= 0) {
        this.#context.pool.post(worker, { kind: "cancel-run", jobId: partId, runIndex: place });
      }
    }
    this.fill();
  }

  pause(): void {
    this.#isPaused = true;
    this.#tell((jobId) => ({ kind: "pause", jobId }));
  }

  resume(): void {
    this.#isPaused = false;
    this.#tell((jobId) => ({ kind: "resume", jobId }));
  }

  step(stepCount: number): void {
    this.#tell((jobId) => ({ kind: "step", jobId, stepCount }));
  }

  receiveReport(part: JobPart, report: TrainingReport): void {
    if (this.#isOver) return;
    const { jobId } = this.#job;
    if (report.kind === "progress" || report.kind === "run-finished") {
      const runIndex = part.runIndices[report.runIndex];
      if (runIndex === undefined || this.#isCancelled || this.#unwanted.has(runIndex)) return;
      if (report.kind === "run-finished") this.#finished.add(runIndex);
      this.#onReport({ ...report, jobId, runIndex });
      return;
    }
    this.parts.delete(part.partId);
    if (report.kind === "job-failed") this.#end({ ...report, jobId });
    else this.fill();
  }

  save(part: JobPart, runs: readonly SavedRun[]): void {
    for (const { runIndex, checkpoint } of runs) {
      const place = part.runIndices[runIndex];
      if (place !== undefined) this.#saved.set(place, checkpoint);
    }
  }

  /** The part's engine broke down: its runs go on with the next one. */
  engineFailed(part: JobPart, failure: EngineFailure): void {
    if (!this.#giveBack(part)) return;
    if (!this.#failedEngines.has(part.engine)) {
      this.#failedEngines.add(part.engine);
      this.#context.onFailure(failure);
    }
    const next = this.#context.nextEngine(this.#failedEngines);
    if (next === null) this.#fail(failure.detail);
    else {
      this.#engine = next;
      this.fill();
    }
  }

  /** The part's worker broke down: its runs begin again in another, on the same engine, but not for ever. */
  workerBroke(part: JobPart, detail: string): void {
    if (!this.#giveBack(part)) return;
    for (const runIndex of part.runIndices) {
      this.#breakdowns.set(runIndex, (this.#breakdowns.get(runIndex) ?? 0) + 1);
    }
    const isHopeless = this.#waiting.some((run) => (this.#breakdowns.get(run) ?? 0) >= mostBreakdowns);
    if (isHopeless) this.#fail(detail);
    else this.fill();
  }

  #startPart(runIndices: readonly number[]): void {
    const partId = this.#context.newPartId(this.#job.jobId);
    const worker = trainsTogether(this.#engine) ? 0 : this.#context.freeWorker();
    this.parts.set(partId, { partId, worker, engine: this.#engine, runIndices });
    this.#context.pool.post(worker, {
      kind: "start",
      job: { ...this.#job, jobId: partId, runs: runIndices.flatMap((index) => this.#job.runs[index] ?? []) },
      engine: this.#engine,
      checkpoints: runIndices.map((index) => this.#saved.get(index) ?? null),
      isPaused: this.#isPaused,
    });
  }

  /** Takes the unfinished runs of a part that is no more; false when nothing is to follow. */
  #giveBack(part: JobPart): boolean {
    if (this.#isOver) return false;
    this.parts.delete(part.partId);
    if (this.#isCancelled) {
      this.fill();
      return false;
    }
    const unfinished = part.runIndices.filter(
      (runIndex) => !this.#finished.has(runIndex) && !this.#unwanted.has(runIndex),
    );
    this.#waiting = [...unfinished, ...this.#waiting];
    return true;
  }

  #tell(request: (partId: string) => Parameters<WorkerPool["post"]>[1]): void {
    for (const { partId, worker } of this.parts.values()) this.#context.pool.post(worker, request(partId));
  }

  #fail(detail: string): void {
    this.#end({ kind: "job-failed", jobId: this.#job.jobId, reason: "engine-error", detail });
  }

  /** The last report; parts that still run are no longer wanted. */
  #end(report: TrainingReport): void {
    this.#isOver = true;
    this.#tell((jobId) => ({ kind: "cancel", jobId }));
    this.#onReport(report);
  }
}
