"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName, useTeamNameText } from "@/app/_ui/TeamName";
import type { TeamId } from "@/core/game/identifiers";
import type { LessonTotalView, TeamView } from "@/core/game/view";

type Props = {
  totals: readonly LessonTotalView[];
  teams: readonly TeamView[];
  /** The viewer's own team; null on host and projector. */
  highlightTeamId: TeamId | null;
};

/** Standing of the lesson: mean points over the rounds played. Equal teams share a rank and are joined by a bracket. */
export function Leaderboard({ totals, teams, highlightTeamId }: Props) {
  const translate = useTranslations("reveal");
  const nameText = useTeamNameText();
  if (totals.length === 0) return <p className="text-ink-2">{translate("noTotals")}</p>;
  const tiedRanks = new Set(
    totals.map((total) => total.rank).filter((rank, index, ranks) => ranks.indexOf(rank) !== index),
  );
  const numberOf = (teamId: TeamId) => teams.find((team) => team.teamId === teamId)?.teamNumber;
  return (
    <ol className="m-0 list-none p-0">
      {totals.map((total) => {
        const teamNumber = numberOf(total.teamId);
        const isTied = tiedRanks.has(total.rank);
        return (
          <LeaderboardRow
            key={total.teamId}
            total={total}
            teamNumber={teamNumber ?? null}
            isTied={isTied}
            isOwn={total.teamId === highlightTeamId}
            label={translate(isTied ? "rankTied" : "rankAlone", {
              rank: total.rank,
              team: teamNumber === undefined ? translate("goneTeam") : nameText(teamNumber),
            })}
          />
        );
      })}
    </ol>
  );
}

type RowProps = {
  total: LessonTotalView;
  teamNumber: number | null;
  isTied: boolean;
  isOwn: boolean;
  label: string;
};

function LeaderboardRow({ total, teamNumber, isTied, isOwn, label }: RowProps) {
  const translate = useTranslations("reveal");
  const format = useFormatter();
  const points = format.number(total.meanPoints, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <li
      className="grid grid-cols-[3.2em_1fr_auto] items-center gap-x-s3 border-t rule-faint py-s2 leading-snug md:grid-cols-[3.2em_minmax(9em,0.8fr)_1.4fr_auto]"
      aria-current={isOwn ? "true" : undefined}
    >
      <span className="visually-hidden">{label}</span>
      <span
        aria-hidden="true"
        className={`text-h3 font-medium ${isTied ? "border-l-4 border-double border-ink pl-s2" : "pl-s2"}`}
      >
        {isTied ? translate("sharedRank", { rank: total.rank }) : total.rank}
      </span>
      <span className="flex min-w-0 items-center gap-s2">
        {teamNumber !== null && <Stamp teamNumber={teamNumber} size="2em" />}
        <span className={isOwn ? "min-w-0 bg-signal px-1 text-on-signal outline-2 outline-ink" : "min-w-0"}>
          {teamNumber === null ? translate("goneTeam") : <TeamName teamNumber={teamNumber} />}
        </span>
      </span>
      <span className="h-[0.7em] border border-ink max-md:hidden" aria-hidden="true">
        <span className="block h-full bg-ink" style={{ width: `${Math.min(100, total.meanPoints)}%` }} />
      </span>
      <span className="text-right">
        <span className="text-lead font-medium">{points}</span>
        <span className="block text-small text-ink-2">
          {translate("meanOf", { rounds: total.roundsPlayed })}
        </span>
      </span>
    </li>
  );
}
