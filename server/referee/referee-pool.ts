import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { RefereeJob, RefereeRequest, RefereeResponse, RefereeResult } from "./referee-jobs";

interface QueuedJob {
  readonly job: RefereeJob;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** Runs the referee's jobs off the main thread, so that training never delays a socket. */
export interface RefereePool {
  /** How many jobs run at once. */
  readonly threadCount: number;
  /** Rejects when the job fails, its thread dies or the pool closes. Labels, inputs and weights go before training. */
  run<Job extends RefereeJob>(job: Job): Promise<RefereeResult<Job>>;
  close(): Promise<void>;
}

/** One thread fewer than cores, at most four: the game itself needs a core, and a class needs no more. */
export function createRefereePool(
  threadCount = Math.max(1, Math.min(4, availableParallelism() - 1)),
): RefereePool {
  const queue: QueuedJob[] = [];
  const idle: Thread[] = [];
  const threads = new Set<Thread>();
  let isClosed = false;

  const dispatch = () => {
    while (queue.length > 0 && !isClosed) {
      const thread = idle.pop() ?? (threads.size < threadCount ? startThread() : null);
      if (thread === null) return;
      thread.work(takeFirst(queue));
    }
  };
  const startThread = () => {
    const thread = createThread({
      onIdle: () => {
        idle.push(thread);
        dispatch();
      },
      onDead: () => {
        threads.delete(thread);
        if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
        dispatch();
      },
    });
    threads.add(thread);
    return thread;
  };

  return {
    threadCount,
    run: (job) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Error("the pool is closed"));
        queue.push({ job, resolve, reject });
        dispatch();
      }),
    async close() {
      isClosed = true;
      for (const { reject } of queue.splice(0)) reject(new Error("the pool is closed"));
      await Promise.all([...threads].map((thread) => thread.end()));
    },
  };
}

const quickKinds: ReadonlySet<RefereeJob["kind"]> = new Set(["label", "inputs", "weights"]);

function takeFirst(queue: QueuedJob[]): QueuedJob {
  const urgent = queue.findIndex(({ job }) => quickKinds.has(job.kind));
  return queue.splice(Math.max(0, urgent), 1)[0] as QueuedJob;
}

interface Thread {
  work(job: QueuedJob): void;
  end(): Promise<void>;
}

function createThread(events: { onIdle: () => void; onDead: () => void }): Thread {
  const worker = new Worker(new URL("./start-referee-thread.mjs", import.meta.url), { execArgv: [] });
  worker.unref();
  let current: QueuedJob | null = null;
  let jobNumber = 0;
  worker.on("message", (response: RefereeResponse) => {
    const finished = current;
    current = null;
    if (finished !== null && response.jobNumber === jobNumber) {
      if (response.ok) finished.resolve(response.result as never);
      else finished.reject(new Error(response.detail));
    }
    events.onIdle();
  });
  const die = (error: Error) => {
    current?.reject(error);
    current = null;
    events.onDead();
  };
  worker.on("error", die);
  worker.on("exit", () => die(new Error("the thread ended")));
  return {
    work(job) {
      current = job;
      jobNumber += 1;
      worker.postMessage({ jobNumber, job: job.job } satisfies RefereeRequest);
    },
    async end() {
      await worker.terminate();
    },
  };
}
