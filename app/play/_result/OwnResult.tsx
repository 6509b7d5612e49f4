"use client";

import { useFormatter, useTranslations } from "next-intl";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import { ScoreBars } from "@/app/_ui/charts/ScoreBars";
import { Notice } from "@/app/_ui/Notice";
import { useTeamNameText } from "@/app/_ui/TeamName";
import type { TeamScore } from "@/core/game/session-state";
import { uniformBallot } from "@/core/game/uniform-ballot";
import type { OwnTeamRound, RevealView, RoundView } from "@/core/game/view";
import type { PhaseProps } from "../_player/phase-props";
import { AccuracyPart } from "./AccuracyPart";
import { BeliefPart } from "./BeliefPart";
import {
  accuracyMost,
  beliefMost,
  explainBelief,
  thriftMost,
  thriftVerdict,
  tiedTeams,
} from "./explain-score";
import { ThriftPart } from "./ThriftPart";

type Props = PhaseProps & { readonly round: RoundView; readonly reveal: RevealView };

/** The own team's round, every point explained. */
export function OwnResult({ shared, own, round, reveal }: Props) {
  const translate = useTranslations("play.result");
  const { score, teamRound } = own;
  if (reveal.scores === null) {
    return <Without title={translate("title")}>{translate("void")}</Without>;
  }
  if (score === null || teamRound === null) {
    return <Without title={translate("title")}>{translate("notPlayed")}</Without>;
  }
  const ballot = teamRound.lastBallot ?? uniformBallot(round.deck.hypotheses);
  const belief = explainBelief(ballot, reveal.hypothesis);
  const { isAnnounced } = round.deck;
  const vote = isAnnounced ? "announced" : teamRound.lastBallot === null ? "none" : "cast";
  return (
    <section className="mx-auto max-w-[640px]">
      <Total shared={shared} score={score} scores={reveal.scores} />
      <AccuracyPart
        score={score}
        reveal={reveal}
        errorKind={errorKindOf(round.deck)}
        replicas={teamRound.replicas}
        teamNumber={teamNumberOf({ shared, own })}
      />
      <BeliefPart points={score.beliefPoints} belief={belief} vote={vote} />
      <ThriftPart
        points={score.thriftPoints}
        verdict={thriftVerdict(belief.beliefInTruth, score.accuracyPoints, isAnnounced)}
        {...creditsOf(teamRound)}
      />
    </section>
  );
}

type TotalProps = {
  readonly shared: PhaseProps["shared"];
  readonly score: TeamScore;
  readonly scores: NonNullable<RevealView["scores"]>;
};

function Total({ shared, score, scores }: TotalProps) {
  const translate = useTranslations("play.result");
  const format = useFormatter();
  const nameText = useTeamNameText();
  const tied = tiedTeams(scores, score).flatMap((other) => {
    const team = shared.teams.find((candidate) => candidate.teamId === other.teamId);
    return team === undefined ? [] : [nameText(team.teamNumber)];
  });
  const points = format.number(score.points, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <>
      <div className="mb-s3 flex items-end gap-s3 leading-none">
        <h2 className="text-[52px] font-medium">
          <span className="visually-hidden">{translate("title")}: </span>
          {points}
        </h2>
        <span className="pb-1.5 text-ink-2">{translate("of", { total: 100 })}</span>
        {shared.mode === "class" && (
          <p className="ml-auto pb-0.5 text-right leading-snug">
            {tied.length === 0
              ? translate("rank", { rank: score.rank })
              : translate("tiedRank", {
                  rank: score.rank,
                  teams: format.list(tied, { type: "conjunction" }),
                })}
          </p>
        )}
      </div>
      <ScoreBars
        parts={[
          { id: "accuracy", label: translate("accuracy"), points: score.accuracyPoints, most: accuracyMost },
          { id: "belief", label: translate("belief"), points: score.beliefPoints, most: beliefMost },
          { id: "thrift", label: translate("thrift"), points: score.thriftPoints, most: thriftMost },
        ].map((part) => ({ ...part, points: Math.round(part.points * 10) / 10 }))}
      />
    </>
  );
}

function Without({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <section className="flex flex-col gap-s4">
      <h2 className="text-h2">{title}</h2>
      <Notice>{children}</Notice>
    </section>
  );
}

function teamNumberOf({ shared, own }: PhaseProps): number {
  return shared.teams.find((team) => team.teamId === own.teamId)?.teamNumber ?? 1;
}

function creditsOf({ creditBudget, creditsSpent }: OwnTeamRound): { budget: number; left: number } {
  return { budget: creditBudget, left: creditBudget - creditsSpent };
}
