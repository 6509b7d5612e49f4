"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { postJson } from "@/app/_realtime/post-json";
import { Button } from "@/app/_ui/Button";
import { CodeField } from "@/app/_ui/CodeField";
import type { Refusal } from "@/core/game/refusal";
import { RefusalNotice } from "./RefusalNotice";

type Props = { readonly joinCode: string; readonly onSeated: () => void };

/** Back to one's seat with its code, from another device or after a lost cookie. */
export function ReturnForm({ joinCode, onSeated }: Props) {
  const translate = useTranslations("play.join");
  const [seatCode, setSeatCode] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    const answer = await postJson("returnToSeat", { joinCode, seatCode });
    setIsBusy(false);
    if (answer.ok) onSeated();
    else setRefusal(answer.refusal);
  }

  return (
    <form onSubmit={handleSubmit} noValidate className="flex flex-col gap-s4">
      <CodeField label={translate("seatCodeLabel")} value={seatCode} onChange={setSeatCode} />
      <RefusalNotice refusal={refusal} />
      <Button type="submit" variant="primary" size="large" wide aria-disabled={isBusy}>
        {translate(isBusy ? "joining" : "comeBack")}
      </Button>
      <p className="text-ink-2">{translate("returnNote")}</p>
    </form>
  );
}
