"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useTrainingStation } from "@/app/_training/TrainingProvider";
import type { PilotRun } from "@/app/_training/training-state";
import { Button } from "@/app/_ui/Button";
import { LiveRegion } from "@/app/_ui/LiveRegion";
import { announcedTenth, pilotProgress } from "./pilot-progress";

/** The buttons of one run and how far it is. */
export function RunControls({ run, stepBudget }: { readonly run: PilotRun; readonly stepBudget: number }) {
  const translate = useTranslations("play.cockpit");
  const station = useTrainingStation();
  const { pilotId, status } = run;
  const progress = pilotProgress(run, stepBudget);
  if (status === "cancelled" || status === "failed") {
    return (
      <div className="flex flex-wrap items-center gap-s3">
        <Button onClick={() => station.pilots.restart(pilotId)}>{translate("restartPilot")}</Button>
        <span className="text-ink-2">{translate(status === "failed" ? "failedText" : "cancelledText")}</span>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-s2">
      {status === "paused" ? (
        <>
          <Button aria-keyshortcuts="p" onClick={() => station.pilots.resume(pilotId)}>
            {translate("resumePilot")}
          </Button>
          <Button aria-keyshortcuts="s" onClick={() => station.pilots.step(pilotId, 1)}>
            {translate("stepPilot")}
          </Button>
        </>
      ) : (
        <Button
          aria-keyshortcuts="p"
          disabled={status === "waiting"}
          onClick={() => station.pilots.pause(pilotId)}
        >
          {translate("pausePilot")}
        </Button>
      )}
      <Button onClick={() => station.pilots.cancel(pilotId)}>{translate("cancelPilot")}</Button>
      <div className="min-w-[120px] flex-1">
        <div
          role="progressbar"
          aria-label={translate("progress")}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={announcedTenth(progress.share) * 10}
          className="relative h-2 border-b-[1.5px] border-line-strong"
        >
          <div
            className="absolute bottom-[-2px] left-0 h-[3px] bg-ink"
            style={{ width: `${progress.share * 100}%` }}
          />
        </div>
        <p className="mt-1 text-small text-ink-2">
          {translate("runsDone", { done: progress.doneCount, count: run.curves.length })}
        </p>
      </div>
      <Announcement key={announcedTenth(progress.share)} run={run} stepBudget={stepBudget} />
    </div>
  );
}

/** Read out once per tenth of the pilot: made anew by its key, it keeps the words it began with. */
function Announcement({ run, stepBudget }: { readonly run: PilotRun; readonly stepBudget: number }) {
  const translate = useTranslations("play.cockpit");
  const format = useFormatter();
  const { share, step, validationError } = pilotProgress(run, stepBudget);
  if (validationError === null || announcedTenth(share) === 0) return null;
  return (
    <LiveRegion
      message={translate("announcement", {
        step: format.number(step),
        total: format.number(stepBudget),
        error: format.number(validationError, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
      })}
    />
  );
}
