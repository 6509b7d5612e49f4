"use client";

import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense } from "react";
import { hypothesisLabel } from "@/app/_reveal/hypothesis-label";
import { BallotBars } from "@/app/_ui/BallotBars";
import type { BallotMode } from "@/core/game/lesson";
import type { Hypothesis } from "@/core/tasks/deck";
import { ballotOfShares, sharesOfBallot } from "./use-ballot";

const LateLevelBallot = lazy(async () => ({ default: (await import("./LevelBallot")).LevelBallot }));

type Props = {
  readonly mode: BallotMode;
  readonly label: ReactNode;
  readonly hypotheses: readonly Hypothesis[];
  readonly shares: readonly number[];
  readonly onChange: (shares: readonly number[]) => void;
  readonly disabled: boolean;
};

/** The team's ballot in the way in which the class votes. Both ways make the same kind of ballot. */
export function TeamBallot({ mode, label, hypotheses, shares, onChange, disabled }: Props) {
  const translateTask = useTranslations("tasks");
  if (mode === "levels") {
    return (
      <Suspense fallback={null}>
        <LateLevelBallot
          {...{ label, hypotheses, disabled }}
          ballot={ballotOfShares(shares, hypotheses)}
          onChange={(ballot) => onChange(sharesOfBallot(ballot, hypotheses))}
        />
      </Suspense>
    );
  }
  return (
    <BallotBars
      {...{ label, shares, onChange, disabled }}
      hypotheses={hypotheses.map((hypothesis) => ({
        id: hypothesis,
        label: hypothesisLabel(translateTask, hypothesis),
      }))}
    />
  );
}
