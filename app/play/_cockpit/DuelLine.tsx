"use client";

import { useDuelWords } from "@/app/_ui/charts/use-duel-words";
import type { PilotRow } from "./pilot-rows";

/** How a duel ended, in words, under its line of the ledger. */
export function DuelLine({ row }: { readonly row: PilotRow }) {
  const { verdictOf } = useDuelWords();
  const { duel, pilot } = row;
  if (duel === null || pilot.sweep?.kind !== "duel") return null;
  const { knob } = pilot.sweep;
  const [first, second] = duel;
  return verdictOf(
    { knob, first: first.design[knob], second: second.design[knob] },
    { first: first.errors, second: second.errors },
  );
}
