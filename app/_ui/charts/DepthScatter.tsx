"use client";

import { useTranslations } from "next-intl";
import { emptiestHeight } from "@/core/figures/emptiest-height";
import { linearScale, positionOf, type Scale } from "@/core/figures/scale";
import { linearTicks } from "@/core/figures/ticks";
import { useTeamNameText } from "../TeamName";
import { ChanceLine, XAxis, YAxis } from "./Axes";
import { ChartFrame, type ChartTexts } from "./ChartFrame";
import type { ChartTable } from "./chart-table";
import {
  classMedians,
  type DepthValue,
  type DrawnRun,
  depthScale,
  drawRuns,
  type ScatterRun,
} from "./depth-scatter-layout";
import { BankMarks, ClassMedian, PencilLine, ProvedLine, ReportedArrow } from "./EvidenceMarks";
import type { ErrorKind } from "./error-kind";
import { TeamMark } from "./TeamMark";
import { useChartNumbers } from "./use-chart-numbers";
import type { ChartSize } from "./use-chart-size";

export type DepthScatterData = {
  runs: readonly ScatterRun[];
  /** Depths of the deck's grid, ascending. */
  depths: readonly number[];
  chanceError: number;
  errorKind?: ErrorKind;
  /** Measured by us before, never averaged with the class. */
  bank?: readonly DepthValue[] | undefined;
  /** What others report: a direction, no heights. */
  reported?: { better: "deeper" | "shallower"; label: string } | undefined;
  /** What is proved, computed as a limit. */
  proved?: { label: string; points: readonly DepthValue[] } | undefined;
  /** What the viewer drew before. */
  prediction?: readonly DepthValue[] | undefined;
};

type Props = Omit<ChartTexts, "description"> &
  DepthScatterData & {
    /** Words at the viewer's own final run, such as "you". */
    ownLabel?: string;
    withoutControls?: boolean;
    hideTitle?: boolean;
  };

/** Test error over depth: one stamp per run, three kinds of evidence in three styles. */
export function DepthScatter(props: Props) {
  const { runs, depths, chanceError, errorKind, bank, reported, proved, prediction, ownLabel, ...frame } =
    props;
  const data = {
    runs,
    depths,
    chanceError,
    errorKind: errorKind ?? "share",
    bank,
    reported,
    proved,
    prediction,
  };
  const table = useScatterTable(data);
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const summary = classMedians(runs).map(
    (point) => `${translate("depth")} ${point.depth}: ${translate("median")} ${numbers.error(point.error)}`,
  );
  return (
    <ChartFrame
      {...frame}
      description={[translate(`testErrorOf.${data.errorKind}`), ...summary].join("; ")}
      table={table}
      height={({ width, labelSize }) => Math.max(labelSize * 17, Math.min(width * 0.72, labelSize * 25))}
    >
      {(size) => <Drawing size={size} data={data} ownLabel={ownLabel} />}
    </ChartFrame>
  );
}

type DrawingProps = {
  size: ChartSize & { height: number };
  data: DepthScatterData;
  ownLabel: string | undefined;
};

function Drawing({ size, data, ownLabel }: DrawingProps) {
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const { width, height, labelSize } = size;
  const { runs, depths, chanceError } = data;
  const plot = { left: labelSize * 2.6, right: width, top: labelSize * 2, bottom: height - labelSize * 3.4 };
  const x = depthScale(depths, [plot.left, plot.right]);
  const y = linearScale([0, chanceError * 1.04], [plot.bottom, plot.top]);
  const scales = { x, y, labelSize };
  const chanceY = positionOf(y, chanceError);
  const drawn = drawRuns(runs, scales, { final: labelSize * 0.62, pilot: labelSize * 0.34 });
  const own = drawn.find(({ run }) => run.isOwn && run.kind === "final");
  return (
    <>
      <text x={0} y={labelSize} fontSize={labelSize} style={{ fill: "var(--ink-2)" }}>
        {translate(`testErrorOf.${data.errorKind ?? "share"}`)}
      </text>
      <YAxis
        scale={y}
        ticks={linearTicks(0, chanceError, 6).map((value) => ({ value, label: numbers.plain(value) }))}
        from={plot.left}
        to={plot.right}
        labelSize={labelSize}
      />
      <XAxis
        scale={x}
        ticks={depths.map((depth) => ({ value: depth, label: numbers.plain(depth) }))}
        from={plot.top}
        to={plot.bottom}
        labelSize={labelSize}
        withGrid={false}
      />
      <text
        x={plot.right}
        y={height - labelSize * 0.4}
        textAnchor="end"
        fontSize={labelSize}
        style={{ fill: "var(--ink-2)" }}
      >
        {translate("depthAxis")}
      </text>
      <ChanceLine y={chanceY} from={plot.left} to={plot.right} labelSize={labelSize} />
      <text
        x={plot.right}
        y={chanceY - labelSize * 0.5}
        textAnchor="end"
        fontSize={labelSize}
        style={{ fill: "var(--ink-2)" }}
      >
        {translate("chanceName")}
      </text>
      {data.proved && <ProvedLine points={data.proved.points} label={data.proved.label} scales={scales} />}
      {data.prediction && <PencilLine points={data.prediction} scales={scales} />}
      {data.bank && <BankMarks points={data.bank} scales={scales} />}
      <ClassMedian points={classMedians(runs)} scales={scales} />
      {data.reported && (
        <ReportedArrow
          {...data.reported}
          scales={scales}
          middleY={
            emptiestHeight(occupiedHeights(data, y, labelSize), [chanceY, plot.bottom]) + labelSize * 0.4
          }
        />
      )}
      {drawn.map((mark) => (
        <RunMark key={mark.run.runId} mark={mark} />
      ))}
      {own && ownLabel && (
        <OwnLabel
          mark={own}
          text={`${ownLabel}, ${numbers.error(own.run.error)}`}
          labelSize={labelSize}
          from={plot.left}
          to={plot.right}
        />
      )}
    </>
  );
}

/** Pixels at which something is drawn in the right half of the figure. */
function occupiedHeights(data: DepthScatterData, y: Scale, labelSize: number): number[] {
  const middle = (Math.min(...data.depths) + Math.max(...data.depths)) / 2;
  const bank = data.bank ?? [];
  const proved = data.proved?.points ?? [];
  const prediction = data.prediction ?? [];
  // The last point left of the middle counts too: a line runs on from there.
  const start = Math.max(...data.depths.filter((depth) => depth <= middle));
  const heightsOf = (values: readonly { depth: number; error: number }[]) =>
    values.filter((value) => value.depth >= start).map((value) => positionOf(y, value.error));
  const provedHeights = heightsOf(proved);
  // The words of the proved line stand above it.
  const provedWords = provedHeights.map((height) => height - labelSize * 1.6);
  return [...heightsOf([...data.runs, ...bank, ...prediction]), ...provedHeights, ...provedWords];
}

/** A stamp with a bar from its lowest to its highest seed. */
function RunMark({ mark }: { mark: DrawnRun }) {
  return (
    <g>
      {mark.run.seedErrors.length > 1 && (
        <path d={`M${mark.x} ${mark.low}V${mark.high}`} stroke="var(--ink)" strokeWidth="var(--w-thin)" />
      )}
      <TeamMark teamNumber={mark.run.teamNumber} x={mark.x} y={mark.y} radius={mark.radius} />
    </g>
  );
}

type OwnLabelProps = { mark: DrawnRun; text: string; labelSize: number; from: number; to: number };

function OwnLabel({ mark, text, labelSize, from, to }: OwnLabelProps) {
  // Wide enough for full-width letters too: the words must cover neither the axis nor the edge.
  const halfWidth = (text.length * labelSize * 0.62) / 2;
  const x = Math.max(from + halfWidth, Math.min(mark.x, to - halfWidth));
  const y = Math.max(labelSize * 2.6, Math.min(mark.y, mark.high) - labelSize * 2.2);
  return (
    <g>
      <path
        d={`M${mark.x} ${mark.y - mark.radius * 1.5}V${y + labelSize * 0.4}`}
        stroke="var(--ink)"
        strokeWidth="var(--w-thin)"
      />
      <text
        x={x}
        y={y}
        textAnchor="middle"
        fontSize={labelSize}
        fontWeight="var(--weight-medium)"
        stroke="var(--paper)"
        strokeWidth={labelSize * 0.3}
        paintOrder="stroke"
      >
        {text}
      </text>
    </g>
  );
}

/** One row per run of the class, then what was measured, proved and drawn before. */
function useScatterTable(data: DepthScatterData): ChartTable {
  const translate = useTranslations("charts");
  const nameText = useTeamNameText();
  const numbers = useChartNumbers();
  const runRows = data.runs.map((run) => ({
    id: run.runId,
    cells: [
      nameText(run.teamNumber),
      translate(run.kind),
      numbers.plain(run.depth),
      numbers.plain(run.width),
      numbers.plain(run.learningRate),
      numbers.preciseError(run.error),
      run.seedErrors.length > 1
        ? translate("range", {
            low: numbers.preciseError(Math.min(...run.seedErrors)),
            high: numbers.preciseError(Math.max(...run.seedErrors)),
          })
        : "–",
    ],
  }));
  const rowsOf = (name: string, points: readonly DepthValue[] | undefined) =>
    (points ?? []).map((point) => ({
      id: `${name} ${point.depth}`,
      cells: [name, "–", numbers.plain(point.depth), "–", "–", numbers.preciseError(point.error), "–"],
    }));
  return {
    columns: [
      translate("team"),
      translate("runKind"),
      translate("depth"),
      translate("width"),
      translate("learningRate"),
      translate("error"),
      translate("spread"),
    ],
    rows: [
      ...runRows,
      ...rowsOf(translate("bank"), data.bank),
      ...(data.proved ? rowsOf(data.proved.label, data.proved.points) : []),
      ...rowsOf(translate("prediction"), data.prediction),
    ],
  };
}
