"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { postJson } from "@/app/_realtime/post-json";
import { Button } from "@/app/_ui/Button";
import { CodeField } from "@/app/_ui/CodeField";
import { TextField } from "@/app/_ui/TextField";
import type { Refusal } from "@/core/game/refusal";

/** Brings a session that was hosted elsewhere to this browser, by its two codes. */
export function RecoverSession({ onRecovered }: { onRecovered: () => void }) {
  const translate = useTranslations("archive");
  const translateRefusal = useTranslations("refusal");
  const [joinCode, setJoinCode] = useState("");
  const [recoveryCode, setRecoveryCode] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSending, setIsSending] = useState(false);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isSending || joinCode === "" || recoveryCode.trim() === "") return;
    setIsSending(true);
    const answer = await postJson("recoverArchived", { joinCode, recoveryCode: recoveryCode.slice(0, 40) });
    setIsSending(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    setJoinCode("");
    setRecoveryCode("");
    onRecovered();
  }

  return (
    <form onSubmit={handleSubmit} className="max-w-[420px]">
      <p className="mb-s4 text-ink-2">{translate("recoverText")}</p>
      <CodeField label={translate("joinCode")} value={joinCode} onChange={setJoinCode} />
      <div className="mt-s3">
        <TextField
          label={translate("recoveryCode")}
          hint={translate("recoverHint")}
          value={recoveryCode}
          onChange={(event) => setRecoveryCode(event.target.value)}
          error={refusal !== null && translateRefusal(refusal)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
        />
      </div>
      <div className="mt-s4">
        <Button type="submit" disabled={isSending}>
          {translate("recover")}
        </Button>
      </div>
    </form>
  );
}
