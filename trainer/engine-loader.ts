import { type EngineChoice, tfjsBackendOf } from "@/trainer/engine-choice";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { TrainingEngine } from "@/trainer/training-engine";

/** Gives the engine behind a choice; rejects when it does not run here. */
export type EngineLoader = (choice: EngineChoice) => Promise<TrainingEngine>;

interface LoaderParts {
  /** The browser's way to GPUs; undefined where there is none. */
  gpu: GPU | undefined;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  /** Called once for each engine whose GPU was lost. */
  onDeviceLost: () => void;
}

/** An engine loader for a browser's worker. What is large is fetched when it is first asked for. */
export function createEngineLoader({ gpu, now, onDeviceLost }: LoaderParts): EngineLoader {
  let isDeviceLost = false;
  let webgpuEngine: Promise<TrainingEngine> | null = null;
  function loseDevice(): void {
    isDeviceLost = true;
    onDeviceLost();
  }

  async function openWebgpu(): Promise<TrainingEngine> {
    if (!gpu) throw new Error("this browser has no WebGPU");
    const { createWebgpuEngine } = await import("@/trainer/engines/webgpu/webgpu-engine");
    return createWebgpuEngine({ gpu, now, onDeviceLost: loseDevice });
  }

  /** One device for all jobs; after a failure it is asked for again. */
  function sharedWebgpu(): Promise<TrainingEngine> {
    webgpuEngine ??= openWebgpu().catch((error) => {
      webgpuEngine = null;
      throw error;
    });
    return webgpuEngine;
  }

  return async (choice) => {
    if (choice === "wasm") return wasmEngine;
    if (choice === "javascript") return javascriptEngine;
    const backend = tfjsBackendOf(choice);
    if ((choice === "webgpu" || backend === "webgpu") && isDeviceLost) throw new Error("the GPU was lost");
    if (backend === null) return sharedWebgpu();
    const { createTfjsEngine } = await import("@/trainer/engines/tfjs/tfjs-engine");
    return createTfjsEngine(backend, { wasmFolder: "/tfjs/", onDeviceLost: loseDevice });
  };
}
