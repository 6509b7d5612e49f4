"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/Button";
import { type ReadyLesson, readyLessonMinutes, readyLessons } from "@/core/lessons/ready-lessons";
import { LessonNotes } from "./LessonNotes";
import { type LessonDraft, withReadyLesson } from "./lesson-draft";

type Props = { onChange: (change: (draft: LessonDraft) => LessonDraft) => void };

/** Lessons that one tap puts into the editor, each with notes for the teacher. */
export function ReadyLessons({ onChange }: Props) {
  const translate = useTranslations("lessons");
  return (
    <section className="mt-s5">
      <h2 className="border-b rule-ink pb-s2">{translate("ready")}</h2>
      <p className="mt-s2 text-small text-ink-2">{translate("readyText")}</p>
      <ul className="m-0 list-none p-0">
        {readyLessons.map((ready) => (
          <ReadyLine
            key={ready.lessonId}
            ready={ready}
            onUse={() => onChange((draft) => withReadyLesson(draft, ready))}
          />
        ))}
      </ul>
    </section>
  );
}

function ReadyLine({ ready, onUse }: { ready: ReadyLesson; onUse: () => void }) {
  const translate = useTranslations("lessons");
  const title = translate(`list.${ready.lessonId}.title`);
  const minutes = readyLessonMinutes(ready);
  return (
    <li className="border-b rule-faint py-s3">
      <div className="flex flex-wrap items-start justify-between gap-x-s5 gap-y-s2">
        <div className="min-w-0 max-w-measure flex-1 basis-[16em] leading-snug">
          <h3 className="text-lead">{title}</h3>
          <p>{translate(`list.${ready.lessonId}.summary`)}</p>
          <p className="text-small text-ink-2">
            {translate("minutes", { rounds: ready.lesson.length, minutes })}
          </p>
        </div>
        <Button aria-label={translate("useNamed", { title })} onClick={onUse}>
          {translate("use")}
        </Button>
      </div>
      <details className="text-small">
        <summary className="min-h-11 content-center">{translate("notes")}</summary>
        <LessonNotes ready={ready} />
      </details>
    </li>
  );
}
