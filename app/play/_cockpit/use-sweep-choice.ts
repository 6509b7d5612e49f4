"use client";

import { useState } from "react";
import type { Knob } from "@/core/game/knob";
import type { Sweep } from "@/core/game/sweep-schema";
import type { Design, DesignGrid } from "@/core/training/design";
import { duelOf } from "./duel-choice";

export type SweepKind = "none" | Sweep["kind"];

/** Seeds that a sweep of seeds may have. */
export const seedCounts: readonly number[] = [5, 8, 16];

/** What the next pilot varies. */
export interface SweepChoice {
  readonly kind: SweepKind;
  readonly learningRates: readonly number[];
  readonly seedCount: number;
  /** The knob in which a duel's designs differ, and the other value; null: the nearest one of the grid. */
  readonly duel: { readonly knob: Knob; readonly value: number | null };
}

export const noSweep: SweepChoice = {
  kind: "none",
  learningRates: [],
  seedCount: 5,
  duel: { knob: "depth", value: null },
};

/** The sweep that a choice asks for; `too-few` while less than two rates are chosen. */
export function sweepOf(choice: SweepChoice, design: Design, grid: DesignGrid): Sweep | null | "too-few" {
  const { kind, learningRates, seedCount } = choice;
  if (kind === "none") return null;
  if (kind === "seeds") return { kind, count: seedCount };
  if (kind === "duel") return duelOf(choice.duel, design, grid);
  return learningRates.length < 2 ? "too-few" : { kind, learningRates: [...learningRates] };
}

/** The choice with a rate put in or taken out; rates stay in the grid's order. */
export function withRate(choice: SweepChoice, rate: number, grid: readonly number[]): SweepChoice {
  const isIn = choice.learningRates.includes(rate);
  return {
    ...choice,
    learningRates: grid.filter((other) => (other === rate ? !isIn : choice.learningRates.includes(other))),
  };
}

/** The choice on the panel. A sweep of rates begins with the whole grid. */
export function useSweepChoice(grid: DesignGrid) {
  const rates = grid.learningRates;
  const [choice, setChoice] = useState<SweepChoice>({ ...noSweep, learningRates: rates });
  return {
    choice,
    sweepFor: (design: Design) => sweepOf(choice, design, grid),
    chooseKind: (kind: SweepKind) => setChoice((before) => ({ ...before, kind })),
    toggleRate: (rate: number) => setChoice((before) => withRate(before, rate, rates)),
    chooseSeedCount: (seedCount: number) => setChoice((before) => ({ ...before, seedCount })),
    chooseDuel: (duel: SweepChoice["duel"]) => setChoice((before) => ({ ...before, duel })),
  };
}
