"use client";

import { useTranslations } from "next-intl";
import { positionOf } from "@/core/figures/scale";
import { textWidth } from "@/core/figures/text-width";
import { LeaderLabel } from "./Axes";
import { CurveAxes, curvePlot, Playhead } from "./CurveAxes";
import type { ErrorKind } from "./error-kind";
import { type SweptCurves, sweepCurvesLayout } from "./sweep-curves-layout";
import { useChartNumbers } from "./use-chart-numbers";
import type { ChartSize } from "./use-chart-size";

type Props = {
  size: ChartSize & { height: number };
  runs: readonly SweptCurves[];
  stepBudget: number;
  chanceError: number;
  errorKind: ErrorKind;
  playheadStep: number | null;
  isCompact: boolean;
};

/** A hairline per learning rate, named at its end; the best rate stands out, training errors stay behind. */
export function SweepDrawing(props: Props) {
  const { size, runs, stepBudget, chanceError, errorKind, playheadStep, isCompact } = props;
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const { height, labelSize } = size;
  const nameOf = (learningRate: number) => translate("rateValue", { rate: numbers.plain(learningRate) });
  const words = [
    translate("chance", { value: numbers.plain(chanceError) }),
    // As wide as beside other pilots, so that the axes stay where they are.
    translate("validationValue", { value: numbers.error(chanceError) }),
    ...runs.map((run) => nameOf(run.learningRate)),
  ];
  const widest = Math.max(...words.map((text) => textWidth(text, labelSize)));
  const plot = curvePlot(size, { widest, isCompact });
  const layout = sweepCurvesLayout(runs, { stepBudget, chanceError, plot, labelGap: labelSize * 1.25 });
  const { x, y } = layout;
  return (
    <>
      <CurveAxes
        {...{ x, y, plot, height, labelSize, isCompact, chanceError, errorKind }}
        chanceLabelY={layout.chanceLabelY}
      />
      <g fill="none" stroke="var(--ink)" strokeLinejoin="round">
        {layout.runs.map((run) => (
          <g key={run.runIndex}>
            <path d={run.trainingPath} strokeWidth="var(--w-hair)" opacity={0.35} />
            <path d={run.validationPath} strokeWidth={run.isBest ? "var(--w-line)" : "var(--w-thin)"} />
          </g>
        ))}
      </g>
      {playheadStep !== null && playheadStep >= x.domain[0] && (
        <Playhead x={Math.min(plot.right, positionOf(x, playheadStep))} plot={plot} labelSize={labelSize} />
      )}
      {layout.runs.map(
        (run) =>
          run.end && (
            <g key={run.runIndex}>
              {run.labelY !== null && (
                <LeaderLabel
                  fromX={run.end.x + labelSize * 0.4}
                  fromY={run.end.y}
                  x={plot.right + labelSize * 0.6}
                  y={run.labelY}
                  labelSize={labelSize}
                  text={nameOf(run.learningRate)}
                  isStrong={run.isBest}
                />
              )}
              <circle
                cx={run.end.x}
                cy={run.end.y}
                r={labelSize * (run.isBest ? 0.3 : 0.18)}
                fill="var(--ink)"
              />
            </g>
          ),
      )}
    </>
  );
}
