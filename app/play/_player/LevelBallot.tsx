"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { hypothesisLabel } from "@/app/_reveal/hypothesis-label";
import type { Ballot } from "@/core/game/ballot";
import {
  type BallotLevel,
  ballotLevels,
  type LevelChoice,
  levelBallot,
  levelChoiceOf,
} from "@/core/game/ballot-levels";
import { beliefPoints } from "@/core/scoring/score-teams";
import type { Hypothesis } from "@/core/tasks/deck";

type Props = {
  readonly label: ReactNode;
  readonly hypotheses: readonly Hypothesis[];
  readonly ballot: Ballot;
  readonly onChange: (ballot: Ballot) => void;
  readonly disabled: boolean;
};

/** A team's belief in two choices: which rule, and how sure of it. What each level is worth stands on it. */
export function LevelBallot({ label, hypotheses, ballot, onChange, disabled }: Props) {
  const translate = useTranslations("ui.levels");
  const translateTask = useTranslations("tasks");
  const format = useFormatter();
  const groupName = useId();
  const choice = levelChoiceOf(hypotheses, ballot);
  const choose = (next: LevelChoice) => onChange(levelBallot(hypotheses, next));
  const whole = (value: number) => format.number(value, { maximumFractionDigits: 0 });
  return (
    <div className="flex flex-col gap-s3">
      <fieldset className="knob" disabled={disabled}>
        <legend className="knob-head">{label}</legend>
        <div className="grid grid-cols-2 gap-x-s3">
          {[...hypotheses, null].map((hypothesis) => (
            <label
              key={hypothesis ?? "none"}
              className="flex min-h-11 items-center gap-s2 border-b rule-faint leading-snug"
            >
              <input
                type="radio"
                name={`${groupName}-rule`}
                className="size-5 flex-none accent-[var(--ink)]"
                checked={choice !== undefined && (choice?.hypothesis ?? null) === hypothesis}
                onChange={() =>
                  choose(hypothesis === null ? null : { hypothesis, level: choice?.level ?? "guess" })
                }
              />
              {hypothesis === null ? translate("cannotTell") : hypothesisLabel(translateTask, hypothesis)}
            </label>
          ))}
        </div>
      </fieldset>
      {choice == null ? (
        choice === null && (
          <p className="text-small text-ink-2">
            {translate("unsure", { points: whole(pointsOf(hypotheses, null).right) })}
          </p>
        )
      ) : (
        <fieldset className="knob" disabled={disabled}>
          <legend className="knob-head">
            <span>{translate("howSure")}</span>
            <span className="knob-unit">{translate("pointsUnit")}</span>
          </legend>
          <div className="knob-choices depth-choices">
            {ballotLevels.map((level) => {
              const { right, wrong } = pointsOf(hypotheses, level);
              return (
                <label key={level} className="knob-choice depth-choice justify-center px-1 text-center">
                  <input
                    type="radio"
                    name={`${groupName}-level`}
                    checked={choice.level === level}
                    onChange={() => choose({ ...choice, level })}
                  />
                  <span>{translate(`name.${level}`)}</span>
                  <span className="text-small font-normal">
                    {translate("points", { right: whole(right), wrong: whole(wrong) })}
                  </span>
                </label>
              );
            })}
          </div>
        </fieldset>
      )}
    </div>
  );
}

/** Belief points of a level when the chosen rule is the truth, and on average when another one is. */
function pointsOf(hypotheses: readonly Hypothesis[], level: BallotLevel | null) {
  const [chosen] = hypotheses;
  const choice = chosen === undefined || level === null ? null : { hypothesis: chosen, level };
  const shares = levelBallot(hypotheses, choice).map((entry) => entry.percent / 100);
  const [right = 0, ...others] = shares.map((share) => beliefPoints(shares, share));
  return { right, wrong: others.reduce((sum, points) => sum + points, 0) / Math.max(1, others.length) };
}
