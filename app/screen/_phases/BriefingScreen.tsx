"use client";

import { useTranslations } from "next-intl";
import { deckSizesSentence } from "@/app/_reveal/deck-label";
import { hypothesisLabel, hypothesisText } from "@/app/_reveal/hypothesis-label";
import { errorKindOf } from "@/app/_ui/charts/error-kind";
import { CountedMarks } from "@/app/screen/_frame/CountedMarks";
import { RoundLine } from "@/app/screen/_frame/RoundLine";
import { roundCounts } from "@/app/screen/_frame/round-counts";
import { ScreenFrame } from "@/app/screen/_frame/ScreenFrame";
import { SessionClock } from "@/app/screen/_frame/SessionClock";
import type { SharedView } from "@/core/game/view";

/** The driving question, the rules it could be, and how many teams have answered. */
export function BriefingScreen({ shared }: { shared: SharedView }) {
  const translate = useTranslations("screen");
  const translateTask = useTranslations("tasks");
  const translateDeck = useTranslations("decks");
  const counts = roundCounts(shared.counts);
  if (shared.round === null) return null;
  const { deck } = shared.round;
  return (
    <ScreenFrame
      title={translate(errorKindOf(deck) === "distance" ? "briefingTitlePicture" : "briefingTitle")}
      subtitle={
        <>
          <RoundLine shared={shared} /> {deckSizesSentence(translateDeck, deck)}
        </>
      }
      aside={<SessionClock stacked label={translate("untilExploring")} />}
      footer={translate("briefingFooter")}
    >
      <ul className="m-0 mb-s4 grid flex-1 list-none content-stretch p-0">
        {deck.hypotheses.map((hypothesis) => (
          <li
            key={hypothesis}
            className="grid grid-cols-[5.5em_1fr] items-center border-t rule-faint py-s2 text-h2 leading-tight"
          >
            <strong>{hypothesisLabel(translateTask, hypothesis)}</strong>
            <span className="text-lead text-ink-2">{hypothesisText(translateTask, hypothesis)}</span>
          </li>
        ))}
      </ul>
      <p className="flex items-center gap-s4 border-t rule-ink pt-s4 text-h2">
        <CountedMarks filled={counts.ballots} total={counts.teams} />
        {translate("ballotsIn", { done: counts.ballots, total: counts.teams })}
      </p>
    </ScreenFrame>
  );
}
