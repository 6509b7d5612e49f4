"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useTraining } from "@/app/_training/TrainingProvider";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import { LearningCurves } from "@/app/_ui/charts/LearningCurves";
import { LiveRegion } from "@/app/_ui/LiveRegion";
import { Notice } from "@/app/_ui/Notice";
import { chanceError, raceReplicaCount } from "@/core/game/race";
import { Column } from "../_player/Column";
import { DesignText } from "../_player/DesignText";
import { DeviceLine } from "../_player/DeviceLine";
import type { RoundProps } from "../_player/phase-props";
import { seedCurvesOf } from "../_player/seed-curves";
import { ReplicaMarks } from "./ReplicaMarks";
import { replicaStates } from "./race-marks";

/** The committed design trains with the five common seeds, here and on the teammates' devices. */
export function Racing({ shared, round, teamRound }: RoundProps) {
  const translate = useTranslations("play.racing");
  const format = useFormatter();
  const race = useTraining((state) => state.race);
  const replicas = replicaStates(race, teamRound.replicas);
  const curves = race.map((replica) => replica.curve).filter((curve) => curve.points.length > 0);
  const training = race.find((replica) => replica.status === "training");
  const step = training?.curve.points.at(-1)?.step ?? 0;
  const doneCount = teamRound.replicas.length;

  return (
    <Column>
      <div>
        <h1 className="text-h2">{translate("title")}</h1>
        {teamRound.commitment !== null && (
          <p className="mt-s1 text-ink-2">
            <DesignText design={teamRound.commitment.design} />
            {teamRound.commitment.isAutomatic && <> · {translate("automatic")}</>}
          </p>
        )}
      </div>
      <ReplicaMarks replicas={replicas} isAlone={shared.mode === "solo"} />
      <LearningCurves
        title={translate("curveTitle")}
        subtitle={
          training === undefined
            ? undefined
            : translate("step", { step: format.number(step), total: format.number(round.deck.stepBudget) })
        }
        seeds={seedCurvesOf(curves)}
        stepBudget={round.deck.stepBudget}
        chanceError={chanceError}
        errorKind={errorKindOf(round.deck)}
        playheadStep={training === undefined ? null : step}
        isCompact
      />
      <LiveRegion message={translate("done", { done: doneCount, total: raceReplicaCount })} />
      <Notice kind={doneCount === raceReplicaCount ? "waiting" : "note"}>
        {translate(doneCount === raceReplicaCount ? "allIn" : "keepOpen")}
      </Notice>
      <DeviceLine />
    </Column>
  );
}
