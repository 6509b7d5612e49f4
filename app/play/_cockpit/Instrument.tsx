"use client";

import { useFormatter, useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { useTraining } from "@/app/_training/TrainingProvider";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import { chanceError } from "@/core/game/race";
import type { PilotView, RoundView } from "@/core/game/view";
import { PilotText } from "../_player/PilotText";
import { seedCurvesOf, seedCurvesOfResult } from "../_player/seed-curves";
import { pilotProgress } from "./pilot-progress";

/** There is nothing to draw before the first pilot: the figure's code comes with it. */
const LateLearningCurves = lazy(async () => ({
  default: (await import("@/app/_ui/charts/LearningCurves")).LearningCurves,
}));

type Props = {
  readonly pilot: PilotView | null;
  readonly round: RoundView;
  readonly isCompact?: boolean;
  readonly children?: ReactNode;
};

/** Where the figure is pinned over the knobs, its table button stands in the free corner beside the axis. */
const compactFigure =
  "[&_figure]:relative [&_figure>div:last-child]:absolute [&_figure>div:last-child]:right-0 [&_figure>div:last-child]:-bottom-1 [&_figure_.button]:min-h-8 [&_figure_.button]:px-0 [&_figure_.button]:py-0 [&_figure_.button]:text-micro";

/** The curves of one pilot: live on the device that trains it, its end points everywhere else. */
export function Instrument({ pilot, round, isCompact = false, children }: Props) {
  const translate = useTranslations("play.cockpit");
  const format = useFormatter();
  const run = useTraining((state) => (pilot === null ? undefined : state.pilots[pilot.pilotId]));
  const stepBudget = round.deck.pilotStepBudget;
  const hasCurves = run?.curves.some((curve) => curve.points.length > 0) ?? false;
  const result = pilot?.result ?? null;
  const seeds = useMemo(() => {
    if (run !== undefined && hasCurves)
      return seedCurvesOf(
        run.curves.filter((curve) => curve.points.length > 0),
        pilot,
      );
    return result === null || pilot === null ? [] : seedCurvesOfResult(result, pilot);
  }, [run, hasCurves, result, pilot]);
  const progress = run === undefined ? null : pilotProgress(run, stepBudget);
  const isMoving = run?.status === "running" || run?.status === "paused";
  const title =
    pilot === null ? translate("noPilotTitle") : translate("pilotTitle", { number: pilot.number });

  return (
    <section className={isCompact ? compactFigure : undefined}>
      <div className="flex flex-wrap items-baseline gap-x-s3 leading-snug">
        <h2 className={isCompact ? "text-body" : undefined}>{title}</h2>
        {pilot !== null && (
          <span className={isCompact ? "text-small text-ink-2 max-[479px]:hidden" : "text-ink-2"}>
            <PilotText plan={pilot} />
          </span>
        )}
        <span className="ml-auto text-small text-ink-2 min-[1200px]:text-body">
          {isMoving && progress !== null
            ? translate("step", { step: format.number(progress.step), total: format.number(stepBudget) })
            : pilot === null
              ? translate("noPilotText")
              : translate(statusKey(run?.status, result !== null))}
        </span>
      </div>
      {pilot === null ? (
        <EmptyFigure isCompact={isCompact} />
      ) : (
        <Suspense fallback={<EmptyFigure isCompact={isCompact} />}>
          <LateLearningCurves
            title={title}
            hideTitle
            seeds={seeds}
            stepBudget={stepBudget}
            chanceError={chanceError}
            errorKind={errorKindOf(round.deck)}
            playheadStep={isMoving && progress !== null ? progress.step : null}
            isCompact={isCompact}
          />
        </Suspense>
      )}
      {children}
    </section>
  );
}

/** Two empty axes in the room that the figure takes, so that nothing moves when it comes. */
function EmptyFigure({ isCompact }: { readonly isCompact: boolean }) {
  return (
    <div aria-hidden="true" className="text-small">
      <div
        className={
          isCompact
            ? "h-[11.5em] pt-s1 pb-[1.9em] pl-[2.4em]"
            : "aspect-[100/52] min-h-[16em] pt-[1.8em] pb-[3.4em] pl-[2.4em]"
        }
      >
        <div className="h-full border-b border-l rule-ink" />
      </div>
      {!isCompact && <div className="h-11" />}
    </div>
  );
}

function statusKey(status: string | undefined, hasResult: boolean) {
  if (hasResult || status === "finished") return "statusFinished" as const;
  if (status === "cancelled") return "statusCancelled" as const;
  if (status === "failed") return "statusFailed" as const;
  return status === "waiting" ? ("statusWaiting" as const) : ("statusElsewhere" as const);
}
