import { createRevivingWorker } from "@/trainer/reviving-worker";
import type { WorkerReply, WorkerRequest } from "@/trainer/worker-messages";

/** The part of `Worker` that is used here. */
export interface WorkerPort {
  postMessage(request: WorkerRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<WorkerReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** Training workers that differ in their number only. Each is opened when it is first sent something. */
export interface WorkerPool {
  /** How many there may be. */
  readonly size: number;
  post(worker: number, request: WorkerRequest): void;
  terminate(): void;
}

interface PoolListener {
  onReply(worker: number, reply: WorkerReply): void;
  /** A worker stopped, or could not be opened. The next message opens another in its place. */
  onBroken(worker: number, detail: string): void;
}

const mostWorkers = 8;

/**
 * One worker per core but the one that draws the page. A device of two cores trains on both: drawing takes little of
 * one, and a race on a single worker would take twice as long.
 */
export function workerCount(coreCount: number | undefined): number {
  const cores = coreCount ?? 2;
  return Math.max(1, Math.min(2, cores), Math.min(mostWorkers, cores - 1));
}

export function createWorkerPool(size: number, open: () => WorkerPort, listener: PoolListener): WorkerPool {
  const ports = Array.from({ length: size }, (_, worker) => {
    const port = createRevivingWorker(open);
    port.onmessage = ({ data }) => listener.onReply(worker, data);
    port.onerror = ({ message }) => listener.onBroken(worker, message || "the training worker stopped");
    return port;
  });
  return {
    size,
    post: (worker, request) => ports[worker]?.postMessage(request),
    terminate() {
      for (const port of ports) port.terminate();
    },
  };
}
