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

export type TrialAnswer =
  | { readonly ok: true; readonly trial: Trial }
  | { readonly ok: false; readonly detail: string };

/** Threads that train, one run each at a time. */
export interface TrialPool {
  readonly threadCount: number;
  /** Runs all jobs in their order, as many at once as there are threads. Rejects when one fails. */
  runAll(jobs: readonly TrialJob[], onTrial: (trial: Trial) => void): Promise<void>;
  close(): Promise<void>;
}

/** Opens the threads; by default one on every core. */
export function openTrialPool(threadCount = availableParallelism()): TrialPool {
  const threads = Array.from(
    { length: threadCount },
    () => new Worker(new URL("./start-trial-thread.mjs", import.meta.url), { execArgv: [] }),
  );
  return {
    threadCount,
    async runAll(jobs, onTrial) {
      const waiting = [...jobs];
      await Promise.all(
        threads.map(async (thread) => {
          for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
            onTrial(await runOn(thread, job));
        }),
      );
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

function runOn(thread: Worker, job: TrialJob): Promise<Trial> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      thread.off("message", onAnswer);
      thread.off("error", reject);
      thread.off("exit", onExit);
      finish();
    };
    const onAnswer = (answer: TrialAnswer) =>
      settle(() => (answer.ok ? resolve(answer.trial) : reject(new Error(answer.detail))));
    const onExit = () => settle(() => reject(new Error("a training thread ended")));
    thread.on("message", onAnswer);
    thread.on("error", reject);
    thread.on("exit", onExit);
    thread.postMessage(job);
  });
}
