"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { postJson } from "@/app/_realtime/post-json";
import { Button } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import { TextField } from "@/app/_ui/TextField";
import { longestHostPassword } from "@/core/contract/http-bodies";
import { longestLesson, type SessionSettings } from "@/core/game/lesson";
import type { Refusal } from "@/core/game/refusal";
import { type LessonProblem, lessonProblems } from "@/core/lessons/lesson-problems";
import { ClassFields } from "./ClassFields";
import { InsecureNotice } from "./InsecureNotice";
import { LengthFields } from "./LengthFields";
import { LessonFileButtons } from "./LessonFileButtons";
import {
  addRound,
  defaultLessonDraft,
  lessonMinutes,
  lessonOf,
  rehearsalSettingsOf,
  settingsOf,
  talkMinutesPerRound,
} from "./lesson-draft";
import { ReadyLessons } from "./ReadyLessons";
import { RoundList } from "./RoundList";
import { keepRecoveryCode } from "./recovery-code";

/** The rounds of a lesson, its phase lengths and the size of the class; ends with a new session. */
export function LessonEditor({ joinOrigin }: { readonly joinOrigin: string }) {
  const translate = useTranslations("host");
  const translateRefusal = useTranslations("refusal");
  const router = useRouter();
  const [draft, setDraft] = useState(defaultLessonDraft);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const problem = lessonProblems(lessonOf(draft))[0] ?? null;
  const [isCreating, setIsCreating] = useState(false);
  const [password, setPassword] = useState<string | null>(null);

  async function create(settings: SessionSettings) {
    if (isCreating) return;
    setIsCreating(true);
    setRefusal(null);
    const lesson = lessonOf(draft);
    const body = password === null ? { lesson, settings } : { lesson, settings, password };
    const answer = await postJson("createSession", body);
    if (!answer.ok) {
      // Only the server knows whether it wants a password.
      if (answer.refusal === "wrong-password") setPassword((typed) => typed ?? "");
      setRefusal(answer.refusal);
      setIsCreating(false);
      return;
    }
    keepRecoveryCode(answer.joinCode, answer.recoveryCode);
    router.push(`/host/${answer.joinCode}`);
  }
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    void create(settingsOf(draft));
  }

  return (
    <main id="main" className="mx-auto max-w-[1180px] px-4 pt-6 pb-12 md:px-16">
      <h1 className="text-h2 md:text-h1">{translate("editorTitle")}</h1>
      <p className="mt-s2 max-w-measure text-ink-2">{translate("editorText")}</p>
      <div className="mt-s3">
        <InsecureNotice joinOrigin={joinOrigin} />
      </div>
      <ReadyLessons onChange={setDraft} />
      <form onSubmit={handleSubmit} className="mt-s5 grid gap-x-s7 gap-y-s6 lg:grid-cols-[1.7fr_1fr]">
        <section>
          <h2 className="border-b rule-ink pb-s2">{translate("rounds")}</h2>
          <RoundList draft={draft} onChange={setDraft} />
          <div className="mt-s4">
            <Button onClick={() => setDraft(addRound)} disabled={draft.rounds.length >= longestLesson}>
              {translate("addRound")}
            </Button>
          </div>
          <LessonFileButtons draft={draft} onChange={setDraft} />
        </section>
        <section>
          <h2 className="border-b rule-ink pb-s2">{translate("class")}</h2>
          <ClassFields draft={draft} onChange={setDraft} />
          <h2 className="mt-s5 border-b rule-ink pb-s2">{translate("time")}</h2>
          <LengthFields draft={draft} onChange={setDraft} />
          <p className="mt-s4" aria-live="polite">
            {translate("estimate", { minutes: lessonMinutes(draft), rounds: draft.rounds.length })}{" "}
            <span className="text-small text-ink-2">
              {translate("estimateText", { minutes: talkMinutesPerRound })}
            </span>
          </p>
          <OneSidedNotice problem={problem} />
          {password !== null && (
            <div className="mt-s4">
              <TextField
                type="password"
                label={translate("password")}
                hint={translate("passwordHint")}
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                autoComplete="current-password"
                maxLength={longestHostPassword}
                autoFocus
              />
            </div>
          )}
          <div className="mt-s4">
            <Button
              type="submit"
              variant="primary"
              size="large"
              wide
              disabled={isCreating || problem !== null}
            >
              {translate(isCreating ? "creating" : "create")}
            </Button>
          </div>
          <div className="mt-s2">
            <Button
              wide
              detail={translate("tryWithBotsDetail")}
              disabled={isCreating || problem !== null}
              onClick={() => void create(rehearsalSettingsOf(draft))}
            >
              {translate("tryWithBots")}
            </Button>
          </div>
          {refusal !== null && (
            <div className="mt-s4">
              <Notice kind="refusal" title={translate("notCreated")}>
                {translateRefusal(refusal)}
              </Notice>
            </div>
          )}
        </section>
      </form>
    </main>
  );
}

/** Why this lesson will not be opened, and what to change; the server refuses it for the same reason. */
function OneSidedNotice({ problem }: { problem: LessonProblem | null }) {
  const translate = useTranslations("host");
  const translateRefusal = useTranslations("refusal");
  if (problem === null) return null;
  return (
    <div className="mt-s4">
      <Notice kind="refusal" title={translate(`oneSided.${problem}`)}>
        {translateRefusal("lesson-one-sided")}
      </Notice>
    </div>
  );
}
