"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DepthFigure } from "@/app/_reveal/DepthFigure";
import { Button } from "@/app/_ui/Button";
import { DrawPrediction } from "@/app/_ui/charts/DrawPrediction";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import { chanceError } from "@/core/game/race";
import type { RoundView } from "@/core/game/view";
import type { PhaseProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { useCommand } from "../_player/use-command";

type Props = PhaseProps & { readonly round: RoundView };

/** The class's runs over depth: locked until this viewer has drawn what it expects, or the host unlocks it. */
export function FigurePage({ shared, own, round }: Props) {
  const figure = shared.figure ?? own.figure;
  if (figure === null) return <Locked shared={shared} own={own} round={round} />;
  return (
    <DepthFigure
      deck={round.deck}
      figure={figure}
      teams={shared.teams}
      prediction={own.figurePrediction}
      highlightTeamId={own.teamId}
      hypothesis={shared.reveal?.hypothesis ?? null}
    />
  );
}

function Locked({ shared, round }: Props) {
  const translate = useTranslations("play.figure");
  const translateChart = useTranslations("charts");
  const errorKind = errorKindOf(round.deck);
  const { run, refusal, isBusy } = useCommand();
  const { depths } = round.deck.designGrid;
  const [values, setValues] = useState<(number | null)[]>(() => depths.map(() => null));
  const errors = values.flatMap((value) => (value === null ? [] : [clampShare(value)]));
  const missingCount = depths.length - errors.length;

  return (
    <section className="flex flex-col gap-s4">
      <div>
        <h2 className="text-h2">{translate("title")}</h2>
        <p className="mt-s1 text-ink-2">
          {translate("text")} {translateChart(`errorMeans.${errorKind}`)}
        </p>
      </div>
      <div className="max-w-[760px] bg-paper-sunk p-3">
        <DrawPrediction
          label={translate("label")}
          depths={depths}
          chanceError={chanceError}
          errorKind={errorKind}
          values={values}
          onChange={setValues}
        />
      </div>
      <RefusalNotice refusal={refusal} />
      <Button
        variant="primary"
        size="large"
        className="max-w-[760px]"
        disabled={missingCount > 0}
        detail={missingCount > 0 ? translate("missing", { count: missingCount }) : undefined}
        onClick={() => {
          if (!isBusy) void run("figure:predict", { phaseSequence: shared.phaseSequence, errors });
        }}
      >
        {translate("lock")}
      </Button>
      {shared.mode === "class" && (
        <p className="text-ink-2">{translate("predicted", { count: round.predictedCount })}</p>
      )}
    </section>
  );
}

function clampShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}
