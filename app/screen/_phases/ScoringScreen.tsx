"use client";

import { useTranslations } from "next-intl";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import { CountedMarks } from "@/app/screen/_frame/CountedMarks";
import { RoundLine } from "@/app/screen/_frame/RoundLine";
import { roundCounts } from "@/app/screen/_frame/round-counts";
import { ScreenFrame } from "@/app/screen/_frame/ScreenFrame";
import { raceReplicaCount } from "@/core/game/race";
import type { SharedView } from "@/core/game/view";

/** The sealed test is opened: runs that are in, counted. */
export function ScoringScreen({ shared }: { shared: SharedView }) {
  const translate = useTranslations("screen");
  const teams = shared.teams.filter((team) => team.progress !== null);
  const counts = roundCounts(shared.counts);
  return (
    <ScreenFrame
      title={translate("scoringTitle")}
      subtitle={<RoundLine shared={shared} />}
      footer={translate("scoringFooter", { tests: shared.round?.deck.testSampleCount ?? 0 })}
    >
      <p className="mb-s5 text-h2">
        {translate("replicasIn", { done: counts.replicas, total: counts.replicasExpected })}
      </p>
      <ul className={`m-0 grid list-none gap-x-s7 p-0 ${teams.length > 8 ? "grid-cols-3" : "grid-cols-2"}`}>
        {teams.map((team) => (
          <li
            key={team.teamId}
            className="grid grid-cols-[auto_1fr_auto] items-center gap-x-s4 border-t rule-faint py-s3 text-lead"
          >
            <Stamp teamNumber={team.teamNumber} size="calc(64 * var(--unit))" />
            <TeamName teamNumber={team.teamNumber} withKanji={teams.length <= 8} />
            <span className="text-h2">
              <CountedMarks filled={team.progress?.replicasIn.length ?? 0} total={raceReplicaCount} />
              <span className="visually-hidden">
                {translate("replicasIn", {
                  done: team.progress?.replicasIn.length ?? 0,
                  total: raceReplicaCount,
                })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </ScreenFrame>
  );
}
