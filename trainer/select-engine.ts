import type { EngineChoice } from "@/trainer/engine-choice";
import type { SpeedReport } from "@/trainer/training-job";

/** The part of `localStorage` that is used here; it may throw where storage is switched off. */
export type SpeedMemory = Pick<Storage, "getItem" | "setItem">;

interface SelectionParts {
  /** Engines that may be picked. */
  candidates: readonly EngineChoice[];
  /** Names device and shape: what was measured under another name says nothing here. */
  place: string;
  /** Measures an engine; rejects when it does not run here. */
  measure: (choice: EngineChoice) => Promise<SpeedReport>;
  /** What was measured before on this device. */
  memory: SpeedMemory | null;
  /** An engine was left out because it does not run. */
  onLeftOut: (choice: EngineChoice, error: unknown) => void;
}

/**
 * The fastest of some engines, measured once per device and shape. An engine that does not run is left out; rejects
 * when none runs.
 */
export async function selectEngine(parts: SelectionParts): Promise<SpeedReport> {
  const { candidates, measure, memory, onLeftOut } = parts;
  const key = `engine-speed-2 ${parts.place} ${candidates.join(" ")}`;
  const remembered = recall(memory, key, candidates);
  if (remembered) return remembered;
  let fastest: SpeedReport | null = null;
  let failure: unknown = null;
  for (const choice of candidates) {
    try {
      const speed = await measure(choice);
      if (fastest === null || speed.stepsPerSecond > fastest.stepsPerSecond) fastest = speed;
    } catch (error) {
      failure = error;
      onLeftOut(choice, error);
    }
  }
  if (fastest === null) throw failure;
  // With an engine left out it is measured again, which tells again what is wrong.
  if (failure === null) remember(memory, key, fastest);
  return fastest;
}

function recall(
  memory: SpeedMemory | null,
  key: string,
  candidates: readonly EngineChoice[],
): SpeedReport | null {
  try {
    const speed: Partial<SpeedReport> = JSON.parse(memory?.getItem(key) ?? "{}");
    const isKnown = candidates.some((candidate) => candidate === speed.choice);
    const isWhole = (speed.stepsPerSecond ?? 0) > 0 && (speed.replicaCount ?? 0) > 0 && "shape" in speed;
    return isKnown && isWhole ? (speed as SpeedReport) : null;
  } catch {
    return null;
  }
}

function remember(memory: SpeedMemory | null, key: string, measured: SpeedReport): void {
  try {
    memory?.setItem(key, JSON.stringify(measured));
  } catch {
    // Storage is full or switched off: it is measured again next time.
  }
}
