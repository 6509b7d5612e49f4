import type { EngineId } from "@/trainer/training-engine";

export type TfjsBackendName = "webgpu" | "webgl" | "wasm" | "cpu";

/** An engine as a player names it: TensorFlow.js counts once per backend. */
export type EngineChoice = "wasm" | "javascript" | `tfjs-${TfjsBackendName}`;

/** All choices, in the order in which they are shown. */
export const engineChoices: readonly EngineChoice[] = [
  "wasm",
  "javascript",
  "tfjs-webgpu",
  "tfjs-webgl",
  "tfjs-wasm",
  "tfjs-cpu",
];

/** Engines that the device may pick by itself, most promising first. tfjs is slower than both on every measured shape. */
export const automaticEngines = ["wasm", "javascript"] as const satisfies readonly EngineChoice[];

/** The tfjs backend behind a choice, null for engines of our own. */
export function tfjsBackendOf(choice: EngineChoice): TfjsBackendName | null {
  switch (choice) {
    case "wasm":
    case "javascript":
      return null;
    case "tfjs-webgpu":
      return "webgpu";
    case "tfjs-webgl":
      return "webgl";
    case "tfjs-wasm":
      return "wasm";
    case "tfjs-cpu":
      return "cpu";
    default:
      return choice satisfies never;
  }
}

/** The engine behind a choice. */
export function engineIdOf(choice: EngineChoice): EngineId {
  return choice === "wasm" || choice === "javascript" ? choice : "tfjs";
}
