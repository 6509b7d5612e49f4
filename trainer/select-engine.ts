import { automaticEngines, type EngineChoice } from "@/trainer/engine-choice";
import type { SpeedShape } from "@/trainer/measure-engine-speed";

/** The part of `sessionStorage` that is used here; it may throw where storage is switched off. */
export type SpeedMemory = Pick<Storage, "getItem" | "setItem">;

export interface MeasuredEngine {
  choice: EngineChoice;
  stepsPerSecond: number;
}

interface SelectionParts {
  shape: SpeedShape;
  /** Steps per second of an engine on `shape`; rejects when the engine does not run here. */
  measure: (choice: EngineChoice) => Promise<number>;
  /** What was measured before on this device. */
  memory: SpeedMemory | null;
}

/**
 * The fastest engine for a shape among those that a device may pick by itself, measured once per device and shape.
 * An engine that does not run is left out; rejects when none runs.
 */
export async function selectEngine({ shape, measure, memory }: SelectionParts): Promise<MeasuredEngine> {
  const key = `engine-speed-${shape.inputDimension}-${shape.depth}-${shape.width}`;
  const remembered = recall(memory, key);
  if (remembered) return remembered;
  let fastest: MeasuredEngine | null = null;
  let failure: unknown = null;
  for (const choice of automaticEngines) {
    try {
      const stepsPerSecond = await measure(choice);
      if (fastest === null || stepsPerSecond > fastest.stepsPerSecond) fastest = { choice, stepsPerSecond };
    } catch (error) {
      failure = error;
    }
  }
  if (fastest === null) throw failure;
  remember(memory, key, fastest);
  return fastest;
}

function recall(memory: SpeedMemory | null, key: string): MeasuredEngine | null {
  try {
    const { choice, stepsPerSecond } = JSON.parse(memory?.getItem(key) ?? "{}");
    const known = automaticEngines.find((candidate) => candidate === choice);
    return known !== undefined && stepsPerSecond > 0 ? { choice: known, stepsPerSecond } : null;
  } catch {
    return null;
  }
}

function remember(memory: SpeedMemory | null, key: string, measured: MeasuredEngine): void {
  try {
    memory?.setItem(key, JSON.stringify(measured));
  } catch {
    // Storage is full or switched off: it is measured again next time.
  }
}
