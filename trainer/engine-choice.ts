import type { EngineId } from "@/trainer/training-engine";

export type TfjsBackendName = "webgpu" | "webgl" | "wasm" | "cpu";

/** An engine as a player names it: TensorFlow.js counts once per backend. */
export type EngineChoice = "webgpu" | "wasm" | "javascript" | `tfjs-${TfjsBackendName}`;

/** All choices, in the order in which they are shown. */
export const engineChoices: readonly EngineChoice[] = [
  "webgpu",
  "wasm",
  "javascript",
  "tfjs-webgpu",
  "tfjs-webgl",
  "tfjs-wasm",
  "tfjs-cpu",
];

/**
 * Engines that every device may pick by itself, most promising first; they need no more than a browser. tfjs is slower
 * than both on every measured shape.
 */
export const processorEngines = ["wasm", "javascript"] as const satisfies readonly EngineChoice[];

/** The tfjs backend behind a choice, null for engines of our own. */
export function tfjsBackendOf(choice: EngineChoice): TfjsBackendName | null {
  switch (choice) {
    case "webgpu":
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
  return choice === "webgpu" || choice === "wasm" || choice === "javascript" ? choice : "tfjs";
}

/** True for engines that train all runs of a job together in one worker; the others get a worker per run. */
export function trainsTogether(choice: EngineChoice): boolean {
  return choice === "webgpu";
}
