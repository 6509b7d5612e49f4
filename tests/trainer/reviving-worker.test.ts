import { describe, expect, it } from "vitest";
import { createRevivingWorker } from "@/trainer/reviving-worker";
import type { WorkerRequest } from "@/trainer/worker-messages";
import type { WorkerPort } from "@/trainer/worker-pool";

/** Ports that remember what they were sent, in the order in which they were opened. */
function aFactory() {
  const opened: (WorkerPort & { sent: WorkerRequest[]; isTerminated: boolean })[] = [];
  const open = () => {
    const port = {
      sent: [] as WorkerRequest[],
      isTerminated: false,
      postMessage: (request: WorkerRequest) => void port.sent.push(request),
      terminate: () => {
        port.isTerminated = true;
      },
      onmessage: null,
      onerror: null,
    };
    opened.push(port);
    return port;
  };
  return { opened, open };
}

const cancel = (jobId: string): WorkerRequest => ({ kind: "cancel", jobId });

describe("createRevivingWorker", () => {
  it("opens a worker when the first message is sent, and only one", () => {
    const { opened, open } = aFactory();
    const worker = createRevivingWorker(open);
    expect(opened).toHaveLength(0);

    worker.postMessage(cancel("a"));
    worker.postMessage(cancel("b"));

    expect(opened.map(({ sent }) => sent)).toEqual([[cancel("a"), cancel("b")]]);
  });

  it("tells of a breakdown, ends the broken worker and opens another for the next message", () => {
    const { opened, open } = aFactory();
    const worker = createRevivingWorker(open);
    const told: string[] = [];
    worker.onerror = (event) => told.push(event.message);
    worker.postMessage(cancel("a"));
    let isPrevented = false;

    opened[0]?.onerror?.({
      message: "the script failed to load",
      preventDefault: () => {
        isPrevented = true;
      },
    } as ErrorEvent);
    worker.postMessage(cancel("b"));

    expect(told).toEqual(["the script failed to load"]);
    expect(isPrevented).toBe(true);
    expect(opened.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
    expect(opened[1]?.sent).toEqual([cancel("b")]);
  });

  it("counts a browser that forbids the worker as a breakdown, told after the message was sent", async () => {
    const worker = createRevivingWorker(() => {
      throw new Error("forbidden by the page's policy");
    });
    const told: string[] = [];
    worker.onerror = (event) => told.push(event.message);

    worker.postMessage(cancel("a"));
    expect(told).toEqual([]);
    await Promise.resolve();

    expect(told).toEqual(["Error: forbidden by the page's policy"]);
  });

  it("ends its worker when it is told to", () => {
    const { opened, open } = aFactory();
    const worker = createRevivingWorker(open);
    worker.postMessage(cancel("a"));

    worker.terminate();

    expect(opened[0]?.isTerminated).toBe(true);
  });
});
