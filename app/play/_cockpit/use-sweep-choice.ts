"use client";

import { useState } from "react";
import type { Sweep } from "@/core/game/sweep-schema";

export type SweepKind = "none" | Sweep["kind"];

/** Seeds that a sweep of seeds may have. */
export const seedCounts: readonly number[] = [5, 8, 16];

/** What the next pilot varies. */
export interface SweepChoice {
  readonly kind: SweepKind;
  readonly learningRates: readonly number[];
  readonly seedCount: number;
}

export const noSweep: SweepChoice = { kind: "none", learningRates: [], seedCount: 5 };

/** The sweep that a choice asks for; `too-few` while less than two rates are chosen. */
export function sweepOf({ kind, learningRates, seedCount }: SweepChoice): Sweep | null | "too-few" {
  if (kind === "none") return null;
  if (kind === "seeds") return { kind, count: seedCount };
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
export function useSweepChoice(grid: readonly number[]) {
  const [choice, setChoice] = useState<SweepChoice>({ ...noSweep, learningRates: grid });
  return {
    choice,
    chooseKind: (kind: SweepKind) => setChoice((before) => ({ ...before, kind })),
    toggleRate: (rate: number) => setChoice((before) => withRate(before, rate, grid)),
    chooseSeedCount: (seedCount: number) => setChoice((before) => ({ ...before, seedCount })),
  };
}
