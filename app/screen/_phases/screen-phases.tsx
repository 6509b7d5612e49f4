"use client";

import type { ComponentType } from "react";
import type { Phase } from "@/core/game/phase";
import type { SharedView } from "@/core/game/view";
import { BriefingScreen } from "./BriefingScreen";
import { ClosedScreen } from "./ClosedScreen";
import { DebriefScreen } from "./DebriefScreen";
import { ExploringScreen } from "./ExploringScreen";
import { LobbyScreen } from "./LobbyScreen";
import { PodiumScreen } from "./PodiumScreen";
import { RacingScreen } from "./RacingScreen";
import { RevealScreen } from "./RevealScreen";
import { ScoringScreen } from "./ScoringScreen";

export type ScreenPhaseProps = { shared: SharedView; joinOrigin: string };

/** What the projector shows in each phase. */
export const screenPhases = {
  lobby: LobbyScreen,
  briefing: BriefingScreen,
  exploring: ExploringScreen,
  racing: RacingScreen,
  scoring: ScoringScreen,
  reveal: RevealScreen,
  debrief: DebriefScreen,
  podium: PodiumScreen,
  closed: ClosedScreen,
} as const satisfies Record<Phase, ComponentType<ScreenPhaseProps>>;
