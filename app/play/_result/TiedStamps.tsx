"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Stamp } from "@/app/_ui/Stamp";
import { useTeamNameText } from "@/app/_ui/TeamName";
import type { SharedView } from "@/core/game/view";

type Props = {
  readonly kind: "tiedTeams" | "groupTeams";
  /** The viewer's team first. */
  readonly teamIds: readonly string[];
  readonly teams: SharedView["teams"];
};

const mostStamps = 5;

/** Teams that share a place, side by side on one line: nobody of them is ahead. */
export function TiedStamps({ kind, teamIds, teams }: Props) {
  const translate = useTranslations("play.result");
  const format = useFormatter();
  const nameText = useTeamNameText();
  const numbers = teamIds.flatMap((teamId) => teams.find((team) => team.teamId === teamId)?.teamNumber ?? []);
  const shown = numbers.slice(0, mostStamps);
  // A large class's player knows the first teams only.
  const more = teamIds.length - shown.length;
  const moreText = more > 0 ? [translate("andMore", { count: more })] : [];
  const names = format.list([...shown.map(nameText), ...moreText], { type: "conjunction" });
  return (
    <div
      role="img"
      aria-label={translate(kind, { teams: names })}
      className="relative inline-flex items-center gap-s2"
    >
      <span className="absolute inset-x-2 top-1/2 border-t-[3px] rule-ink" aria-hidden="true" />
      {shown.map((teamNumber) => (
        <span key={teamNumber} className="relative bg-paper px-0.5">
          <Stamp teamNumber={teamNumber} size="24px" />
        </span>
      ))}
      {moreText.map((text) => (
        <span key={text} className="relative bg-paper px-0.5 text-small" aria-hidden="true">
          {text}
        </span>
      ))}
    </div>
  );
}
