"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { deckSizes } from "@/app/_reveal/deck-label";
import { hypothesisLabel } from "@/app/_reveal/hypothesis-label";
import type { Deck } from "@/core/tasks/deck";
import { referenceFlopsPerSecond } from "@/core/tasks/deck-seconds";
import type { DeckSummary } from "./deck-summary";

type Props = { readonly deck: Deck; readonly summary: DeckSummary };

const counted = ["shallowWins", "deepWins", "controls", "decoys"] as const;

/** What a deck shows and costs, for those who choose one. The winner of an announced task stays to be found. */
export function DeckFacts({ deck, summary }: Props) {
  const translate = useTranslations("decks");
  const translateTask = useTranslations("tasks");
  const format = useFormatter();
  const shown = counted.filter((name) => summary[name] > 0);
  const hypotheses = deck.hypotheses.map((hypothesis) => hypothesisLabel(translateTask, hypothesis));
  const inWords = (count: number) =>
    format.number(count, { notation: "compact", maximumSignificantDigits: 2 });
  const operations = inWords(summary.costliestFlops);
  const seconds = format.number(summary.longestRaceSeconds, { maximumSignificantDigits: 2 });
  return (
    <dl className="grid grid-cols-[fit-content(38%)_minmax(0,1fr)] gap-x-s3 gap-y-s1 text-small leading-snug">
      {!deck.isAnnounced && shown.length > 0 && (
        <Fact name={translate("facts.shows")}>
          {format.list(
            shown.map((name) => translate(`facts.${name}`, { count: summary[name] })),
            { type: "conjunction" },
          )}
        </Fact>
      )}
      <Fact name={translate(deck.isAnnounced ? "facts.announced" : "facts.hypotheses")}>
        {format.list(hypotheses, { type: "disjunction" })}
      </Fact>
      <Fact name={translate("facts.sizes")}>{deckSizes(translate, deck)}</Fact>
      <Fact name={translate("facts.device")}>{translate(`facts.tier.${deck.tier}`)}</Fact>
      <Fact name={translate("facts.cost")}>{translate("facts.operations", { operations })}</Fact>
      <Fact name={translate("facts.time")}>
        {translate("facts.secondsOfReference", { seconds, operations: inWords(referenceFlopsPerSecond) })}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2 [overflow-wrap:anywhere]">{name}</dt>
      <dd className="m-0 min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}
