"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { positionOf } from "@/core/figures/scale";
import { textWidth } from "@/core/figures/text-width";
import { LeaderLabel } from "./Axes";
import { ChartFrame, type ChartTexts } from "./ChartFrame";
import { CurveAxes, curvePlot, Playhead } from "./CurveAxes";
import type { ChartTable } from "./chart-table";
import { medianCurve } from "./curve";
import { type DuelCurves, duelCurves, duelResult } from "./duel-curves";
import type { ErrorKind } from "./error-kind";
import { type DrawnCurve, learningCurvesLayout, type SeedCurves } from "./learning-curves-layout";
import { SweepDrawing } from "./SweepDrawing";
import { bestSweptRun, type SweptCurves } from "./sweep-curves-layout";
import { type ChartNumbers, useChartNumbers } from "./use-chart-numbers";
import type { ChartSize } from "./use-chart-size";
import { useDuelWords } from "./use-duel-words";

const LateDuelDrawing = lazy(async () => ({ default: (await import("./DuelDrawing")).DuelDrawing }));

type Props = Omit<ChartTexts, "description"> & {
  seeds: readonly SeedCurves[];
  /** Most steps of the run: the right end of the axis. */
  stepBudget: number;
  chanceError: number;
  errorKind?: ErrorKind;
  /** Step at which the run is now; null before and after. */
  playheadStep: number | null;
  /** Less tall, for phones where the knobs stay in sight. */
  isCompact?: boolean;
  hideTitle?: boolean;
  /** The table stands under the figure instead of behind a button: for print and tests. */
  withoutControls?: boolean;
};

/**
 * A pilot's training error (thin) and validation error (thick) over steps, each seed as a hairline. Where the runs
 * differ in their learning rate, each is a line of its own; in a duel each of the two designs is one.
 */
export function LearningCurves(props: Props) {
  const { seeds, stepBudget, chanceError, errorKind = "share", playheadStep } = props;
  const { isCompact = false, ...frame } = props;
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const swept = sweptCurves(seeds);
  const duel = duelCurves(seeds);
  const { verdictOf } = useDuelWords();
  const duelWords = (runs: readonly DuelCurves[]) => {
    const result = duelResult(runs);
    return result === null ? null : verdictOf(...result);
  };
  return (
    <ChartFrame
      {...frame}
      description={
        duel === null
          ? swept === null
            ? describe(seeds, numbers, translate)
            : describeSweep(swept, numbers, translate)
          : (duelWords(duel) ?? translate("duelLegend", { count: seeds.length / 2 }))
      }
      table={() => curvesTable(seeds, numbers, translate)}
      height={({ width, labelSize }) =>
        isCompact ? labelSize * 11.5 : Math.max(labelSize * 16, width * 0.52)
      }
      legend={() =>
        !isCompact &&
        seeds.length > 1 && (
          <p className="text-ink-2">
            {duel !== null
              ? translate("duelLegend", { count: seeds.length / 2 })
              : translate(swept === null ? "seedLegend" : "sweepLegend", { count: seeds.length })}
            {duel !== null && <span className="block text-ink">{duelWords(duel)}</span>}
          </p>
        )
      }
    >
      {(size) => {
        const common = { size, stepBudget, chanceError, errorKind, playheadStep, isCompact };
        if (duel !== null) {
          return (
            <Suspense fallback={null}>
              <LateDuelDrawing {...common} runs={duel} />
            </Suspense>
          );
        }
        return swept === null ? (
          <SeedDrawing {...common} seeds={seeds} />
        ) : (
          <SweepDrawing {...common} runs={swept} />
        );
      }}
    </ChartFrame>
  );
}

type DrawingProps = Pick<Props, "seeds" | "stepBudget" | "chanceError" | "playheadStep"> & {
  size: ChartSize & { height: number };
  errorKind: ErrorKind;
  isCompact: boolean;
};

/** Median of the seeds in front of a hairline for each. */
function SeedDrawing(props: DrawingProps) {
  const { size, seeds, stepBudget, chanceError, errorKind, playheadStep, isCompact } = props;
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const { height, labelSize } = size;
  const chanceText = translate("chance", { value: numbers.plain(chanceError) });
  const texts = {
    training: (error: number) => translate("trainingValue", { value: numbers.error(error) }),
    validation: (error: number) => translate("validationValue", { value: numbers.error(error) }),
  };
  const widest = Math.max(
    ...[chanceText, texts.training(0.5), texts.validation(0.5)].map((text) => textWidth(text, labelSize)),
  );
  const plot = curvePlot(size, { widest, isCompact });
  const layout = learningCurvesLayout(seeds, { stepBudget, chanceError, plot, labelGap: labelSize * 1.4 });
  const { x, y, labelY } = layout;
  return (
    <>
      <CurveAxes
        {...{ x, y, plot, height, labelSize, isCompact, chanceError, errorKind }}
        chanceLabelY={labelY.chance}
      />
      {layout.curves.map((curve) => (
        <Curve key={curve.kind} curve={curve} />
      ))}
      {playheadStep !== null && playheadStep >= x.domain[0] && (
        <Playhead x={Math.min(plot.right, positionOf(x, playheadStep))} plot={plot} labelSize={labelSize} />
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

type Translate = ReturnType<typeof useTranslations<"charts">>;

/** The runs with their rates where these differ; null where seeds are all that differs. */
function sweptCurves(seeds: readonly SeedCurves[]): SweptCurves[] | null {
  const swept = seeds.flatMap((seed) =>
    seed.learningRate === undefined ? [] : [{ ...seed, learningRate: seed.learningRate }],
  );
  return swept.length === 0 ? null : swept;
}

/** The best rate in one sentence. */
function describeSweep(runs: readonly SweptCurves[], numbers: ChartNumbers, translate: Translate): string {
  const best = bestSweptRun(runs);
  const last = best?.validation.at(-1);
  if (best === null || last === undefined) return translate("noPoints");
  return translate("sweepDescription", {
    count: runs.length,
    rate: numbers.plain(best.learningRate),
    error: numbers.error(last.error),
  });
}

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

/** One row per step that any run reported, one column per run and kind. */
function curvesTable(seeds: readonly SeedCurves[], numbers: ChartNumbers, translate: Translate): ChartTable {
  const kinds = ["training", "validation"] as const;
  const steps = new Set(
    seeds.flatMap((seed) => kinds.flatMap((kind) => seed[kind].map((point) => point.step))),
  );
  const columns = seeds.flatMap((seed) =>
    kinds.map((kind) => `${translate(kind)}, ${runName(seed, numbers, translate)}`),
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

function runName(seed: SeedCurves, numbers: ChartNumbers, translate: Translate): string {
  if (seed.side !== undefined) {
    const side = translate(`knobValue.${seed.side.knob}`, { value: numbers.plain(seed.side.value) });
    return `${side}, ${translate("seedNumber", { number: (seed.seedIndex ?? 0) + 1 })}`;
  }
  return seed.learningRate === undefined
    ? translate("seedNumber", { number: seed.replicaIndex + 1 })
    : translate("rateValue", { rate: numbers.plain(seed.learningRate) });
}
