import { automaticEngines, type EngineChoice, engineChoices } from "@/trainer/engine-choice";

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
}

const memoryKey = "training-engine";

export function createEngineSelector(memory: SelectionMemory | null): EngineSelector {
  let selected = recall(memory);
  let preferred: EngineChoice = automaticEngines[0];
  function choose(selection: EngineSelection): void {
    selected = selection;
    remember(memory, selection);
  }
  return {
    selection: () => selected,
    engineInUse: () => (selected === "automatic" ? preferred : selected),
    choose,
    preferAutomatically(engine) {
      preferred = engine;
    },
    giveUp(engine) {
      if (selected === engine) choose("automatic");
      if (preferred === engine) preferred = automaticEngines.find((other) => other !== engine) ?? engine;
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
