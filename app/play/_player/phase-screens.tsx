import type { ComponentType } from "react";
import type { Phase } from "@/core/game/phase";
import { Exploring } from "../_cockpit/Exploring";
import { Briefing } from "../_phases/Briefing";
import { Closed } from "../_phases/Closed";
import { Debrief } from "../_phases/Debrief";
import { Lobby } from "../_phases/Lobby";
import { Podium } from "../_phases/Podium";
import { Racing } from "../_phases/Racing";
import { Reveal } from "../_phases/Reveal";
import { Scoring } from "../_phases/Scoring";
import { Spectating } from "../_phases/Spectating";
import { type PhaseProps, type RoundProps, roundProps } from "./phase-props";

/** The screen of each phase. */
export const phaseScreens = {
  lobby: Lobby,
  briefing: forThoseWhoPlay(Briefing),
  exploring: forThoseWhoPlay(Exploring),
  racing: forThoseWhoPlay(Racing),
  scoring: forThoseWhoPlay(Scoring),
  reveal: Reveal,
  debrief: Debrief,
  podium: Podium,
  closed: Closed,
} satisfies Record<Phase, ComponentType<PhaseProps>>;

/** A late seat has no team in the running round: it watches until the next one. */
function forThoseWhoPlay(Screen: ComponentType<RoundProps>): ComponentType<PhaseProps> {
  return function ScreenOrSpectating(props: PhaseProps) {
    const playing = roundProps(props);
    return playing === null ? <Spectating {...props} /> : <Screen {...playing} />;
  };
}
