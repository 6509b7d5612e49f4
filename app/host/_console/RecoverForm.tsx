"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { postJson } from "@/app/_realtime/post-json";
import { Button } from "@/app/_ui/Button";
import { TextField } from "@/app/_ui/TextField";
import type { Refusal } from "@/core/game/refusal";

type Props = { joinCode: string; onRecovered: () => void };

/** Takes the printed recovery code and makes this device the host's. */
export function RecoverForm({ joinCode, onRecovered }: Props) {
  const translate = useTranslations("host");
  const translateRefusal = useTranslations("refusal");
  const [recoveryCode, setRecoveryCode] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSending, setIsSending] = useState(false);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isSending || recoveryCode.trim() === "") return;
    setIsSending(true);
    const answer = await postJson("recoverHost", { joinCode, recoveryCode: recoveryCode.slice(0, 40) });
    setIsSending(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) onRecovered();
  }

  return (
    <form onSubmit={handleSubmit}>
      <p className="mb-s4 max-w-measure">{translate("recoverText", { joinCode })}</p>
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
      <div className="mt-s4">
        <Button type="submit" variant="primary" size="large" disabled={isSending}>
          {translate("recover")}
        </Button>
      </div>
    </form>
  );
}
