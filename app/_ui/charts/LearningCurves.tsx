"use client";

import { useTranslations } from "next-intl";
import { ChanceLine, LeaderLabel, XAxis, YAxis } from "./Axes";
import { ChartFrame, type ChartTexts } from "./ChartFrame";
import type { ChartTable } from "./chart-table";
import { medianCurve } from "./curve";
import { type DrawnCurve, learningCurvesLayout, type SeedCurves } from "./learning-curves-layout";
import { positionOf } from "./scale";
import { textWidth } from "./text-width";
import { linearTicks, logTicks } from "./ticks";
import { type ChartNumbers, useChartNumbers } from "./use-chart-numbers";
import type { ChartSize } from "./use-chart-size";

type Props = Omit<ChartTexts, "description"> & {
  seeds: readonly SeedCurves[];
  /** Most steps of the run: the right end of the axis. */
  stepBudget: number;
  chanceError: number;
  /** Step at which the run is now; null before and after. */
  playheadStep: number | null;
  /** Less tall, for phones where the knobs stay in sight. */
  isCompact?: boolean;
  hideTitle?: boolean;
};

/** A pilot's training error (thin) and validation error (thick) over steps, each seed as a hairline. */
export function LearningCurves(props: Props) {
  const { seeds, stepBudget, chanceError, playheadStep, isCompact = false, ...frame } = props;
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  return (
    <ChartFrame
      {...frame}
      description={describe(seeds, numbers, translate)}
      table={() => curvesTable(seeds, numbers, translate)}
      height={({ width, labelSize }) =>
        isCompact ? labelSize * 11.5 : Math.max(labelSize * 16, width * 0.52)
      }
      legend={() =>
        !isCompact &&
        seeds.length > 1 && <p className="text-ink-2">{translate("seedLegend", { count: seeds.length })}</p>
      }
    >
      {(size) => (
        <Drawing
          size={size}
          seeds={seeds}
          stepBudget={stepBudget}
          chanceError={chanceError}
          playheadStep={playheadStep}
          isCompact={isCompact}
        />
      )}
    </ChartFrame>
  );
}

type DrawingProps = Pick<Props, "seeds" | "stepBudget" | "chanceError" | "playheadStep"> & {
  size: ChartSize & { height: number };
  isCompact: boolean;
};

function Drawing({ size, seeds, stepBudget, chanceError, playheadStep, isCompact }: DrawingProps) {
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const { width, height, labelSize } = size;
  const chanceText = translate("chance", { value: numbers.plain(chanceError) });
  const texts = {
    training: (error: number) => translate("trainingValue", { value: numbers.error(error) }),
    validation: (error: number) => translate("validationValue", { value: numbers.error(error) }),
  };
  const widest = Math.max(
    ...[chanceText, texts.training(0.5), texts.validation(0.5)].map((text) => textWidth(text, labelSize)),
  );
  const plot = {
    left: labelSize * 2.4,
    right: width - widest - labelSize,
    top: isCompact ? labelSize * 0.7 : labelSize * 1.8,
    bottom: height - labelSize * (isCompact ? 1.9 : 3.4),
  };
  const layout = learningCurvesLayout(seeds, { stepBudget, chanceError, plot, labelGap: labelSize * 1.4 });
  const { x, y, labelY } = layout;
  const chanceY = positionOf(y, chanceError);
  const mostTicks = Math.floor((plot.right - plot.left) / (labelSize * 4.2));
  const ticksY = linearTicks(0, y.domain[1], isCompact ? 3 : 6).filter(
    (value) => Math.abs(positionOf(y, value) - chanceY) > labelSize * 0.9,
  );
  return (
    <>
      {!isCompact && (
        <text x={0} y={labelSize} fontSize={labelSize} style={{ fill: "var(--ink-2)" }}>
          {translate("error")}
        </text>
      )}
      <YAxis
        scale={y}
        ticks={ticksY.map((value) => ({ value, label: numbers.plain(value) }))}
        from={plot.left}
        to={plot.right}
        labelSize={labelSize}
      />
      <XAxis
        scale={x}
        ticks={logTicks(x.domain[0], x.domain[1], mostTicks).map((value) => ({
          value,
          label: numbers.plain(value),
        }))}
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
        y={labelY.chance}
        labelSize={labelSize}
        text={chanceText}
        withLeader={Math.abs(labelY.chance - chanceY) > labelSize * 0.4}
      />
      {layout.curves.map((curve) => (
        <Curve key={curve.kind} curve={curve} />
      ))}
      {playheadStep !== null && playheadStep >= x.domain[0] && (
        <Playhead
          x={Math.min(plot.right, positionOf(x, playheadStep))}
          top={plot.top}
          bottom={plot.bottom}
          labelSize={labelSize}
        />
      )}
      {layout.curves.map(
        (curve) =>
          curve.end && (
            <g key={curve.kind}>
              <LeaderLabel
                fromX={curve.end.x + labelSize * 0.6}
                fromY={curve.end.y}
                x={plot.right + labelSize * 0.6}
                y={labelY[curve.kind]}
                labelSize={labelSize}
                text={texts[curve.kind](curve.end.error)}
                isStrong={curve.kind === "validation"}
              />
              <circle
                cx={curve.end.x}
                cy={curve.end.y}
                r={labelSize * (curve.kind === "validation" ? 0.3 : 0.22)}
                fill={curve.kind === "validation" ? "var(--ink)" : "var(--paper)"}
                stroke="var(--ink)"
                strokeWidth="var(--w-rule)"
              />
            </g>
          ),
      )}
    </>
  );
}

function Curve({ curve }: { curve: DrawnCurve }) {
  return (
    <g fill="none" stroke="var(--ink)" strokeLinejoin="round">
      {curve.seedPaths.map((path) => (
        <path key={path} d={path} strokeWidth="var(--w-hair)" opacity={0.75} />
      ))}
      <path
        d={curve.medianPath}
        strokeWidth={curve.kind === "validation" ? "var(--w-line)" : "var(--w-rule)"}
      />
    </g>
  );
}

function Playhead({
  x,
  top,
  bottom,
  labelSize,
}: {
  x: number;
  top: number;
  bottom: number;
  labelSize: number;
}) {
  const half = labelSize * 0.42;
  return (
    <g stroke="var(--ink)" strokeWidth="var(--w-thin)">
      <path d={`M${x} ${top}V${bottom}`} />
      <path d={`M${x} ${bottom - half * 1.6}l${half} ${half * 1.6}h${-2 * half}z`} fill="var(--signal)" />
    </g>
  );
}

type Translate = ReturnType<typeof useTranslations<"charts">>;

/** The last errors in one sentence. */
function describe(seeds: readonly SeedCurves[], numbers: ChartNumbers, translate: Translate): string {
  const ends = (["validation", "training"] as const).map((kind) => {
    const last = medianCurve(seeds.map((seed) => ({ points: seed[kind], isFinished: seed.isFinished }))).at(
      -1,
    );
    return last
      ? { step: last.step, text: translate(`${kind}Value`, { value: numbers.error(last.error) }) }
      : null;
  });
  const known = ends.filter((end) => end !== null);
  if (known.length === 0) return translate("noPoints");
  const step = Math.max(...known.map((end) => end.step));
  return [translate("step", { step }), ...known.map((end) => end.text)].join(", ");
}

/** One row per step that any seed reported, one column per seed and kind. */
function curvesTable(seeds: readonly SeedCurves[], numbers: ChartNumbers, translate: Translate): ChartTable {
  const kinds = ["training", "validation"] as const;
  const steps = new Set(
    seeds.flatMap((seed) => kinds.flatMap((kind) => seed[kind].map((point) => point.step))),
  );
  const columns = seeds.flatMap((seed) =>
    kinds.map((kind) => `${translate(kind)}, ${translate("seedNumber", { number: seed.replicaIndex + 1 })}`),
  );
  const rows = [...steps]
    .sort((left, right) => left - right)
    .map((step) => ({
      id: String(step),
      cells: [
        numbers.plain(step),
        ...seeds.flatMap((seed) =>
          kinds.map((kind) => {
            const point = seed[kind].find((candidate) => candidate.step === step);
            return point ? numbers.preciseError(point.error) : "–";
          }),
        ),
      ],
    }));
  return { columns: [translate("steps"), ...columns], rows };
}
