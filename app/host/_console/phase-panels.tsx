"use client";

import type { ComponentType } from "react";
import type { Phase } from "@/core/game/phase";
import type { SharedView } from "@/core/game/view";
import { ClosedPanel } from "./ClosedPanel";
import { DebriefPanel } from "./DebriefPanel";
import { LessonPanel } from "./LessonPanel";
import { ProgressPanel } from "./ProgressPanel";
import { RevealPanel } from "./RevealPanel";
import { StandingPanel } from "./StandingPanel";

type PhasePanel = ComponentType<{ shared: SharedView }>;

/** What the host sees beside the roster in each phase. */
export const phasePanels = {
  lobby: LessonPanel,
  briefing: ProgressPanel,
  exploring: ProgressPanel,
  racing: ProgressPanel,
  scoring: ProgressPanel,
  reveal: RevealPanel,
  debrief: DebriefPanel,
  podium: StandingPanel,
  closed: ClosedPanel,
} as const satisfies Record<Phase, PhasePanel>;
