import type { InputsOf } from "@/trainer/job-rows";
import type { RunCheckpoint, TrainingEngine } from "@/trainer/training-engine";
import type { ProgressReport, RunFinishedReport } from "@/trainer/training-job";

/** A run's state, kept so that another engine or worker can go on with it. */
export interface SavedRun {
  runIndex: number;
  checkpoint: RunCheckpoint;
}

/** What a paused job is told: to go on, to end, or to do some steps and pause again. */
export type JobCommand = "resume" | "cancel" | { stepCount: number };

/** What a job needs from the place it runs in: a web worker, a worker thread or a test. */
export interface JobEnvironment {
  engine: TrainingEngine;
  inputsOf: InputsOf;
  report(report: ProgressReport | RunFinishedReport): void;
  /** Takes the states of unfinished runs: about once a second and when the job pauses. */
  save(runs: SavedRun[]): void;
  /** False once nobody wants the result of a run any more. */
  isWanted(runIndex: number): boolean;
  /** Called about every 30 ms: lets messages in and says how the job stands after them. */
  checkIn(): Promise<"running" | "paused" | "cancelled">;
  /** Called while the job is paused: waits for what to do. */
  waitForCommand(): Promise<JobCommand>;
  /** Milliseconds of a monotonic clock. Decides when to pause and report, never what is computed. */
  now(): number;
}
