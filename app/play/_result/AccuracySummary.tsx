"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { TeamScore } from "@/core/game/session-state";
import type { RevealView } from "@/core/game/view";
import { standardError } from "@/core/numerics/statistics";
import type { Design } from "@/core/training/design";
import { useDesignText } from "../_player/DesignText";

type Props = {
  readonly score: Pick<TeamScore, "meanError" | "errors">;
  readonly reveal: Pick<RevealView, "oracleError" | "houseDesign">;
  readonly design: Design | null;
};

/** The own design's error beside that of the best design that is known, each with its knobs. */
export function AccuracySummary({ score, reveal, design }: Props) {
  const translate = useTranslations("play.result");
  const format = useFormatter();
  const designText = useDesignText();
  const error = (value: number) =>
    format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return (
    <>
      {design !== null && (
        <p className="text-ink">
          {translate("yourDesign", {
            mean: error(score.meanError),
            error: error(standardError(score.errors)),
            design: designText(design),
          })}
        </p>
      )}
      {reveal.oracleError !== null && (
        <p>
          {translate("bestKnown", {
            error: error(reveal.oracleError),
            design: designText(reveal.houseDesign),
          })}
        </p>
      )}
    </>
  );
}
