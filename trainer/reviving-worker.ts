import type { WorkerPort } from "@/trainer/worker-pool";

/**
 * A worker that is opened when it is first needed, and again after it broke down: its script may not load while the
 * server is away. What it was doing is lost; whoever listens to `onerror` starts it again. A browser that does not
 * allow the worker at all counts as a breakdown too.
 */
export function createRevivingWorker(open: () => WorkerPort): WorkerPort {
  let worker: WorkerPort | null = null;
  const port: WorkerPort = {
    onmessage: null,
    onerror: null,
    postMessage(request) {
      try {
        worker ??= start();
      } catch (error) {
        // Later, as a worker's own errors come: whoever sends is not to be called back while sending.
        queueMicrotask(() => port.onerror?.({ message: String(error) } as ErrorEvent));
        return;
      }
      worker.postMessage(request);
    },
    terminate() {
      worker?.terminate();
      worker = null;
    },
  };
  const start = (): WorkerPort => {
    const opened = open();
    opened.onmessage = (event) => port.onmessage?.(event);
    opened.onerror = (event) => {
      // It is dealt with here; without this the page would report it as its own error.
      event.preventDefault();
      opened.terminate();
      if (worker === opened) worker = null;
      port.onerror?.(event);
    };
    return opened;
  };
  return port;
}
