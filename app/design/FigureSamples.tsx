"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DepthScatter } from "@/app/_ui/charts/DepthScatter";
import { DrawPrediction } from "@/app/_ui/charts/DrawPrediction";
import { EvidenceKey } from "@/app/_ui/charts/EvidenceKey";
import { Leaderboard } from "@/app/_ui/charts/Leaderboard";
import { LearningCurves } from "@/app/_ui/charts/LearningCurves";
import { RaceDiagram } from "@/app/_ui/charts/RaceDiagram";
import { ScoreBars } from "@/app/_ui/charts/ScoreBars";
import {
  sampleBank,
  sampleDepths,
  sampleLeaderboard,
  sampleProved,
  sampleRace,
  sampleRuns,
  sampleSeeds,
  sampleStepBudget,
} from "./sample-data";

export function FigureSamples({ isProjector }: { isProjector: boolean }) {
  const translate = useTranslations("design");
  const [drawn, setDrawn] = useState<(number | null)[]>([0.35, 0.22, null, null, null]);
  return (
    <div className="grid gap-s6">
      <RaceDiagram
        title={translate("race")}
        caption={translate("sampleNote")}
        teams={sampleRace}
        stepBudget={sampleStepBudget}
        chanceError={0.5}
        playheadStep={1700}
        withoutControls={isProjector}
      />
      <div className={isProjector ? "grid gap-s6" : "grid gap-s6 lg:grid-cols-2"}>
        <LearningCurves
          title={translate("pilot")}
          caption={translate("sampleNote")}
          seeds={sampleSeeds}
          stepBudget={sampleStepBudget}
          chanceError={0.5}
          playheadStep={1800}
        />
        <LearningCurves
          title={translate("pilotCompact")}
          seeds={sampleSeeds.slice(0, 1)}
          stepBudget={sampleStepBudget}
          chanceError={0.5}
          playheadStep={null}
          isCompact
        />
        <DepthScatter
          title={translate("scatter")}
          caption={translate("sampleNote")}
          runs={sampleRuns}
          depths={sampleDepths}
          chanceError={0.5}
          bank={sampleBank}
          proved={{ label: translate("proved"), points: sampleProved }}
          reported={{ better: "deeper", label: translate("reported") }}
          ownLabel={translate("you")}
          withoutControls={isProjector}
        />
        <div className="grid content-start gap-s5">
          <DrawPrediction
            label={translate("draw")}
            depths={sampleDepths}
            chanceError={0.5}
            values={drawn}
            onChange={setDrawn}
          />
          <EvidenceKey />
        </div>
      </div>
      <ScoreBars
        parts={[
          { id: "accuracy", label: translate("accuracy"), points: 42.7, most: 60 },
          { id: "belief", label: translate("belief"), points: 27.2, most: 30 },
          { id: "thrift", label: translate("thrift"), points: 3.5, most: 10 },
        ]}
      />
      <Leaderboard rows={sampleLeaderboard} mostPoints={200} />
    </div>
  );
}
