"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import { type LessonFileProblem, readLessonFile, writeLessonFile } from "@/core/lessons/lesson-file";
import { fileOf, type LessonDraft, withLessonFile } from "./lesson-draft";

type Props = { draft: LessonDraft; onChange: (change: (draft: LessonDraft) => LessonDraft) => void };

type Outcome = { kind: "opened"; name: string } | { kind: "refused"; problem: LessonFileProblem };

/** Keeps the lesson as a file, and opens one that was kept: nothing of it reaches the server before it is created. */
export function LessonFileButtons({ draft, onChange }: Props) {
  const translate = useTranslations("host");
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function openFile(file: File) {
    const read = readLessonFile(await file.text());
    if (!read.ok) return setOutcome({ kind: "refused", problem: read.problem });
    onChange((before) => withLessonFile(before, read.file));
    setOutcome({ kind: "opened", name: file.name });
  }

  return (
    <section className="mt-s5">
      <h2 className="border-b rule-ink pb-s2">{translate("file")}</h2>
      <div className="mt-s3 flex flex-wrap gap-s2">
        <Button onClick={() => input.current?.click()}>{translate("importLesson")} …</Button>
        <Button onClick={() => save(writeLessonFile(fileOf(draft)))}>{translate("exportLesson")}</Button>
      </div>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        className="hidden"
        aria-label={translate("importLesson")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void openFile(file);
          // So that the same file can be opened again after it was changed.
          event.target.value = "";
        }}
      />
      {outcome?.kind === "opened" && (
        <div className="mt-s3">
          <Notice>{translate("imported", { name: outcome.name })}</Notice>
        </div>
      )}
      {outcome?.kind === "refused" && (
        <div className="mt-s3">
          <Notice kind="refusal" title={translate("notImported")}>
            {translate(`fileProblem.${outcome.problem}`)}
          </Notice>
        </div>
      )}
    </section>
  );
}

function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "deepstakes-lesson.json";
  link.click();
  URL.revokeObjectURL(address);
}
