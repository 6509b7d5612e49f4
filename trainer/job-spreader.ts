import type { EngineChoice } from "@/trainer/engine-choice";
import { type JobPart, type SpreadContext, SpreadJob } from "@/trainer/spread-job";
import type { TrainingJob, TrainingReport } from "@/trainer/training-job";
import type { WorkerReply } from "@/trainer/worker-messages";

type PartReply = Extract<WorkerReply, { kind: "report" | "saved" | "engine-failed" }>;

/** All unfinished jobs of a page over its workers. A command for a job that has ended does nothing. */
export interface JobSpreader {
  start(job: TrainingJob, engine: EngineChoice, onReport: (report: TrainingReport) => void): void;
  cancel(jobId: string): void;
  cancelRun(jobId: string, runIndex: number): void;
  pause(jobId: string): void;
  resume(jobId: string): void;
  step(jobId: string, stepCount: number): void;
  receive(reply: PartReply): void;
  workerBroke(worker: number, detail: string): void;
  /** Nobody is told anything any more. */
  forgetAll(): void;
}

export function createJobSpreader(parts: Omit<SpreadContext, "freeWorker" | "newPartId">): JobSpreader {
  const jobs = new Map<string, SpreadJob>();
  const context: SpreadContext = { ...parts, freeWorker, newPartId };
  let partCount = 0;

  function newPartId(jobId: string): string {
    partCount += 1;
    return `${jobId}/${partCount}`;
  }

  function freeWorker(): number {
    const partCounts = new Array<number>(parts.pool.size).fill(0);
    for (const job of jobs.values()) {
      for (const { worker } of job.parts.values()) partCounts[worker] = (partCounts[worker] ?? 0) + 1;
    }
    return partCounts.indexOf(Math.min(...partCounts));
  }

  /** Acts on the job that has a part, if it is still there. */
  function withPart(partId: string, act: (job: SpreadJob, part: JobPart) => void): void {
    for (const job of jobs.values()) {
      const part = job.parts.get(partId);
      if (part === undefined) continue;
      act(job, part);
      return;
    }
  }

  return {
    start(job, engine, onReport) {
      const { jobId } = job;
      const spread = new SpreadJob(job, engine, context, (report) => {
        const isLast = report.kind !== "progress" && report.kind !== "run-finished";
        if (isLast && jobs.get(jobId) === spread) jobs.delete(jobId);
        onReport(report);
      });
      jobs.set(jobId, spread);
      spread.fill();
    },
    cancel: (jobId) => jobs.get(jobId)?.cancel(),
    cancelRun: (jobId, runIndex) => jobs.get(jobId)?.cancelRun(runIndex),
    pause: (jobId) => jobs.get(jobId)?.pause(),
    resume: (jobId) => jobs.get(jobId)?.resume(),
    step: (jobId, stepCount) => jobs.get(jobId)?.step(stepCount),
    receive(reply) {
      switch (reply.kind) {
        case "report":
          return withPart(reply.report.jobId, (job, part) => job.receiveReport(part, reply.report));
        case "saved":
          return withPart(reply.jobId, (job, part) => job.save(part, reply.runs));
        case "engine-failed":
          return withPart(reply.jobId, (job, part) => job.engineFailed(part, reply.failure));
        default:
          reply satisfies never;
      }
    },
    workerBroke(worker, detail) {
      for (const job of [...jobs.values()]) {
        for (const part of [...job.parts.values()]) {
          if (part.worker === worker) job.workerBroke(part, detail);
        }
      }
    },
    forgetAll: () => jobs.clear(),
  };
}
