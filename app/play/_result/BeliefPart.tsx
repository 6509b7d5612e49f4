"use client";

import { useFormatter, useTranslations } from "next-intl";
import { hypothesisLabel } from "@/app/_reveal/hypothesis-label";
import type { BallotLevel } from "@/core/game/ballot-levels";
import { type BeliefExplanation, beliefMost } from "./explain-score";
import { ResultPart } from "./ResultPart";

type Props = {
  readonly points: number;
  readonly belief: BeliefExplanation;
  /** `announced`: there was nothing to vote on. */
  readonly vote: "cast" | "none" | "announced";
  /** How sure the team said to be, where the class votes in levels. */
  readonly level: BallotLevel | null;
};

/** The last ballot beside the truth. */
export function BeliefPart({ points, belief, vote, level }: Props) {
  const translate = useTranslations("play.result");
  const translateTask = useTranslations("tasks");
  const format = useFormatter();
  const numbers = {
    truth: format.number(belief.beliefInTruth, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    squares: format.number(belief.sumOfSquares, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  };
  const verdict = translate(`verdict.${vote === "cast" ? belief.verdict : vote}`);
  return (
    <ResultPart
      title={translate("belief")}
      points={points}
      most={beliefMost}
      summary={<Believed belief={belief} vote={vote} level={level} />}
      explanation={translate("beliefFormula", { ...numbers, verdict })}
    >
      <ul className="flex flex-col text-small leading-snug">
        {belief.bars.map((bar) => (
          <li key={bar.hypothesis} className="grid grid-cols-[96px_1fr_2.4em] items-center gap-x-s2 py-[3px]">
            <span className={bar.isTruth ? "font-medium" : "text-ink-2"}>
              {hypothesisLabel(translateTask, bar.hypothesis)}
            </span>
            <span className="flex items-center gap-s2 border-l rule-ink py-[3px]">
              <span
                className={`h-3 flex-none border rule-ink ${bar.isTruth ? "bg-ink" : ""}`}
                style={{ width: `${bar.percent * 0.72}%` }}
                aria-hidden="true"
              />
              {bar.isTruth && <span className="whitespace-nowrap">{translate("theTruth")}</span>}
            </span>
            <span className={`text-right ${bar.isTruth ? "font-medium" : "text-ink-2"}`}>
              {format.number(bar.percent)}
            </span>
          </li>
        ))}
      </ul>
    </ResultPart>
  );
}

/** What the team believed most, and what was true. */
function Believed({ belief, vote, level }: Pick<Props, "belief" | "vote" | "level">) {
  const translate = useTranslations("play.result");
  const translateTask = useTranslations("tasks");
  const translateLevel = useTranslations("ui.levels.name");
  const format = useFormatter();
  const [strongest] = belief.bars;
  const truth = belief.bars.find((bar) => bar.isTruth);
  if (vote !== "cast") return translate(`verdict.${vote}`);
  if (strongest === undefined || truth === undefined || belief.isUniform) return translate("verdict.unsure");
  const believed = hypothesisLabel(translateTask, strongest.hypothesis);
  return (
    <>
      {level !== null && `${translate("levelOfBallot", { believed, level: translateLevel(level) })} `}
      {translate(truth.percent === strongest.percent ? "believedTruth" : "believedOther", {
        believed:
          truth.percent === strongest.percent ? hypothesisLabel(translateTask, truth.hypothesis) : believed,
        percent: format.number(strongest.percent),
        truth: hypothesisLabel(translateTask, truth.hypothesis),
        truthPercent: format.number(truth.percent),
      })}
    </>
  );
}
