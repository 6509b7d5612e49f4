"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useTraining } from "@/app/_training/TrainingProvider";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import { Notice } from "@/app/_ui/Notice";
import { Column } from "../_player/Column";
import type { RoundProps } from "../_player/phase-props";
import { ReplicaMarks } from "./ReplicaMarks";
import { replicaStates } from "./race-marks";

/** The server counts; late replicas still count too. */
export function Scoring({ shared, round, teamRound }: RoundProps) {
  const translate = useTranslations("play.scoring");
  const format = useFormatter();
  const race = useTraining((state) => state.race);
  return (
    <Column>
      <h1 className="text-h2">{translate("title")}</h1>
      <Notice kind="waiting">
        {translate(errorKindOf(round.deck) === "distance" ? "textPicture" : "text", {
          count: format.number(round.deck.testSampleCount),
        })}
      </Notice>
      <ReplicaMarks replicas={replicaStates(race, teamRound.replicas)} isAlone={shared.mode === "solo"} />
    </Column>
  );
}
