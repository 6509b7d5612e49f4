import { type EngineChoice, engineChoices, processorEngines } from "@/trainer/engine-choice";

/** An engine chosen by hand, or none. */
export type EngineSelection = EngineChoice | "automatic";

/** The part of `localStorage` that is used here; it may throw where storage is switched off. */
export type SelectionMemory = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Which engine the next job uses. A choice by hand survives a reload, the automatic one is found again. */
export interface EngineSelector {
  selection(): EngineSelection;
  engineInUse(): EngineChoice;
  choose(selection: EngineSelection): void;
  /** What measurements found best; used while nothing is chosen by hand. */
  preferAutomatically(engine: EngineChoice): void;
  /** An engine that broke down is not used again unless it is chosen again. */
  giveUp(engine: EngineChoice): void;
  /** Engines that may be picked by themselves, without those that broke down; where all did, the processor's again. */
  candidates(hasGpu: boolean): readonly EngineChoice[];
}

const memoryKey = "training-engine";

export function createEngineSelector(memory: SelectionMemory | null): EngineSelector {
  let selected = recall(memory);
  let preferred: EngineChoice = processorEngines[0];
  const givenUp = new Set<EngineChoice>();
  function choose(selection: EngineSelection): void {
    selected = selection;
    if (selection !== "automatic") givenUp.delete(selection);
    remember(memory, selection);
  }
  function candidates(hasGpu: boolean): readonly EngineChoice[] {
    const all: readonly EngineChoice[] = hasGpu ? ["webgpu", ...processorEngines] : processorEngines;
    const left = all.filter((engine) => !givenUp.has(engine));
    return left.length > 0 ? left : processorEngines;
  }
  return {
    selection: () => selected,
    engineInUse: () => (selected === "automatic" ? preferred : selected),
    choose,
    candidates,
    preferAutomatically(engine) {
      if (!givenUp.has(engine)) preferred = engine;
    },
    giveUp(engine) {
      givenUp.add(engine);
      if (selected === engine) choose("automatic");
      if (preferred === engine) preferred = candidates(false).find((other) => other !== engine) ?? engine;
    },
  };
}

function recall(memory: SelectionMemory | null): EngineSelection {
  try {
    const known = memory?.getItem(memoryKey) ?? null;
    return engineChoices.find((choice) => choice === known) ?? "automatic";
  } catch {
    return "automatic";
  }
}

function remember(memory: SelectionMemory | null, selection: EngineSelection): void {
  try {
    if (selection === "automatic") memory?.removeItem(memoryKey);
    else memory?.setItem(memoryKey, selection);
  } catch {
    // Storage is full or switched off: the choice lasts as long as the page.
  }
}
