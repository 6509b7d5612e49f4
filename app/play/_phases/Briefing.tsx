"use client";

import { useTranslations } from "next-intl";
import { hypothesisLabel } from "@/app/_reveal/hypothesis-label";
import { BallotBars } from "@/app/_ui/BallotBars";
import { Button } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import { Column } from "../_player/Column";
import { DeviceLine } from "../_player/DeviceLine";
import type { RoundProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { TaskSizes } from "../_player/TaskSizes";
import { useBallot } from "../_player/use-ballot";

/** The driving question and the first ballot, before anything has been measured. */
export function Briefing({ shared, round, teamRound }: RoundProps) {
  const translate = useTranslations("play.briefing");
  const translateTask = useTranslations("tasks");
  const { deck } = round;
  const ballot = useBallot({
    hypotheses: deck.hypotheses,
    lastBallot: teamRound.lastBallot,
    phaseSequence: shared.phaseSequence,
    castAfterMs: null,
  });
  const playing = shared.teams.filter((team) => team.progress !== null);
  const votedCount = playing.filter((team) => team.progress?.hasBallot).length;
  const isPaused = shared.pausedAtMs !== null;
  const isSaved = teamRound.firstBallot !== null && !ballot.isUnsaved;

  return (
    <Column>
      <div>
        <h1 className="text-h2">{translate("question")}</h1>
        <p className="mt-s2 text-ink-2">{translate("explanation")}</p>
      </div>
      <TaskSizes deck={deck} />
      <section className="border-t rule-ink pt-s3">
        <BallotBars
          label={translate("ballot")}
          hypotheses={deck.hypotheses.map((hypothesis) => ({
            id: hypothesis,
            label: hypothesisLabel(translateTask, hypothesis),
          }))}
          shares={ballot.shares}
          onChange={ballot.move}
          disabled={isPaused}
        />
        <Vocabulary />
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
          {shared.mode === "class" && translate("others", { voted: votedCount, count: playing.length })}
        </Notice>
      )}
      <DeviceLine />
    </Column>
  );
}

/** What the names on the ballot mean. */
function Vocabulary() {
  const translate = useTranslations("play.briefing");
  return (
    <details className="mt-s2 border-t rule-faint">
      <summary className="min-h-11 content-center">{translate("vocabulary")}</summary>
      <dl className="flex flex-col gap-s2 pb-s2 text-ink-2">
        <div>
          <dt className="font-medium text-ink">{translate("localTerm")}</dt>
          <dd>{translate("localText")}</dd>
        </div>
        <div>
          <dt className="font-medium text-ink">{translate("globalTerm")}</dt>
          <dd>{translate("globalText")}</dd>
        </div>
      </dl>
    </details>
  );
}
