"use client";

import { useTranslations } from "next-intl";
import { hypothesisLabel } from "@/app/_reveal/hypothesis-label";
import { BallotBars } from "@/app/_ui/BallotBars";
import { DeviceLine } from "../_player/DeviceLine";
import type { RoundProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { TaskSizes } from "../_player/TaskSizes";
import { useBallot } from "../_player/use-ballot";

const castAfterMs = 700;

/** What is known of the task, and what the team believes. The ballot casts itself when the bars rest. */
export function CaseFile({ shared, round, teamRound }: RoundProps) {
  const translate = useTranslations("play.cockpit");
  const translateTask = useTranslations("tasks");
  const { deck } = round;
  const ballot = useBallot({
    hypotheses: deck.hypotheses,
    lastBallot: teamRound.lastBallot,
    phaseSequence: shared.phaseSequence,
    castAfterMs,
  });
  const isFrozen = shared.pausedAtMs !== null || teamRound.commitment !== null;
  const state = ballot.isUnsaved ? "saving" : teamRound.lastBallot === null ? "noBallot" : "saved";

  return (
    <section>
      <h2 className="mb-s2 max-[1199px]:sr-only">{translate("caseFile")}</h2>
      <TaskSizes deck={deck} />
      <p className="mt-s1 text-small text-ink-2">{translate("taskHint")}</p>
      <div className="mt-s3 border-t rule-ink pt-s3">
        <BallotBars
          label={translate("ballot")}
          hypotheses={deck.hypotheses.map((hypothesis) => ({
            id: hypothesis,
            label: hypothesisLabel(translateTask, hypothesis),
          }))}
          shares={ballot.shares}
          onChange={ballot.move}
          disabled={isFrozen}
        />
        <p className="min-h-[1.5em] text-small text-ink-2" aria-live="polite">
          {translate(isFrozen ? "ballotFrozen" : `ballotState.${state}`)}
        </p>
      </div>
      <RefusalNotice refusal={ballot.refusal} />
      <div className="mt-s4">
        <DeviceLine />
      </div>
    </section>
  );
}
