"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Leaderboard as LeaderboardBars } from "@/app/_ui/charts/Leaderboard";
import { useTeamNameText } from "@/app/_ui/TeamName";
import type { TeamId } from "@/core/game/identifiers";
import type { LessonTotalView, TeamView } from "@/core/game/view";
import { splitRanking } from "./split-ranking";

type Props = {
  totals: readonly LessonTotalView[];
  teams: readonly TeamView[];
  /** The viewer's own team; null on host and projector. */
  highlightTeamId: TeamId | null;
  /** More teams than this are drawn in several columns; without it there is one. */
  rowsPerColumn?: number;
};

const mostPoints = 100;

/** Standing of the lesson: mean points over the rounds that a team played; ties are drawn as ties. */
export function Leaderboard({ totals, teams, highlightTeamId, rowsPerColumn }: Props) {
  const translate = useTranslations("reveal");
  const format = useFormatter();
  const nameText = useTeamNameText();
  const numbers = new Map(teams.map((team) => [team.teamId, team.teamNumber]));
  const rows = totals.flatMap((total) => {
    const teamNumber = numbers.get(total.teamId);
    if (teamNumber === undefined) return [];
    const { rank, meanPoints, roundsPlayed } = total;
    return [{ teamNumber, rank, points: meanPoints, roundsPlayed, isOwn: total.teamId === highlightTeamId }];
  });
  const first = rows[0];
  if (first === undefined) return <p className="text-ink-2">{translate("noTotals")}</p>;
  const columns = splitRanking(rows, rowsPerColumn ?? rows.length);
  const isEven = rows.every((row) => row.roundsPlayed === first.roundsPlayed);
  const list = format.list(
    rows.map((row) =>
      translate("roundsOfTeam", { team: nameText(row.teamNumber), rounds: row.roundsPlayed }),
    ),
  );
  return (
    <>
      <div
        className="grid gap-x-s6"
        style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` }}
      >
        {columns.map((column) => (
          <LeaderboardBars key={column[0]?.teamNumber} rows={column} mostPoints={mostPoints} />
        ))}
      </div>
      <p className="mt-s3 text-small text-ink-2">
        {isEven
          ? translate("meanOverRounds", { rounds: first.roundsPlayed })
          : translate("meanOverOwnRounds", { list })}
      </p>
    </>
  );
}
