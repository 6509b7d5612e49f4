"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_ui/Button";
import { CodeField } from "@/app/_ui/CodeField";
import { joinCodeLength } from "@/app/_ui/join-code-text";
import { Notice } from "@/app/_ui/Notice";
import { TextField } from "@/app/_ui/TextField";
import { type JoinRefusal, joinSession } from "./join-session";

const longestName = 24;

type Problem = "codeTooShort" | "nameMissing" | `refusal.${JoinRefusal}`;

export function JoinForm() {
  const translate = useTranslations("home");
  const router = useRouter();
  const [joinCode, setJoinCode] = useState("");
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isJoining, setIsJoining] = useState(false);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const missing = whatIsMissing(joinCode, name);
    setProblem(missing);
    if (missing !== null || isJoining) return;

    setIsJoining(true);
    const answer = await joinSession(joinCode, name.trim());
    if (answer.ok) {
      router.push(`/play/${joinCode}`);
      return;
    }
    setProblem(`refusal.${answer.refusal}`);
    setIsJoining(false);
  }

  const codeProblem = problem === "codeTooShort" || problem === "refusal.unknownCode" ? problem : null;
  const nameProblem =
    problem === "nameMissing" || problem === "refusal.nameTaken" || problem === "refusal.nameInvalid"
      ? problem
      : null;
  const otherProblem = codeProblem === null && nameProblem === null ? problem : null;

  return (
    <form onSubmit={handleSubmit} noValidate className="mt-[26px] md:mt-10">
      <CodeField
        label={translate("codeLabel")}
        value={joinCode}
        onChange={setJoinCode}
        error={codeProblem && translate(codeProblem)}
        name="joinCode"
      />
      <div className="mt-5 grid gap-x-4 gap-y-5 md:mt-6 md:grid-cols-[minmax(0,294px)_auto] md:items-start md:justify-start">
        <TextField
          label={translate("nameLabel")}
          placeholder={translate("namePlaceholder")}
          value={name}
          maxLength={longestName}
          autoComplete="nickname"
          error={nameProblem && translate(nameProblem)}
          onChange={(event) => setName(event.target.value)}
        />
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
      {otherProblem && (
        <div className="mt-s4">
          <Notice kind="refusal">{translate(otherProblem)}</Notice>
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
