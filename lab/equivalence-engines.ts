import { createRequire } from "node:module";
import { dirname } from "node:path";
import { findBrowser } from "@/scripts/ensure-browser.mjs";
import { openSoftwareAdapter } from "@/scripts/software-adapter.mjs";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { createTfjsEngine } from "@/trainer/engines/tfjs/tfjs-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import { createWebgpuEngine } from "@/trainer/engines/webgpu/webgpu-engine";
import type { TrainingEngine } from "@/trainer/training-engine";

/** The engine that all others are compared with. */
export const comparedWith = "wasm";

/** Engines that are compared, by the names that the trials have. */
export const equivalenceEngines: Readonly<Record<string, () => Promise<TrainingEngine>>> = {
  wasm: async () => wasmEngine,
  javascript: async () => javascriptEngine,
  webgpu: openWebgpu,
  "tfjs-cpu": () => openTfjs("cpu"),
  "tfjs-wasm": () => openTfjs("wasm"),
};

function openTfjs(backend: "cpu" | "wasm"): Promise<TrainingEngine> {
  const wasmModule = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
  return createTfjsEngine(backend, { wasmFolder: `${dirname(wasmModule)}/`, onDeviceLost: () => {} });
}

/** On the software adapter beside the browser or, where that is not found, on what the machine has. */
async function openWebgpu(): Promise<TrainingEngine> {
  openSoftwareAdapter(findBrowser());
  // A package of the tests: only this comparison needs it here.
  const { create } = await import("webgpu");
  const onDeviceLost = () => {
    throw new Error("the GPU was lost");
  };
  return createWebgpuEngine({ gpu: create([]), now: () => performance.now(), onDeviceLost });
}
