"use client";

import { useTranslations } from "next-intl";
import { positionOf } from "@/core/figures/scale";
import { textWidth } from "@/core/figures/text-width";
import { LeaderLabel } from "./Axes";
import { CurveAxes, curvePlot, Playhead } from "./CurveAxes";
import type { DuelCurves } from "./duel-curves";
import { duelCurvesLayout } from "./duel-curves-layout";
import type { ErrorKind } from "./error-kind";
import { useChartNumbers } from "./use-chart-numbers";
import type { ChartSize } from "./use-chart-size";
import { useDuelWords } from "./use-duel-words";

type Props = {
  size: ChartSize & { height: number };
  runs: readonly DuelCurves[];
  stepBudget: number;
  chanceError: number;
  errorKind: ErrorKind;
  playheadStep: number | null;
  isCompact: boolean;
};

/** A line for each design of a duel, the second one dashed, each with the range of its seeds. */
export function DuelDrawing(props: Props) {
  const { size, runs, stepBudget, chanceError, errorKind, playheadStep, isCompact } = props;
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const { nameOf } = useDuelWords();
  const { height, labelSize } = size;
  const knob = runs[0]?.side.knob ?? "depth";
  const labelOf = (value: number, error: number) =>
    translate("duelSide", { name: nameOf(knob, value), error: numbers.error(error) });
  const words = [
    translate("chance", { value: numbers.plain(chanceError) }),
    // As wide as beside other pilots, so that the axes stay where they are.
    translate("validationValue", { value: numbers.error(chanceError) }),
    ...runs.map((run) => labelOf(run.side.value, chanceError)),
  ];
  const widest = Math.max(...words.map((text) => textWidth(text, labelSize)));
  const plot = curvePlot(size, { widest, isCompact });
  const { x, y, sides, chanceLabelY } = duelCurvesLayout(runs, {
    ...{ stepBudget, chanceError, plot },
    labelGap: labelSize * 1.4,
  });
  const dash = (index: number) => (index === 0 ? undefined : `${labelSize * 0.6} ${labelSize * 0.35}`);
  return (
    <>
      <CurveAxes {...{ x, y, plot, height, labelSize, isCompact, chanceError, errorKind, chanceLabelY }} />
      {sides.map((side, index) => (
        <g key={side.value} fill="none" stroke="var(--ink)" strokeLinejoin="round">
          <path d={side.bandPath} fill="var(--ink)" fillOpacity={index === 0 ? 0.16 : 0.07} stroke="none" />
          <path d={side.path} strokeWidth="var(--w-line)" strokeDasharray={dash(index)} />
        </g>
      ))}
      {playheadStep !== null && playheadStep >= x.domain[0] && (
        <Playhead x={Math.min(plot.right, positionOf(x, playheadStep))} plot={plot} labelSize={labelSize} />
      )}
      {sides.map(
        (side, index) =>
          side.end && (
            <g key={side.value}>
              <LeaderLabel
                fromX={side.end.x + labelSize * 0.5}
                fromY={side.end.y}
                x={plot.right + labelSize * 0.6}
                y={side.labelY}
                labelSize={labelSize}
                text={labelOf(side.value, side.end.error)}
                isStrong={index === 0}
              />
              <circle
                cx={side.end.x}
                cy={side.end.y}
                r={labelSize * 0.3}
                fill={index === 0 ? "var(--ink)" : "var(--paper)"}
                stroke="var(--ink)"
                strokeWidth="var(--w-rule)"
              />
            </g>
          ),
      )}
    </>
  );
}
