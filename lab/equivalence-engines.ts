import { createRequire } from "node:module";
import { dirname } from "node:path";
import { findBrowser } from "@/scripts/ensure-browser.mjs";
import { openSoftwareAdapter } from "@/scripts/software-adapter.mjs";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { TrainingEngine } from "@/trainer/training-engine";

/** The engine that all others are compared with. */
export const comparedWith = "wasm";

/** An engine for the comparison; one that keeps the process alive can be closed. */
export interface ComparedEngine extends TrainingEngine {
  close?(): void;
}

/** Engines that are compared, by the names that the trials have. */
export const equivalenceEngines: Readonly<Record<string, () => Promise<ComparedEngine>>> = {
  wasm: async () => wasmEngine,
  javascript: async () => javascriptEngine,
  webgpu: openWebgpu,
  "tfjs-cpu": () => openTfjs("cpu"),
  "tfjs-wasm": () => openTfjs("wasm"),
};

// Dawn breaks down when this is collected as garbage before its devices.
let dawn: GPU | null = null;

// Large, so it is loaded when it is asked for.
async function openTfjs(backend: "cpu" | "wasm"): Promise<TrainingEngine> {
  const { createTfjsEngine } = await import("@/trainer/engines/tfjs/tfjs-engine");
  const wasmModule = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
  return createTfjsEngine(backend, { wasmFolder: `${dirname(wasmModule)}/`, onDeviceLost: () => {} });
}

/** On the software adapter beside the browser or, where that is not found, on what the machine has. */
async function openWebgpu(): Promise<ComparedEngine> {
  openSoftwareAdapter(findBrowser());
  // A package of the tests: only this comparison needs it here.
  const { create } = await import("webgpu");
  const { createWebgpuEngine } = await import("@/trainer/engines/webgpu/webgpu-engine");
  dawn ??= create([]);
  const engine = await createWebgpuEngine({
    gpu: dawn,
    now: () => performance.now(),
    // Its runs reject then.
    onDeviceLost: () => {},
  });
  return { ...engine, close: () => engine.device.destroy() };
}
