// A worker of the bench's page that trains one family of trainers: the name of the worker.
import type { TrainerTable } from "@/tests/bench/bench-trainer";
import { engineTrainer } from "@/tests/bench/engine-trainer";
import { createTrainerHost, type HostRequest } from "@/tests/bench/trainer-host";
import type { TfjsBackendName } from "@/trainer/engine-choice";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

async function trainersOf(name: string): Promise<TrainerTable> {
  if (name === "javascript") return { javascript: engineTrainer(async () => javascriptEngine) };
  if (name === "wasm") return { wasm: engineTrainer(async () => wasmEngine) };
  if (name === "webgpu") return (await import("@/tests/bench/webgpu-trainer-table")).webgpuTrainerTable();
  const { tfjsTrainerTable } = await import("@/tests/bench/tfjs-trainer-table");
  return tfjsTrainerTable(name.slice("tfjs-".length) as TfjsBackendName, "/tfjs/");
}

async function describe(): Promise<string> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) return "no WebGPU adapter";
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  return [vendor, architecture, description, isFallbackAdapter ? "(software)" : ""].filter(Boolean).join(" ");
}

// Messages that arrive while the trainers load wait for them.
const host = trainersOf(self.name).then((trainers) =>
  createTrainerHost({ trainers, now: () => performance.now(), describe }),
);
self.onmessage = async ({ data }: MessageEvent<HostRequest>) => {
  const handle = await host;
  self.postMessage(await handle(data));
};
