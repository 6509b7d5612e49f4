// A Node process that trains for the bench. Its arguments say what: `javascript`, `wasm`, `webgpu` or `tfjs-<backend>`,
// and for the last two where WebGPU computes: `adapter` or `null`, Dawn's backend that computes nothing.
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { TrainerTable } from "@/tests/bench/bench-trainer";
import { countGpuWork } from "@/tests/bench/count-gpu-work";
import { engineTrainer } from "@/tests/bench/engine-trainer";
import { createTrainerHost, type HostRequest } from "@/tests/bench/trainer-host";
import type { TfjsBackendName } from "@/trainer/engine-choice";

const [family = "", gpuKind = "none"] = process.argv.slice(2);

/** Gives this process `navigator.gpu`. It must come before anything looks for it. */
async function installWebgpu(backend: "adapter" | "null"): Promise<void> {
  const { create, globals } = await import("webgpu");
  Object.assign(globalThis, globals);
  const gpu = create(backend === "null" ? ["backend=null"] : []);
  const value = { gpu, userAgent: "node" };
  Object.defineProperty(globalThis, "navigator", { value, configurable: true, writable: true });
}

async function trainersOf(name: string): Promise<TrainerTable> {
  switch (name) {
    case "javascript": {
      const { javascriptEngine } = await import("@/trainer/engines/javascript/javascript-engine");
      return { javascript: engineTrainer(async () => javascriptEngine) };
    }
    case "wasm": {
      const { wasmEngine } = await import("@/trainer/engines/wasm/wasm-engine");
      return { wasm: engineTrainer(async () => wasmEngine) };
    }
    case "webgpu": {
      if (gpuKind === "null") return (await import("@/tests/bench/null-trainer")).nullTrainerTable();
      return (await import("@/tests/bench/webgpu-trainer-table")).webgpuTrainerTable();
    }
    default: {
      const { tfjsTrainerTable } = await import("@/tests/bench/tfjs-trainer-table");
      const wasmModule = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
      return tfjsTrainerTable(name.slice("tfjs-".length) as TfjsBackendName, `${dirname(wasmModule)}/`);
    }
  }
}

async function describe(): Promise<string> {
  if (gpuKind === "none") return `Node ${process.versions.node}`;
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error("there is no WebGPU adapter");
  if (gpuKind === "null") return "Dawn's null backend, which computes nothing";
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  return [vendor, architecture, description, isFallbackAdapter ? "(software)" : ""].filter(Boolean).join(" ");
}

function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

if (gpuKind === "adapter" || gpuKind === "null") await installWebgpu(gpuKind);
const gpuWork = gpuKind === "none" ? undefined : countGpuWork(globalThis as never);
const handle = createTrainerHost({
  trainers: await trainersOf(family),
  // Where nothing but JavaScript costs time, other programs of a busy machine must not count.
  now: gpuKind === "null" ? processorMilliseconds : () => performance.now(),
  describe,
  ...(gpuWork ? { gpuWork } : {}),
});
process.on("message", async (request: HostRequest) => {
  process.send?.(await handle(request));
});
// Dawn keeps the process alive otherwise.
process.on("disconnect", () => process.exit(0));
process.send?.({});
