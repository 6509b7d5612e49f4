"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { postJoin } from "@/app/_realtime/post-join";
import { Button } from "@/app/_ui/Button";
import { CodeField } from "@/app/_ui/CodeField";
import { joinCodeLength } from "@/app/_ui/join-code-text";
import { Notice } from "@/app/_ui/Notice";
import { TextField } from "@/app/_ui/TextField";
import { SuggestName } from "@/app/play/_player/SuggestName";
import { rememberSeatCode } from "@/app/play/_player/seat-code-memory";
import { longestName } from "@/core/game/clean-name";
import type { Refusal } from "@/core/game/refusal";

type Problem = "codeTooShort" | "nameMissing" | Refusal;

/** Problems that are shown at a field; all others stand below the form. */
const codeProblems: readonly Problem[] = ["codeTooShort", "unknown-code"];
const nameProblems: readonly Problem[] = ["nameMissing", "name-empty", "name-taken"];

/** Takes a seat and goes to it; the seat's token arrives in a cookie. */
export function JoinForm() {
  const translate = useTranslations("home");
  const translateRefusal = useTranslations("refusal");
  const router = useRouter();
  const [joinCode, setJoinCode] = useState("");
  const [name, setName] = useState("");
  const [privateName, setPrivateName] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isJoining, setIsJoining] = useState(false);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const missing = whatIsMissing(joinCode, name);
    setProblem(missing);
    if (missing !== null || isJoining) return;

    setIsJoining(true);
    const answer = await postJoin({
      joinCode,
      name,
      ...(privateName.trim() === "" ? {} : { privateName }),
    });
    if (answer.ok) {
      if (answer.seatCode !== null) rememberSeatCode(answer.joinCode, answer.seatCode);
      router.push(`/play/${answer.joinCode}`);
      return;
    }
    setProblem(answer.refusal);
    setIsJoining(false);
  }

  function problemText(shown: Problem): string {
    return shown === "codeTooShort" || shown === "nameMissing" ? translate(shown) : translateRefusal(shown);
  }

  function problemAmong(problems: readonly Problem[]): string | null {
    return problem !== null && problems.includes(problem) ? problemText(problem) : null;
  }

  const codeProblem = problemAmong(codeProblems);
  const nameProblem = problemAmong(nameProblems);
  const isProblemElsewhere = problem !== null && codeProblem === null && nameProblem === null;

  return (
    <form onSubmit={handleSubmit} noValidate className="mt-[26px] md:mt-10">
      <CodeField
        label={translate("codeLabel")}
        value={joinCode}
        onChange={setJoinCode}
        error={codeProblem}
        name="joinCode"
      />
      <div className="mt-5 grid gap-x-4 gap-y-5 md:mt-6 md:grid-cols-[minmax(0,294px)_auto] md:items-start md:justify-start">
        <div>
          <TextField
            label={translate("nameLabel")}
            placeholder={translate("namePlaceholder")}
            value={name}
            maxLength={longestName}
            autoComplete="nickname"
            error={nameProblem}
            onChange={(event) => setName(event.target.value)}
          />
          <SuggestName label={translate("suggest")} onSuggest={setName} />
        </div>
        <Button
          type="submit"
          variant="primary"
          size="large"
          aria-disabled={isJoining}
          className="md:mt-6 max-md:w-full"
        >
          {translate(isJoining ? "joining" : "join")}
        </Button>
      </div>
      <details className="mt-s1 max-w-[446px]">
        <summary className="min-h-11 content-center text-ink-2">{translate("privateName")}</summary>
        <TextField
          label={translate("privateNameLabel")}
          hint={translate("privateNameHint")}
          value={privateName}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setPrivateName(event.target.value)}
        />
      </details>
      {isProblemElsewhere && (
        <div className="mt-s4">
          <Notice kind="refusal">{problemText(problem)}</Notice>
        </div>
      )}
      <p className="mt-3 leading-snug text-ink-2 md:mt-4">{translate("note")}</p>
    </form>
  );
}

function whatIsMissing(joinCode: string, name: string): Problem | null {
  if (joinCode.length < joinCodeLength) return "codeTooShort";
  return name.trim() === "" ? "nameMissing" : null;
}
