"use client";

import { useTranslations } from "next-intl";
import type { TeamId } from "@/core/game/identifiers";
import type { SharedView } from "@/core/game/view";
import { Leaderboard } from "./Leaderboard";

type Props = {
  shared: SharedView;
  /** The viewer's own team; null on the projector. */
  highlightTeamId: TeamId | null;
  /** Only this many of the first are shown; a projector has one screen. */
  mostTeams?: number;
  rowsPerColumn?: number;
};

/** Where the teams stand between the rounds; nothing in a lesson of one round, whose podium follows at once. */
export function StandingAfterRound({ shared, highlightTeamId, mostTeams, rowsPerColumn }: Props) {
  const translate = useTranslations("reveal");
  if (shared.roundCount < 2 || shared.totals.length === 0) return null;
  return (
    <section className="mt-s4 border-t rule-ink pt-s3">
      <h2 className="mb-s2 text-lead">{translate("standingAfter", { rounds: shared.roundNumber })}</h2>
      <Leaderboard
        totals={shared.totals.slice(0, mostTeams ?? shared.totals.length)}
        teams={shared.teams}
        highlightTeamId={highlightTeamId}
        {...(rowsPerColumn === undefined ? {} : { rowsPerColumn })}
      />
    </section>
  );
}
