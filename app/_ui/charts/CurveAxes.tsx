"use client";

import { useTranslations } from "next-intl";
import { positionOf, type Scale } from "@/core/figures/scale";
import { linearTicks, logTicks } from "@/core/figures/ticks";
import { ChanceLine, LeaderLabel, XAxis, YAxis } from "./Axes";
import type { ErrorKind } from "./error-kind";
import { useChartNumbers } from "./use-chart-numbers";

export type Plot = { left: number; right: number; top: number; bottom: number };

type Props = {
  x: Scale;
  y: Scale;
  plot: Plot;
  height: number;
  labelSize: number;
  isCompact: boolean;
  chanceError: number;
  errorKind: ErrorKind;
  /** Height of the word at the chance line, moved out of the way of others. */
  chanceLabelY: number;
};

/** Room for a figure of errors over steps, with words up to `widest` pixels at the ends of its lines. */
export function curvePlot(
  size: { width: number; height: number; labelSize: number },
  { widest, isCompact }: { widest: number; isCompact: boolean },
): Plot {
  const { width, height, labelSize } = size;
  return {
    left: labelSize * 2.4,
    right: width - widest - labelSize,
    top: isCompact ? labelSize * 0.7 : labelSize * 1.8,
    bottom: height - labelSize * (isCompact ? 1.9 : 3.4),
  };
}

/** Errors upwards, steps to the right on a log scale, and the line of chance with its word. */
export function CurveAxes(props: Props) {
  const { x, y, plot, height, labelSize, isCompact, chanceError, errorKind, chanceLabelY } = props;
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const chanceY = positionOf(y, chanceError);
  const mostTicks = Math.floor((plot.right - plot.left) / (labelSize * 4.2));
  const ticksY = linearTicks(0, y.domain[1], isCompact ? 3 : 6).filter(
    (value) => Math.abs(positionOf(y, value) - chanceY) > labelSize * 0.9,
  );
  const withLabel = (value: number) => ({ value, label: numbers.plain(value) });
  return (
    <>
      {!isCompact && (
        <text x={0} y={labelSize} fontSize={labelSize} style={{ fill: "var(--ink-2)" }}>
          {translate(`errorOf.${errorKind}`)}
        </text>
      )}
      <YAxis scale={y} ticks={ticksY.map(withLabel)} from={plot.left} to={plot.right} labelSize={labelSize} />
      <XAxis
        scale={x}
        ticks={logTicks(x.domain[0], x.domain[1], mostTicks).map(withLabel)}
        from={plot.top}
        to={plot.bottom}
        labelSize={labelSize}
      />
      {!isCompact && (
        <text
          x={plot.left}
          y={height - labelSize * 0.4}
          fontSize={labelSize}
          style={{ fill: "var(--ink-2)" }}
        >
          {translate("stepsLog")}
        </text>
      )}
      <ChanceLine y={chanceY} from={plot.left} to={plot.right} labelSize={labelSize} />
      <LeaderLabel
        fromX={plot.right}
        fromY={chanceY}
        x={plot.right + labelSize * 0.6}
        y={chanceLabelY}
        labelSize={labelSize}
        text={translate("chance", { value: numbers.plain(chanceError) })}
        withLeader={Math.abs(chanceLabelY - chanceY) > labelSize * 0.4}
      />
    </>
  );
}

/** Where a run is now: a thin line with a marker on the axis. */
export function Playhead({ x, plot, labelSize }: { x: number; plot: Plot; labelSize: number }) {
  const half = labelSize * 0.42;
  return (
    <g stroke="var(--ink)" strokeWidth="var(--w-thin)">
      <path d={`M${x} ${plot.top}V${plot.bottom}`} />
      <path
        d={`M${x} ${plot.bottom - half * 1.6}l${half} ${half * 1.6}h${-2 * half}z`}
        fill="var(--signal)"
      />
    </g>
  );
}
