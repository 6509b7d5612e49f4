"use client";

import { useTranslations } from "next-intl";
import { Leaderboard } from "@/app/_reveal/Leaderboard";
import { ButtonLink } from "@/app/_ui/Button";
import { Column } from "../_player/Column";
import type { PhaseProps } from "../_player/phase-props";

/** The session is over. */
export function Closed({ shared, own }: PhaseProps) {
  const translate = useTranslations("play.closed");
  const translateCommon = useTranslations("common");
  return (
    <Column>
      <div>
        <h1 className="text-h2">{translate("title")}</h1>
        <p className="mt-s2 text-ink-2">{translate("text")}</p>
      </div>
      {shared.mode === "class" && (
        <Leaderboard totals={shared.totals} teams={shared.teams} highlightTeamId={own.teamId} />
      )}
      <div className="flex flex-wrap gap-s2">
        <ButtonLink href="/solo" variant="primary">
          {translate("playAlone")}
        </ButtonLink>
        <ButtonLink href="/">{translateCommon("home")}</ButtonLink>
      </div>
    </Column>
  );
}
