"use client";

import { useTranslations } from "next-intl";
import { deckLabel } from "@/app/_reveal/deck-label";
import type { SharedView } from "@/core/game/view";

/** The lesson's rounds by deck; the tasks themselves are not told, since this screen may be seen. */
export function LessonPanel({ shared }: { shared: SharedView }) {
  const translate = useTranslations("host");
  const translateDeck = useTranslations("decks");
  return (
    <section>
      <h2 className="mb-s1 border-b rule-ink pb-s1">{translate("lesson")}</h2>
      <ol className="m-0 flex list-none flex-wrap gap-x-s5 gap-y-s1 p-0 py-s2">
        {shared.lessonDeckIds.map((deckId, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a round is its place in the lesson
          <li key={index}>
            <span className="font-medium">{index + 1}</span> {deckLabel(translateDeck, deckId)}
          </li>
        ))}
      </ol>
    </section>
  );
}
