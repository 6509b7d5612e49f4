"use client";

import { lazy, Suspense } from "react";
import { useTraining } from "@/app/_training/TrainingProvider";
import type { PilotView, RoundView } from "@/core/game/view";

type Props = { readonly pilot: PilotView | null; readonly round: RoundView };

const LateRunControls = lazy(async () => ({ default: (await import("./RunControls")).RunControls }));

/** Hold, go on, give up, begin again: for a pilot that this device trains. */
export function PilotControls({ pilot, round }: Props) {
  const run = useTraining((state) => (pilot === null ? undefined : state.pilots[pilot.pilotId]));
  if (run === undefined || run.status === "finished") return null;
  return (
    <Suspense fallback={<div className="min-h-11" />}>
      <LateRunControls run={run} stepBudget={round.deck.pilotStepBudget} />
    </Suspense>
  );
}
