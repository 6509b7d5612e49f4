"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { postJson } from "@/app/_realtime/post-json";
import { Button } from "@/app/_ui/Button";
import { TextField } from "@/app/_ui/TextField";
import type { Refusal } from "@/core/game/refusal";

type Props = { joinCode: string; carriedCode: string; onJoined: () => void };

/** Takes the code of an invitation and makes this device a co-host; a link fills the code in. */
export function CoHostForm({ joinCode, carriedCode, onJoined }: Props) {
  const translate = useTranslations("host");
  const translateRefusal = useTranslations("refusal");
  const [coHostCode, setCoHostCode] = useState(carriedCode);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSending, setIsSending] = useState(false);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isSending || coHostCode.trim() === "") return;
    setIsSending(true);
    const answer = await postJson("joinAsCoHost", { joinCode, coHostCode: coHostCode.slice(0, 20) });
    setIsSending(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) onJoined();
  }

  return (
    <form onSubmit={handleSubmit}>
      <p className="mb-s4 max-w-measure">{translate("coHostText", { joinCode })}</p>
      <TextField
        label={translate("coHostCode")}
        hint={translate("coHostHint")}
        value={coHostCode}
        onChange={(event) => setCoHostCode(event.target.value)}
        error={refusal !== null && translateRefusal(refusal)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={20}
      />
      <div className="mt-s4">
        <Button type="submit" variant="primary" size="large" disabled={isSending}>
          {translate("becomeCoHost")}
        </Button>
      </div>
    </form>
  );
}
