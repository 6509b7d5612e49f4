import type { WorkerPort } from "@/trainer/trainer-client";

/**
 * A worker that is opened when it is first needed, and again after it broke down: its script may not load while the
 * server is away. What it was doing is lost; whoever listens to `onerror` starts it again.
 */
export function createRevivingWorker(open: () => WorkerPort): WorkerPort {
  let worker: WorkerPort | null = null;
  const port: WorkerPort = {
    onmessage: null,
    onerror: null,
    postMessage(request) {
      worker ??= start();
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
