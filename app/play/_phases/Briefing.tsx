"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { hypothesisLabel, hypothesisParts, hypothesisText } from "@/app/_reveal/hypothesis-label";
import { Button } from "@/app/_ui/Button";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import { Notice } from "@/app/_ui/Notice";
import type { Hypothesis } from "@/core/tasks/deck";
import { Column } from "../_player/Column";
import { DeviceLine } from "../_player/DeviceLine";
import type { RoundProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { TaskSizes } from "../_player/TaskSizes";
import { TeamBallot } from "../_player/TeamBallot";
import { useBallot } from "../_player/use-ballot";
import { isPlayedByMany, usePersonInHand } from "../_player/use-person-in-hand";

// Only challenges have an announced task: a class never loads this.
const LateAnnouncedBriefing = lazy(async () => ({
  default: (await import("./AnnouncedBriefing")).AnnouncedBriefing,
}));

const LateRoleLine = lazy(async () => ({ default: (await import("../_player/RoleLine")).RoleLine }));

/** The driving question and the first ballot, before anything has been measured; or the task, where it is announced. */
export function Briefing(props: RoundProps) {
  return props.round.deck.isAnnounced ? <LateAnnouncedBriefing {...props} /> : <BallotBriefing {...props} />;
}

function BallotBriefing(props: RoundProps) {
  const { shared, round, teamRound, team } = props;
  const hand = usePersonInHand(props);
  const translate = useTranslations("play.briefing");
  const { deck } = round;
  const isPicture = errorKindOf(deck) === "distance";
  const ballot = useBallot({
    hypotheses: deck.hypotheses,
    lastBallot: teamRound.lastBallot,
    phaseSequence: shared.phaseSequence,
    castAfterMs: null,
  });
  const isPaused = shared.pausedAtMs !== null;
  const isSaved = teamRound.firstBallot !== null && !ballot.isUnsaved;

  return (
    <Column>
      <div>
        <h1 className="text-h2">{translate(isPicture ? "questionPicture" : "question")}</h1>
        <p className="mt-s2 text-ink-2">{translate(isPicture ? "explanationPicture" : "explanation")}</p>
      </div>
      {isPlayedByMany(team) && (
        <Suspense fallback={null}>
          <LateRoleLine {...props} hand={hand} withAll />
        </Suspense>
      )}
      <TaskSizes deck={deck} />
      <section className="border-t rule-ink pt-s3">
        <TeamBallot
          mode={shared.ballotMode}
          label={translate("ballot")}
          hypotheses={deck.hypotheses}
          shares={ballot.shares}
          onChange={ballot.move}
          disabled={isPaused}
        />
        <Vocabulary hypotheses={deck.hypotheses} />
      </section>
      <RefusalNotice refusal={ballot.refusal} />
      <Button
        variant={isSaved ? "secondary" : "primary"}
        size="large"
        wide
        disabled={isPaused}
        onClick={() => void ballot.cast()}
      >
        {translate(teamRound.firstBallot === null ? "cast" : "castAgain")}
      </Button>
      {isSaved && (
        <Notice kind="waiting" title={translate("castTitle")}>
          {shared.mode === "class" &&
            translate("others", { voted: shared.counts.ballots, count: shared.counts.teamsPlaying })}
        </Notice>
      )}
      <DeviceLine />
    </Column>
  );
}

/** What the names on the ballot mean: the two kinds of product rule, and every other rule by itself. */
function Vocabulary({ hypotheses }: { readonly hypotheses: readonly Hypothesis[] }) {
  const translate = useTranslations("play.briefing");
  const translateTask = useTranslations("tasks");
  const others = hypotheses.filter((hypothesis) => hypothesisParts(hypothesis) === null);
  return (
    <details className="mt-s2 border-t rule-faint">
      <summary className="min-h-11 content-center">{translate("vocabulary")}</summary>
      <dl className="flex flex-col gap-s2 pb-s2 text-ink-2">
        {others.length < hypotheses.length && (
          <>
            <div>
              <dt className="font-medium text-ink">{translate("localTerm")}</dt>
              <dd>{translate("localText")}</dd>
            </div>
            <div>
              <dt className="font-medium text-ink">{translate("globalTerm")}</dt>
              <dd>{translate("globalText")}</dd>
            </div>
          </>
        )}
        {others.map((hypothesis) => (
          <div key={hypothesis}>
            <dt className="font-medium text-ink">{hypothesisLabel(translateTask, hypothesis)}</dt>
            <dd>{hypothesisText(translateTask, hypothesis)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
