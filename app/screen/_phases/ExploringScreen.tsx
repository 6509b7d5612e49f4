"use client";

import { useTranslations } from "next-intl";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import { creditMarks } from "@/app/screen/_frame/credit-marks";
import { RoundLine } from "@/app/screen/_frame/RoundLine";
import { roundCounts } from "@/app/screen/_frame/round-counts";
import { ScreenFrame } from "@/app/screen/_frame/ScreenFrame";
import { SessionClock } from "@/app/screen/_frame/SessionClock";
import type { SharedView, TeamView } from "@/core/game/view";

/** Who has committed and what was spent; no error, no design. */
export function ExploringScreen({ shared }: { shared: SharedView }) {
  const translate = useTranslations("screen");
  const teams = shared.teams.filter((team) => team.progress !== null);
  const counts = roundCounts(shared.counts);
  const { creditsPerMark } = creditMarks(0, teams.length);
  return (
    <ScreenFrame
      title={translate("exploringTitle")}
      subtitle={<RoundLine shared={shared} />}
      aside={<SessionClock stacked label={translate("untilRace")} />}
      footer={translate("exploringFooter", { credits: creditsPerMark })}
    >
      <p className="mb-s4 text-h2">
        {translate("committedCount", { done: counts.committed, total: counts.teams })}{" "}
        <span className="text-lead text-ink-2">{translate("pilotsRun", { pilots: counts.pilots })}</span>
      </p>
      <ul
        className={`m-0 grid list-none content-start gap-x-s7 p-0 ${teams.length > 8 ? "grid-cols-2" : ""} ${teams.length > 16 ? "grid-cols-3" : ""}`}
      >
        {teams.map((team) => (
          <TeamLine key={team.teamId} team={team} teamCount={teams.length} />
        ))}
      </ul>
    </ScreenFrame>
  );
}

function TeamLine({ team, teamCount }: { team: TeamView; teamCount: number }) {
  const translate = useTranslations("screen");
  const { progress } = team;
  if (progress === null) return null;
  const { spent, total } = creditMarks(progress.creditsSpent, teamCount);
  return (
    <li className="grid grid-cols-[auto_8em_1fr_auto] items-center gap-x-s4 border-t rule-faint py-s2 leading-tight">
      <Stamp teamNumber={team.teamNumber} size="calc(60 * var(--unit))" hollow={!progress.hasCommitted} />
      <TeamName teamNumber={team.teamNumber} withKanji={teamCount <= 8} />
      <span>
        <span className="flex gap-[calc(6*var(--unit))]" aria-hidden="true">
          {Array.from({ length: total }, (_, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its position
              key={index}
              className={`inline-block h-[calc(26*var(--unit))] w-[calc(18*var(--unit))] border ${index < spent ? "border-ink bg-ink" : "border-line-strong"}`}
            />
          ))}
        </span>
        <span className="visually-hidden">
          {translate("creditsSpent", { credits: progress.creditsSpent })}
        </span>
      </span>
      <span className="text-small text-ink-2">
        {progress.hasCommitted
          ? translate("sealed")
          : translate("pilotsOfTeam", { pilots: progress.pilotCount, clues: progress.clueCount })}
      </span>
    </li>
  );
}
