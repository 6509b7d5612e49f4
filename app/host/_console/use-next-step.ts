"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { SharedView } from "@/core/game/view";
import { useHostCommands } from "./HostCommands";
import { type NextStep, nextStep, unfinishedTeams } from "./next-step";

/** The next step with a function that takes it, asking first where it would cut somebody off or end the session. */
export function useNextStep(shared: SharedView): { step: NextStep; isReady: boolean; take: () => void } {
  const translate = useTranslations("host");
  const { run, ask } = useHostCommands();
  const step = nextStep(shared);
  const isReady =
    step.kind !== "wait-for-tally" &&
    step.kind !== "nothing" &&
    !(shared.phase === "lobby" && shared.teams.every((team) => team.seats.length === 0));

  const take = useCallback(() => {
    if (!isReady) return;
    const { phaseSequence } = shared;
    const go = () => {
      if (step.kind === "turn-page") void run("reveal:page", { phaseSequence, page: step.page });
      else if (step.kind === "unlock-figure") void run("figure:unlock", { phaseSequence });
      else void run("phase:next", { phaseSequence });
    };
    const unfinished = unfinishedTeams(shared);
    if (step.kind === "close") {
      ask({
        title: translate("endTitle"),
        text: translate("endText"),
        confirm: translate("end"),
        onConfirm: go,
      });
    } else if (unfinished !== null) {
      ask({
        title: translate("cutOffTitle"),
        text: translate("cutOffText", { missing: unfinished.missing, total: unfinished.total }),
        confirm: translate("cutOffConfirm"),
        onConfirm: go,
      });
    } else {
      go();
    }
  }, [shared, step, isReady, run, ask, translate]);

  return { step, isReady, take };
}
