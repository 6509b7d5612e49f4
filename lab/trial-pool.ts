import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Trial } from "@/core/bank/measured-grid";
import type { PresetId } from "@/core/tasks/deck";
import type { Design } from "@/core/training/design";

/** One run of the bank. */
export interface TrialJob {
  readonly presetId: PresetId;
  readonly instance: number;
  readonly design: Design;
}

/** What one pilot told. */
export interface PilotTrial {
  readonly instance: number;
  readonly design: Design;
  readonly validationError: number;
}

/** What a thread is given: a run to its end, or a pilot. */
export type ThreadJob = TrialJob & { readonly kind: "full" | "pilot" };

export type ThreadAnswer =
  | { readonly ok: true; readonly kind: "full"; readonly trial: Trial }
  | { readonly ok: true; readonly kind: "pilot"; readonly trial: PilotTrial }
  | { readonly ok: false; readonly detail: string };

/** Threads that train, one run each at a time. */
export interface TrialPool {
  readonly threadCount: number;
  /** Runs all jobs in their order, as many at once as there are threads. Rejects when one fails. */
  runAll(jobs: readonly TrialJob[], onTrial: (trial: Trial) => void): Promise<void>;
  close(): Promise<void>;
}

/** As `TrialPool`, for pilots. */
export interface PilotPool {
  readonly threadCount: number;
  runPilots(jobs: readonly TrialJob[], onPilot: (pilot: PilotTrial) => void): Promise<void>;
  close(): Promise<void>;
}

/** Opens the threads; by default one on every core. */
export function openTrialPool(threadCount = availableParallelism()): TrialPool & PilotPool {
  const threads = Array.from(
    { length: threadCount },
    () => new Worker(new URL("./start-trial-thread.mjs", import.meta.url), { execArgv: [] }),
  );
  const run = async (jobs: readonly ThreadJob[], onAnswer: (answer: ThreadAnswer) => void) => {
    const waiting = [...jobs];
    await Promise.all(
      threads.map(async (thread) => {
        for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
          onAnswer(await runOn(thread, job));
      }),
    );
  };
  return {
    threadCount,
    runAll: (jobs, onTrial) =>
      run(
        jobs.map((job) => ({ ...job, kind: "full" })),
        (answer) => answer.ok && answer.kind === "full" && onTrial(answer.trial),
      ),
    runPilots: (jobs, onPilot) =>
      run(
        jobs.map((job) => ({ ...job, kind: "pilot" })),
        (answer) => answer.ok && answer.kind === "pilot" && onPilot(answer.trial),
      ),
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

function runOn(thread: Worker, job: ThreadJob): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      thread.off("message", onAnswer);
      thread.off("error", reject);
      thread.off("exit", onExit);
      finish();
    };
    const onAnswer = (answer: ThreadAnswer) =>
      settle(() => (answer.ok ? resolve(answer) : reject(new Error(answer.detail))));
    const onExit = () => settle(() => reject(new Error("a training thread ended")));
    thread.on("message", onAnswer);
    thread.on("error", reject);
    thread.on("exit", onExit);
    thread.postMessage(job);
  });
}
