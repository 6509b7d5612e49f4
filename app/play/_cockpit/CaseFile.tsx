"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { hypothesisLabel, hypothesisText } from "@/app/_reveal/hypothesis-label";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import { DeviceLine } from "../_player/DeviceLine";
import type { RoundProps } from "../_player/phase-props";
import { RefusalNotice } from "../_player/RefusalNotice";
import { TaskSizes } from "../_player/TaskSizes";
import { TeamBallot } from "../_player/TeamBallot";
import { useBallot } from "../_player/use-ballot";

const castAfterMs = 700;

/** Not loaded before the case file is opened. */
const LateClueFile = lazy(async () => ({ default: (await import("../_clues/ClueFile")).ClueFile }));

/** What is known of the task, what its errors are, what the team has asked and been told, and what it believes. */
export function CaseFile({ isShown, ...props }: RoundProps & { readonly isShown: boolean }) {
  const translate = useTranslations("play.cockpit");
  const translateChart = useTranslations("charts");
  const translateTask = useTranslations("tasks");
  const { deck } = props.round;
  const errorKind = errorKindOf(deck);
  const [wasShown, setWasShown] = useState(isShown);
  if (isShown && !wasShown) setWasShown(true);
  const [announced] = deck.isAnnounced ? deck.hypotheses : [];
  return (
    <section>
      <h2 className="mb-s2 max-[1199px]:sr-only">{translate("caseFile")}</h2>
      <TaskSizes deck={deck} />
      <p className="mt-s1 text-small text-ink-2">
        {translate(errorKind === "distance" ? "taskHintPicture" : "taskHint")}{" "}
        {translateChart(`errorMeans.${errorKind}`)}
      </p>
      {wasShown && props.round.clueOffers.length > 0 && (
        <Suspense fallback={null}>
          <LateClueFile {...props} />
        </Suspense>
      )}
      {announced === undefined ? (
        <CaseBallot {...props} />
      ) : (
        <p className="mt-s3 border-t rule-ink pt-s3">
          {translate("announced", {
            name: hypothesisLabel(translateTask, announced),
            text: hypothesisText(translateTask, announced),
          })}
        </p>
      )}
      <div className="mt-s4">
        <DeviceLine />
      </div>
    </section>
  );
}

/** The ballot casts itself when the bars rest. */
function CaseBallot({ shared, round, teamRound }: RoundProps) {
  const translate = useTranslations("play.cockpit");
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
    <>
      <div className="mt-s3 border-t rule-ink pt-s3">
        <TeamBallot
          mode={shared.ballotMode}
          label={translate("ballot")}
          hypotheses={deck.hypotheses}
          shares={ballot.shares}
          onChange={ballot.move}
          disabled={isFrozen}
        />
        <p className="min-h-[1.5em] text-small text-ink-2" aria-live="polite">
          {translate(isFrozen ? "ballotFrozen" : `ballotState.${state}`)}
        </p>
      </div>
      <RefusalNotice refusal={ballot.refusal} />
    </>
  );
}
