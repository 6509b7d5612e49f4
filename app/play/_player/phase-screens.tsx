import type { ComponentType } from "react";
import type { Phase } from "@/core/game/phase";
import { Briefing } from "../_phases/Briefing";
import { Lobby } from "../_phases/Lobby";
import {
  LateClosed,
  LateDebrief,
  LateExploring,
  LatePodium,
  LateRacing,
  LateReveal,
  LateScoring,
  LateSpectating,
} from "./late-screens";
import { type PhaseProps, type RoundProps, roundProps } from "./phase-props";

/** The screen of each phase. */
export const phaseScreens = {
  lobby: Lobby,
  briefing: forThoseWhoPlay(Briefing),
  exploring: forThoseWhoPlay(LateExploring),
  racing: forThoseWhoPlay(RacingOrChoosing),
  scoring: forThoseWhoPlay(LateScoring),
  reveal: LateReveal,
  debrief: LateDebrief,
  podium: LatePodium,
  closed: LateClosed,
} satisfies Record<Phase, ComponentType<PhaseProps>>;

/** The host may have reopened the team in the race: it chooses once more, then it races. */
function RacingOrChoosing(props: RoundProps) {
  return props.teamRound.commitment === null ? <LateExploring {...props} /> : <LateRacing {...props} />;
}

/** A late seat has no team in the running round: it watches until the next one. */
function forThoseWhoPlay(Screen: ComponentType<RoundProps>): ComponentType<PhaseProps> {
  return function ScreenOrSpectating(props: PhaseProps) {
    const playing = roundProps(props);
    return playing === null ? <LateSpectating {...props} /> : <Screen {...playing} />;
  };
}
