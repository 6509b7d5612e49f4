"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useRef } from "react";
import type { RoundProps } from "../_player/phase-props";
import { ClueShop } from "./ClueShop";

/** Nothing has been bought when a round begins. */
const LateClueCards = lazy(async () => ({ default: (await import("./ClueCards")).ClueCards }));

/** What a team can ask about the hidden rule, and what it has been told. */
export function ClueFile(props: RoundProps) {
  const translate = useTranslations("play.clues");
  const isAwaited = useRef(false);
  const { team, own, round, teamRound } = props;
  return (
    <section className="mt-s3 border-t rule-ink pt-s3">
      <h3>{translate("title")}</h3>
      <p className="text-small leading-snug text-ink-2">{translate("intro")}</p>
      <ClueShop {...props} isAwaited={isAwaited} />
      {teamRound.clues.length > 0 && (
        <Suspense fallback={null}>
          <LateClueCards
            clues={teamRound.clues}
            seats={team.seats}
            ownSeatId={own.seatId}
            inputDimension={round.deck.inputDimension}
            isAwaited={isAwaited}
          />
        </Suspense>
      )}
    </section>
  );
}
