import { engineFailureReason, failureDetail } from "@/trainer/engine-failure";
import type { EngineLoader } from "@/trainer/engine-loader";
import type { JobCommand, JobEnvironment } from "@/trainer/job-environment";
import { runTrainingJob } from "@/trainer/run-job";
import type { StartRequest, WorkerReply } from "@/trainer/worker-messages";

interface RunnerEnvironment {
  loadEngine: EngineLoader;
  inputsOf: JobEnvironment["inputsOf"];
  reply(reply: WorkerReply): void;
  /** Resolves after the messages that wait have been handled. */
  yieldToMessages(): Promise<void>;
  now(): number;
}

/** Jobs under way in one worker. A command for a job that has ended does nothing. */
export interface JobRunner {
  start(request: StartRequest): void;
  cancel(jobId: string): void;
  /** Ends one run of a job without a result; where runs train together it is trained on, but not reported. */
  cancelRun(jobId: string, runIndex: number): void;
  pause(jobId: string): void;
  resume(jobId: string): void;
  /** Does some steps of a paused job; more steps while it is at it come on top. */
  step(jobId: string, stepCount: number): void;
}

/** One unfinished job. `wake` ends a wait. */
interface JobControl {
  isCancelled: boolean;
  isPaused: boolean;
  stepsAsked: number;
  readonly unwanted: Set<number>;
  wake: () => void;
}

/**
 * Runs jobs side by side, each on the engine that it is given. A job whose engine breaks down ends with
 * `engine-failed`: whoever started it goes on with another from the last checkpoints.
 */
export function createJobRunner(environment: RunnerEnvironment): JobRunner {
  const controls = new Map<string, JobControl>();

  async function run({ job, engine: choice, checkpoints }: StartRequest, control: JobControl): Promise<void> {
    const { jobId } = job;
    const { loadEngine, inputsOf, now, reply, yieldToMessages } = environment;
    try {
      const engine = await loadEngine(choice);
      const jobEnvironment: JobEnvironment = {
        engine,
        now,
        inputsOf,
        report: (report) => reply({ kind: "report", report }),
        save: (runs) => reply({ kind: "saved", jobId, runs }),
        isWanted: (runIndex) => !control.unwanted.has(runIndex),
        async checkIn() {
          await yieldToMessages();
          if (control.isCancelled) return "cancelled";
          return control.isPaused ? "paused" : "running";
        },
        waitForCommand: () => nextCommand(control),
      };
      const end = await runTrainingJob(job, jobEnvironment, checkpoints);
      const badLabels = { reason: "bad-labels", detail: "labels do not fit their rows" } as const;
      if (end === "bad-labels")
        reply({ kind: "report", report: { kind: "job-failed", jobId, ...badLabels } });
      else reply({ kind: "report", report: { kind: `job-${end}`, jobId } });
    } catch (error) {
      const failure = { engine: choice, reason: engineFailureReason(error), detail: failureDetail(error) };
      reply({ kind: "engine-failed", jobId, failure });
    }
  }

  function change(jobId: string, act: (control: JobControl) => void): void {
    const control = controls.get(jobId);
    if (!control) return;
    act(control);
    control.wake();
  }

  return {
    start(request) {
      const { jobId } = request.job;
      const control = {
        isCancelled: false,
        isPaused: request.isPaused,
        stepsAsked: 0,
        unwanted: new Set<number>(),
        wake: () => {},
      };
      controls.set(jobId, control);
      void run(request, control).finally(() => controls.delete(jobId));
    },
    cancel: (jobId) =>
      change(jobId, (control) => {
        control.isCancelled = true;
      }),
    cancelRun: (jobId, runIndex) => change(jobId, (control) => control.unwanted.add(runIndex)),
    pause: (jobId) =>
      change(jobId, (control) => {
        control.isPaused = true;
      }),
    resume: (jobId) =>
      change(jobId, (control) => {
        control.isPaused = false;
        control.stepsAsked = 0;
      }),
    step: (jobId, stepCount) =>
      change(jobId, (control) => {
        if (control.isPaused) control.stepsAsked += stepCount;
      }),
  };
}

/** Waits until a paused job is to do something. */
async function nextCommand(control: JobControl): Promise<JobCommand> {
  while (control.isPaused && !control.isCancelled && control.stepsAsked === 0) {
    await new Promise<void>((resolve) => {
      control.wake = resolve;
    });
  }
  if (control.isCancelled) return "cancel";
  if (!control.isPaused) return "resume";
  const stepCount = control.stepsAsked;
  control.stepsAsked = 0;
  return { stepCount };
}
