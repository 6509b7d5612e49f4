import type { EngineLoader } from "@/trainer/engine-loader";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { DeviceReport } from "@/trainer/probe-device";
import { connectTrainerClient, type EngineTrouble, type TrainerClient } from "@/trainer/trainer-client";
import type { TrainingJob, TrainingReport } from "@/trainer/training-job";
import { createTrainingService } from "@/trainer/training-service";
import type { WorkerReply, WorkerRequest } from "@/trainer/worker-messages";
import type { WorkerPort } from "@/trainer/worker-pool";

interface ClientParts {
  workerCount?: number;
  loadEngine?: EngineLoader;
  memory?: Storage | null;
  device?: DeviceReport;
  /** Throws where the browser allows no worker. */
  refuseWorkers?: boolean;
}

export interface OpenedWorker {
  readonly port: WorkerPort;
  readonly requests: WorkerRequest[];
  isTerminated: boolean;
  /** Breaks down, as a worker does that runs out of memory. */
  breakDown(message: string): void;
}

export interface ConnectedClient {
  readonly client: TrainerClient;
  readonly opened: readonly OpenedWorker[];
  readonly troubles: readonly EngineTrouble[];
  /** All reports of a job up to its last. */
  run(job: TrainingJob): Promise<TrainingReport[]>;
}

export const isLast = (report: TrainingReport) =>
  report.kind !== "progress" && report.kind !== "run-finished";

/** A client whose workers are the real service behind ports that copy messages as a worker's do, on this thread. */
export function aConnectedClient(parts: ClientParts = {}): ConnectedClient {
  const {
    workerCount = 1,
    loadEngine = async (choice) => (choice === "wasm" ? wasmEngine : javascriptEngine),
    memory = null,
    device = { gpu: "no-adapter", adapter: null },
  } = parts;
  const opened: OpenedWorker[] = [];
  const troubles: EngineTrouble[] = [];
  const open = () => {
    if (parts.refuseWorkers) throw new Error("workers are forbidden here");
    const worker = openWorker(loadEngine, device);
    opened.push(worker);
    return worker.port;
  };
  const client = connectTrainerClient({ size: workerCount, open }, { selection: memory, speeds: memory });
  client.watchEngines((trouble) => troubles.push(trouble));
  return { client, opened, troubles, run: (job) => reportsOf(client, job) };
}

function reportsOf(client: TrainerClient, job: TrainingJob): Promise<TrainingReport[]> {
  const reports: TrainingReport[] = [];
  return new Promise((resolve) => {
    client.start(job, (report) => {
      reports.push(report);
      if (isLast(report)) resolve(reports);
    });
  });
}

function openWorker(loadEngine: EngineLoader, device: DeviceReport): OpenedWorker {
  const requests: WorkerRequest[] = [];
  const port: WorkerPort = {
    postMessage(request) {
      const copy: WorkerRequest = structuredClone(request);
      requests.push(copy);
      setImmediate(() => handle(copy));
    },
    terminate() {
      worker.isTerminated = true;
      for (const jobId of jobIds) handle({ kind: "cancel", jobId });
    },
    onmessage: null,
    onerror: null,
  };
  const jobIds = new Set<string>();
  const service = createTrainingService({
    loadEngine,
    probeDevice: async () => device,
    reply(reply: WorkerReply) {
      if (worker.isTerminated) return;
      port.onmessage?.({ data: structuredClone(reply) } as MessageEvent<WorkerReply>);
    },
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => performance.now(),
  });
  const handle = (request: WorkerRequest) => {
    if (request.kind === "start") jobIds.add(request.job.jobId);
    service(request);
  };
  const worker: OpenedWorker = {
    port,
    requests,
    isTerminated: false,
    breakDown: (message) => port.onerror?.({ message, preventDefault: () => {} } as ErrorEvent),
  };
  return worker;
}
