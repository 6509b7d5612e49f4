"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { Notice } from "@/app/_ui/Notice";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import { Column } from "../_player/Column";
import { LateLobbyTeams } from "../_player/late-screens";
import { ownTeam, type PhaseProps } from "../_player/phase-props";
import { SoloNext } from "../_player/SoloNext";

const LatePeopleAtDevice = lazy(async () => ({ default: (await import("./PeopleAtDevice")).PeopleAtDevice }));

/** Before the first round: the own team, and where teams are chosen the other ones. */
export function Lobby(props: PhaseProps) {
  const { shared, own } = props;
  const translate = useTranslations("play.lobby");
  const team = ownTeam(props);
  if (shared.mode === "solo") {
    return (
      <Column>
        <h1 className="text-h2">{translate("soloTitle")}</h1>
        <SoloNext shared={shared} label={translate("soloStart")} />
      </Column>
    );
  }
  return (
    <Column>
      {team !== null && (
        <section className="flex items-center gap-s4">
          <Stamp teamNumber={team.teamNumber} size="88px" />
          <div className="min-w-0">
            <h1 className="text-h2">
              <TeamName teamNumber={team.teamNumber} withKanji />
            </h1>
            {team.name !== null && <p className="truncate font-medium">{team.name}</p>}
            <p className="leading-snug">{translate("you", { name: own.name })}</p>
          </div>
        </section>
      )}
      <Notice kind="waiting" title={translate("waitingTitle")}>
        {translate("waitingText")}
      </Notice>
      {/* Beside this page: the seat stays connected. */}
      <a
        href="/tutorial"
        target="_blank"
        className="inline-flex min-h-11 items-center underline underline-offset-4"
        rel="noopener"
      >
        {translate("tutorial")}
      </a>
      {shared.seatsPerTeam > 1 && (
        <Suspense fallback={null}>
          <LateLobbyTeams {...props} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        <LatePeopleAtDevice {...props} />
      </Suspense>
    </Column>
  );
}
