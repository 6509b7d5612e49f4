"use client";

import { useTranslations } from "next-intl";
import { deckLabel } from "@/app/_reveal/deck-label";
import { Button } from "@/app/_ui/Button";
import { PhaseStrip } from "@/app/_ui/PhaseStrip";
import { SessionClock } from "@/app/screen/_frame/SessionClock";
import { isRoundPhase, roundPhases } from "@/core/game/phase";
import { revealPages } from "@/core/game/reveal-pages";
import type { SharedView } from "@/core/game/view";
import type { NextStep } from "./next-step";

type Props = { shared: SharedView; step: NextStep; isReady: boolean; onNext: () => void };

/** Where the class is, how long that lasts, and the one button that leads on. */
export function PhaseBar({ shared, step, isReady, onNext }: Props) {
  const translate = useTranslations("host");
  const translatePhase = useTranslations("phases");
  const translateDeck = useTranslations("decks");
  const { phase, round, roundNumber, roundCount } = shared;
  const stations = roundPhases.map((id) => ({ id, label: translatePhase(`name.${id}`) }));
  const nextDeckId = shared.lessonDeckIds[roundNumber];
  return (
    <section aria-label={translate("phaseSection")}>
      <PhaseStrip stations={stations} currentId={isRoundPhase(phase) ? phase : null} />
      <div className="mt-s4 grid items-center gap-x-s5 gap-y-s3 md:grid-cols-[minmax(0,1fr)_auto]">
        <div>
          <p className="text-h2 leading-tight font-semibold" data-phase={phase}>
            {translatePhase(`name.${phase}`)}
            {shared.pausedAtMs !== null && <span className="font-normal"> · {translate("isPaused")}</span>}
          </p>
          <p className="mt-s1 leading-snug text-ink-2">
            {round !== null && isRoundPhase(phase)
              ? translate("roundOf", {
                  number: roundNumber,
                  total: roundCount,
                  deck: deckLabel(translateDeck, round.deck.deckId),
                })
              : translate("roundsPlanned", { total: roundCount })}
            {" · "}
            {translatePhase(`hint.${phase}`)}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-x-s5 gap-y-s3 max-md:[&>button]:w-full md:[&>button]:min-w-[280px]">
          <SessionClock />
          {phase !== "closed" && (
            <Button
              variant="primary"
              size="large"
              disabled={!isReady}
              onClick={onNext}
              detail={
                (step.kind === "start-round" && nextDeckId && deckLabel(translateDeck, nextDeckId)) ||
                (step.kind === "turn-page" && translatePhase(`page.${revealPages[step.page] ?? "result"}`)) ||
                undefined
              }
            >
              <NextText step={step} isEmpty={phase === "lobby" && !isReady} />
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

function NextText({ step, isEmpty }: { step: NextStep; isEmpty: boolean }) {
  const translate = useTranslations("host");
  if (isEmpty) return translate("nobodyYet");
  if (step.kind === "start-round") return translate("next.start-round", { number: step.roundNumber });
  return translate(`next.${step.kind}`);
}
