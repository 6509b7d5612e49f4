import type { Design } from "@/core/training/design";
import type { TrainerClient, TrainingReport } from "@/trainer/trainer-client";
import { practiceJob, stepBudget } from "./practice-task";

export interface Frame {
  readonly step: number;
  readonly picture: Float32Array;
}

export interface PracticeResult {
  readonly depth: number;
  /** Distance to the true picture; null when training diverged. */
  readonly error: number | null;
}

interface Watcher {
  /** A new map of the network, from the first step to the last. */
  onFrame(frame: Frame): void;
  onEnd(result: PracticeResult): void;
  onFailure(): void;
  /** Calls `goOn` when the eye has had time for the last map. */
  pace(goOn: () => void): void;
}

const frameCount = 48;

/** The steps at which a map is drawn: evenly spaced on a logarithmic axis, as learning goes. */
const frameSteps: readonly number[] = [
  ...new Set(
    Array.from({ length: frameCount }, (_, index) => Math.round(stepBudget ** (index / (frameCount - 1)))),
  ),
];

/**
 * Trains a design of the practice and hands out its maps one after another. The training takes less than a second, so
 * the job is held and let go from map to map.
 */
export function playPractice(
  trainer: Pick<TrainerClient, "start" | "pause" | "step">,
  design: Design,
  jobId: string,
  watcher: Watcher,
): void {
  let reached = 0;
  let target = 0;

  function goOn(): void {
    const next = frameSteps.find((step) => step > reached);
    if (next === undefined) return;
    target = next;
    trainer.step(jobId, next - reached);
  }

  function receive(report: TrainingReport): void {
    if (report.kind === "job-finished") return;
    if (report.kind === "job-failed" || report.kind === "job-cancelled") {
      watcher.onFailure();
      return;
    }
    const { step, picture } = report;
    reached = step;
    if (picture !== null) watcher.onFrame({ step, picture });
    if (report.kind === "run-finished") {
      watcher.onEnd({ depth: design.depth, error: report.diverged ? null : report.validationError });
    } else if (step === target) watcher.pace(goOn);
  }

  trainer.start(practiceJob(jobId, design), receive);
  trainer.pause(jobId);
  goOn();
}
