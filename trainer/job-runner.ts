import { automaticEngines, type EngineChoice } from "@/trainer/engine-choice";
import type { EngineLoader } from "@/trainer/engine-loader";
import { type JobEnvironment, runTrainingJob } from "@/trainer/run-job";
import type { TrainingJob } from "@/trainer/training-job";
import type { WorkerReply } from "@/trainer/worker-messages";

interface RunnerEnvironment {
  loadEngine: EngineLoader;
  inputsOf: JobEnvironment["inputsOf"];
  reply(reply: WorkerReply): void;
  /** Resolves after the messages that wait have been handled. */
  yieldToMessages(): Promise<void>;
  now(): number;
}

/** Jobs under way. A command for a job that has ended does nothing. */
export interface JobRunner {
  start(job: TrainingJob, engine: EngineChoice): void;
  cancel(jobId: string): void;
  pause(jobId: string): void;
  resume(jobId: string): void;
}

/** One unfinished job. `wake` ends a pause. */
interface JobControl {
  isCancelled: boolean;
  isPaused: boolean;
  wake: () => void;
}

/**
 * Runs jobs side by side. One whose engine breaks down goes on with the next engine, from the start of the replica
 * that was training: a run is the same on every engine up to rounding.
 */
export function createJobRunner(environment: RunnerEnvironment): JobRunner {
  const controls = new Map<string, JobControl>();

  async function run(job: TrainingJob, engine: EngineChoice, control: JobControl): Promise<void> {
    const { jobId } = job;
    const { reply } = environment;
    let left = job.replicaIndices;
    let detail: string | null = null;
    for (const choice of [engine, ...automaticEngines.filter((other) => other !== engine)]) {
      detail = await trainOn(choice, { ...job, replicaIndices: left }, control, (replicaIndex) => {
        left = left.filter((other) => other !== replicaIndex);
      });
      if (detail === null) return;
      reply({ kind: "engine-failed", engine: choice, detail });
    }
    const reason = "engine-error";
    reply({ kind: "report", report: { kind: "job-failed", jobId, reason, detail: detail ?? "no engine" } });
  }

  /** Reports all but the engine's own failure, whose detail it returns. */
  async function trainOn(
    choice: EngineChoice,
    job: TrainingJob,
    control: JobControl,
    onFinished: (replicaIndex: number) => void,
  ): Promise<string | null> {
    const { loadEngine, inputsOf, now, reply, yieldToMessages } = environment;
    const engine = await loadEngine(choice).catch(String);
    if (typeof engine === "string") return engine;
    let failure: string | null = null;
    await runTrainingJob(job, {
      engine,
      now,
      inputsOf,
      report(report) {
        if (report.kind === "replica-finished") onFinished(report.replicaIndex);
        if (report.kind === "job-failed" && report.reason === "engine-error") failure = report.detail;
        else reply({ kind: "report", report });
      },
      async pause() {
        await yieldToMessages();
        return waitWhilePaused(control);
      },
    });
    return failure;
  }

  function change(jobId: string, changes: Partial<JobControl>): void {
    const control = controls.get(jobId);
    if (!control) return;
    Object.assign(control, changes);
    control.wake();
  }

  return {
    start(job, engine) {
      const control: JobControl = { isCancelled: false, isPaused: false, wake: () => {} };
      controls.set(job.jobId, control);
      void run(job, engine, control).finally(() => controls.delete(job.jobId));
    },
    cancel: (jobId) => change(jobId, { isCancelled: true }),
    pause: (jobId) => change(jobId, { isPaused: true }),
    resume: (jobId) => change(jobId, { isPaused: false }),
  };
}

/** False when the job was cancelled. */
async function waitWhilePaused(control: JobControl): Promise<boolean> {
  while (control.isPaused && !control.isCancelled) {
    await new Promise<void>((resolve) => {
      control.wake = resolve;
    });
  }
  return !control.isCancelled;
}
