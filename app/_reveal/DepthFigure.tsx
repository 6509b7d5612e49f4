"use client";

import { useTranslations } from "next-intl";
import { DepthScatter } from "@/app/_ui/charts/DepthScatter";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import type { TeamId } from "@/core/game/identifiers";
import { chanceError } from "@/core/game/race";
import type { FigureView, TeamView } from "@/core/game/view";
import type { Deck, Hypothesis } from "@/core/tasks/deck";
import { predictionPoints, scatterRuns } from "./depth-figure-data";
import { reportedDirection } from "./reported-claims";

type Props = {
  deck: Deck;
  figure: FigureView;
  teams: readonly TeamView[];
  /** What the viewer drew: one error per depth of the grid. */
  prediction: readonly number[] | null;
  highlightTeamId: TeamId | null;
  /** The revealed rule; with it the reported direction is drawn where the slides claim one. */
  hypothesis?: Hypothesis | null;
  /** A projector has no controls. */
  withoutControls?: boolean;
  /** Where the page says the title itself. */
  hideTitle?: boolean;
};

/** The class's runs over depth beside our bank, the reported direction and the viewer's own drawing. */
export function DepthFigure(props: Props) {
  const { deck, figure, teams, prediction, highlightTeamId, hypothesis = null } = props;
  const { withoutControls = false, hideTitle = false } = props;
  const translate = useTranslations("reveal");
  const translateChart = useTranslations("charts");
  const errorKind = errorKindOf(deck);
  const { depths } = deck.designGrid;
  const better = hypothesis === null ? null : reportedDirection(hypothesis);
  const seeds = figure.measured[0]?.replicaCount;
  const bank = figure.measured.map(({ depth, meanError }) => ({ depth, error: meanError }));
  const caption = [
    translateChart(`errorMeans.${errorKind}`),
    better === null ? translate("captionNoReport") : translate("captionReported"),
    seeds === undefined ? translate("captionNoBank") : translate("captionBank", { seeds }),
    translate("captionMarks"),
  ].join(" ");
  return (
    <DepthScatter
      title={translate("figureTitle")}
      subtitle={translate("figureSubtitle", {
        inputDimension: deck.inputDimension,
        samples: deck.trainingSampleCount,
        tests: deck.testSampleCount,
      })}
      caption={caption}
      runs={scatterRuns(figure, teams, highlightTeamId)}
      depths={depths}
      chanceError={chanceError}
      errorKind={errorKind}
      bank={bank.length === 0 ? undefined : bank}
      reported={better === null ? undefined : { better, label: translate(`reportedArrow.${better}`) }}
      prediction={predictionPoints(depths, prediction) ?? undefined}
      ownLabel={translate("you")}
      withoutControls={withoutControls}
      hideTitle={hideTitle}
    />
  );
}
