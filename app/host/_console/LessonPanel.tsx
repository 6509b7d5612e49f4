"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useSession } from "@/app/_realtime/SessionProvider";
import { deckLabel } from "@/app/_reveal/deck-label";
import type { SharedView } from "@/core/game/view";
import { longestRaceSeconds, middleFlopsPerSecond } from "@/core/tasks/deck-seconds";
import { findDeck } from "@/core/tasks/decks";

/**
 * The lesson's rounds by deck, with what each costs on the devices that have been measured; the tasks themselves are
 * not told, since this screen may be seen.
 */
export function LessonPanel({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  const translateDeck = useTranslations("decks");
  const format = useFormatter();
  const devices = useSession((state) => state.live.devices);
  const able = devices.filter(({ engine }) => engine !== null).map(({ stepsPerSecond }) => stepsPerSecond);
  const speed = middleFlopsPerSecond(able);
  const secondsOf = (deckId: SharedView["lessonDeckIds"][number]) => {
    const deck = findDeck(deckId);
    if (deck === null || speed === null) return null;
    return format.number(longestRaceSeconds(deck, speed), { maximumSignificantDigits: 2 });
  };
  return (
    <section>
      <h2 className="mb-s1 border-b rule-ink pb-s1">{translate("lesson")}</h2>
      <ol className="m-0 flex list-none flex-wrap gap-x-s5 gap-y-s1 p-0 py-s2">
        {shared.lessonDeckIds.map((deckId, index) => {
          const seconds = secondsOf(deckId);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a round is its place in the lesson
            <li key={index}>
              <span className="font-medium">{index + 1}</span> {deckLabel(translateDeck, deckId)}
              {seconds !== null && (
                <span className="ml-s2 text-small text-ink-2">
                  {translate("longestRaceHere", { seconds })}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {speed !== null && (
        <p className="text-small leading-snug text-ink-2">
          {translate("longestRaceNote", { count: able.length })}
        </p>
      )}
    </section>
  );
}
