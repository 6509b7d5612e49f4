"use client";

import type { ComponentType } from "react";
import { type RevealPage, revealPages } from "@/core/game/reveal-pages";
import type { RevealView, RoundView, SharedView } from "@/core/game/view";
import { RevealEvidence } from "./RevealEvidence";
import { RevealFigure } from "./RevealFigure";
import { RevealResult } from "./RevealResult";
import { RevealRule } from "./RevealRule";

export type RevealScreenProps = { shared: SharedView; round: RoundView; reveal: RevealView };

const pages = {
  result: RevealResult,
  rule: RevealRule,
  "depth-figure": RevealFigure,
  evidence: RevealEvidence,
} as const satisfies Record<RevealPage, ComponentType<RevealScreenProps>>;

/** The page of the reveal that the host has turned to. */
export function RevealScreen({ shared }: { shared: SharedView }) {
  const { round, reveal } = shared;
  if (round === null || reveal === null) return null;
  const Page = pages[revealPages[round.revealPage] ?? "result"];
  return <Page shared={shared} round={round} reveal={reveal} />;
}
