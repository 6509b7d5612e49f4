"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Leaderboard } from "@/app/_reveal/Leaderboard";
import { ButtonLink } from "@/app/_ui/Button";
import { Stamp } from "@/app/_ui/Stamp";
import { Column } from "../_player/Column";
import { ownTeam, type PhaseProps } from "../_player/phase-props";

/** Where the teams stand after the last round; ties are ties. */
export function Podium({ shared, own }: PhaseProps) {
  const translate = useTranslations("play.podium");
  const translateCommon = useTranslations("common");
  const format = useFormatter();
  const team = ownTeam({ shared, own });
  const total = shared.totals.find((candidate) => candidate.teamId === own.teamId) ?? null;
  const isTied =
    total !== null &&
    shared.totals.some((other) => other.rank === total.rank && other.teamId !== total.teamId);
  const isSolo = shared.mode === "solo";

  return (
    <Column>
      <section className="flex items-center gap-s4">
        {team !== null && <Stamp teamNumber={team.teamNumber} size="72px" />}
        <div>
          <h1 className="text-h2">
            {total === null
              ? translate("noPlace")
              : isSolo && shared.totals.length < 2
                ? translate("soloTitle")
                : translate(isTied ? "tiedPlace" : "place", { rank: total.rank })}
          </h1>
          {total !== null && (
            <p className="text-ink-2">
              {translate("points", {
                points: format.number(total.meanPoints, {
                  minimumFractionDigits: 1,
                  maximumFractionDigits: 1,
                }),
                rounds: total.roundsPlayed,
              })}
            </p>
          )}
        </div>
      </section>
      {(!isSolo || shared.totals.length > 1) && (
        <Leaderboard totals={shared.totals} teams={shared.teams} highlightTeamId={own.teamId} />
      )}
      {isSolo && (
        <div className="flex flex-wrap gap-s2">
          <ButtonLink href="/solo" variant="primary">
            {translate("again")}
          </ButtonLink>
          <ButtonLink href="/">{translateCommon("home")}</ButtonLink>
        </div>
      )}
    </Column>
  );
}
