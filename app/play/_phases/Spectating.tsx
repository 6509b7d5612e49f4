"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/app/_ui/Notice";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import { raceReplicaCount } from "@/core/game/race";
import { Column } from "../_player/Column";
import type { PhaseProps } from "../_player/phase-props";
import { TaskSizes } from "../_player/TaskSizes";

/** For a seat that came after the round had begun: what the others do, and when it goes on for this seat. */
export function Spectating({ shared }: PhaseProps) {
  const translate = useTranslations("play.spectating");
  const playing = shared.teams.flatMap((team) =>
    team.progress === null ? [] : [{ ...team, progress: team.progress }],
  );
  return (
    <Column>
      <h1 className="text-h2">{translate("title")}</h1>
      <Notice kind="waiting">{translate("text")}</Notice>
      {shared.round !== null && <TaskSizes deck={shared.round.deck} />}
      <section className="border-t rule-ink pt-s3">
        <h2>{translate("teams")}</h2>
        <ul className="mt-s2">
          {playing.map((team) => (
            <li key={team.teamId} className="flex items-center gap-s3 border-b rule-faint py-s2 leading-snug">
              <Stamp teamNumber={team.teamNumber} />
              <span className="min-w-0 flex-1">
                <TeamName teamNumber={team.teamNumber} withKanji />
                <span className="block text-small text-ink-2">
                  {translate("progress", {
                    pilots: team.progress.pilotCount,
                    replicas: team.progress.replicasIn.length,
                    total: raceReplicaCount,
                  })}
                </span>
              </span>
              <span>{translate(team.progress.hasCommitted ? "committed" : "exploring")}</span>
            </li>
          ))}
        </ul>
      </section>
    </Column>
  );
}
