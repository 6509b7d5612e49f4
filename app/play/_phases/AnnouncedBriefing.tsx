"use client";

import { useTranslations } from "next-intl";
import { hypothesisLabel, hypothesisText } from "@/app/_reveal/hypothesis-label";
import { Column } from "../_player/Column";
import { DeviceLine } from "../_player/DeviceLine";
import type { RoundProps } from "../_player/phase-props";
import { SoloNext } from "../_player/SoloNext";
import { TaskSizes } from "../_player/TaskSizes";

/** Nothing to guess: the task by its name. Only who plays alone meets this. */
export function AnnouncedBriefing({ shared, round }: RoundProps) {
  const translate = useTranslations("play.briefing");
  const translateTask = useTranslations("tasks");
  const [hypothesis] = round.deck.hypotheses;
  if (hypothesis === undefined) return null;
  return (
    <Column>
      <div>
        <h1 className="text-h2">
          {translate("questionAnnounced", { name: hypothesisLabel(translateTask, hypothesis) })}
        </h1>
        <p className="mt-s2 text-ink-2">
          {translate("explanationAnnounced", { text: hypothesisText(translateTask, hypothesis) })}
        </p>
      </div>
      <TaskSizes deck={round.deck} />
      <SoloNext shared={shared} label={translate("start")} />
      <DeviceLine />
    </Column>
  );
}
