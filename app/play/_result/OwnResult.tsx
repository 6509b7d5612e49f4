"use client";

import { useFormatter, useTranslations } from "next-intl";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import { Leaderboard } from "@/app/_ui/charts/Leaderboard";
import { ScoreBars } from "@/app/_ui/charts/ScoreBars";
import { Notice } from "@/app/_ui/Notice";
import { levelChoiceOf } from "@/core/game/ballot-levels";
import type { TeamScore } from "@/core/game/session-state";
import { uniformBallot } from "@/core/game/uniform-ballot";
import type { OwnTeamRound, RevealView, RoundView, TeamPoints } from "@/core/game/view";
import type { PhaseProps } from "../_player/phase-props";
import { AccuracyPart } from "./AccuracyPart";
import { BeliefPart } from "./BeliefPart";
import {
  accuracyMost,
  beliefMost,
  explainBelief,
  groupedTeams,
  thriftMost,
  thriftVerdict,
  tiedTeams,
} from "./explain-score";
import { ThriftPart } from "./ThriftPart";
import { TiedStamps } from "./TiedStamps";

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
  const level = shared.ballotMode === "levels" ? levelChoiceOf(round.deck.hypotheses, ballot)?.level : null;
  const belief = explainBelief(ballot, reveal.hypothesis);
  const { isAnnounced } = round.deck;
  const vote = isAnnounced ? "announced" : teamRound.lastBallot === null ? "none" : "cast";
  return (
    <section className="mx-auto max-w-[640px]">
      <Total shared={shared} score={score} reveal={reveal} scores={reveal.scores} />
      <AccuracyPart
        score={score}
        reveal={reveal}
        errorKind={errorKindOf(round.deck)}
        replicas={teamRound.replicas}
        teamNumber={teamNumberOf({ shared, own })}
        design={teamRound.commitment?.design ?? null}
        groupIds={idsOf(score, groupedTeams(reveal.scores, score))}
        teams={shared.teams}
      />
      <BeliefPart points={score.beliefPoints} belief={belief} vote={vote} level={level ?? null} />
      <ThriftPart
        points={score.thriftPoints}
        verdict={thriftVerdict(belief.beliefInTruth, score.accuracyPoints, isAnnounced)}
        {...creditsOf(teamRound)}
        pilots={teamRound.pilots.length}
        clues={teamRound.clues.length}
      />
      {shared.mode === "solo" && reveal.scores.length > 1 && (
        <Rivals shared={shared} own={own} scores={reveal.scores} />
      )}
    </section>
  );
}

/** A solo player among the bots that played the same round. */
function Rivals({ shared, own, scores }: PhaseProps & { readonly scores: readonly TeamPoints[] }) {
  const translate = useTranslations("play.result");
  const rows = shared.teams.flatMap(({ teamId, teamNumber }) => {
    const score = scores.find((other) => other.teamId === teamId);
    if (score === undefined) return [];
    return [{ teamNumber, rank: score.rank, points: score.points, isOwn: teamId === own.teamId }];
  });
  return (
    <section className="mt-s5">
      <h3 className="mb-s2 border-b rule-ink pb-s1 text-lead">{translate("rivals")}</h3>
      <Leaderboard rows={rows} mostPoints={100} />
    </section>
  );
}

type TotalProps = {
  readonly shared: PhaseProps["shared"];
  readonly score: TeamScore;
  readonly reveal: RevealView;
  readonly scores: NonNullable<RevealView["scores"]>;
};

function Total({ shared, score, reveal, scores }: TotalProps) {
  const translate = useTranslations("play.result");
  const format = useFormatter();
  const tied = tiedTeams(scores, score);
  const points = format.number(score.points, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <>
      <div className="mb-s3 flex items-end gap-s3 leading-none">
        <h2 className="text-[52px] font-medium">
          <span className="visually-hidden">{translate("title")}: </span>
          {points}
        </h2>
        <span className="pb-1.5 text-ink-2">{translate("of", { total: 100 })}</span>
        <div className="ml-auto flex flex-col items-end gap-1 pb-0.5 text-right leading-snug">
          {scores.length > 1 && (
            <p>{translate(tied.length > 0 ? "tiedRank" : "rank", { rank: score.rank })}</p>
          )}
          {tied.length > 0 && (
            <TiedStamps kind="tiedTeams" teamIds={idsOf(score, tied)} teams={shared.teams} />
          )}
          <Distance score={score} reveal={reveal} />
        </div>
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

/** How far the own mean is from the house run: what a rank does not say. */
function Distance({ score, reveal }: Pick<TotalProps, "score" | "reveal">) {
  const translate = useTranslations("play.result");
  const format = useFormatter();
  if (reveal.oracleError === null) return null;
  const distance = score.meanError - reveal.oracleError;
  const text = format.number(distance, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return (
    <p className="text-small text-ink-2">
      {distance < 0.0005 ? translate("atHouse") : translate("aboveHouse", { distance: text })}
    </p>
  );
}

/** The own team's first, then the others'. */
function idsOf(own: TeamScore, others: readonly TeamPoints[]): string[] {
  return [own.teamId, ...others.map((other) => other.teamId)];
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
