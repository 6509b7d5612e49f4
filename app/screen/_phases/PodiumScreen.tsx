"use client";

import { useTranslations } from "next-intl";
import { Leaderboard } from "@/app/_reveal/Leaderboard";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import { ScreenFrame } from "@/app/screen/_frame/ScreenFrame";
import type { SharedView, TeamView } from "@/core/game/view";

const rowsPerColumn = 9;

/** The lesson's standing with its first place drawn large; shared places stay shared. */
export function PodiumScreen({ shared }: { shared: SharedView }) {
  const translate = useTranslations("screen");
  const firstIds = shared.totals.filter((total) => total.rank === 1).map((total) => total.teamId);
  const first = shared.teams.filter((team) => firstIds.includes(team.teamId));
  return (
    <ScreenFrame
      title={translate("podiumTitle")}
      subtitle={translate(first.length > 1 ? "podiumTied" : "podiumText")}
    >
      {shared.totals.length <= rowsPerColumn ? (
        <div className="grid flex-1 grid-cols-[calc(520*var(--unit))_minmax(0,1fr)] items-start gap-x-s7">
          <Winners teams={first} />
          <div className="min-w-0">
            <Leaderboard totals={shared.totals} teams={shared.teams} highlightTeamId={null} />
          </div>
        </div>
      ) : (
        <Leaderboard
          totals={shared.totals}
          teams={shared.teams}
          highlightTeamId={null}
          rowsPerColumn={rowsPerColumn}
        />
      )}
    </ScreenFrame>
  );
}

function Winners({ teams }: { teams: readonly TeamView[] }) {
  return (
    <ul className="m-0 grid list-none gap-s5 p-0">
      {teams.map((team) => (
        <li key={team.teamId} className="flex items-center gap-s5 text-h1 leading-tight">
          <Stamp teamNumber={team.teamNumber} size={`calc(${teams.length > 2 ? 130 : 240} * var(--unit))`} />
          <span className="min-w-0">
            <TeamName teamNumber={team.teamNumber} />
            {team.name !== null && <span className="block truncate text-h3 font-normal">{team.name}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
