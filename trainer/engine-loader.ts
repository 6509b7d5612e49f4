import { type EngineChoice, tfjsBackendOf } from "@/trainer/engine-choice";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { TrainingEngine } from "@/trainer/training-engine";

/** Gives the engine behind a choice; rejects when it does not run here. */
export type EngineLoader = (choice: EngineChoice) => Promise<TrainingEngine>;

/** An engine loader for a browser's worker. tfjs, which is large, is fetched when it is first asked for. */
export function createEngineLoader(onDeviceLost: () => void): EngineLoader {
  let isDeviceLost = false;
  return async (choice) => {
    if (choice === "wasm") return wasmEngine;
    if (choice === "javascript") return javascriptEngine;
    const backend = tfjsBackendOf(choice) ?? "cpu";
    if (backend === "webgpu" && isDeviceLost) throw new Error("the GPU was lost");
    const { createTfjsEngine } = await import("@/trainer/engines/tfjs/tfjs-engine");
    return createTfjsEngine(backend, {
      wasmFolder: "/tfjs/",
      onDeviceLost() {
        isDeviceLost = true;
        onDeviceLost();
      },
    });
  };
}
