"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { postJoin } from "@/app/_realtime/post-join";
import { Button } from "@/app/_ui/Button";
import { TextField } from "@/app/_ui/TextField";
import type { Refusal } from "@/core/game/refusal";
import { PlainPage } from "./PlainPage";
import { PrivateNameField } from "./PrivateNameField";
import { RefusalNotice } from "./RefusalNotice";
import { SuggestName } from "./SuggestName";
import { rememberSeatCode } from "./seat-code-memory";

/** Few come back to a seat: its six cells need not be loaded by all. */
const LateReturnForm = lazy(async () => ({ default: (await import("./ReturnForm")).ReturnForm }));

type Props = { readonly joinCode: string; readonly onSeated: () => void };

/** Takes a seat in the session of the address, or comes back to one with its seat code. */
export function JoinScreen({ joinCode, onSeated }: Props) {
  const translate = useTranslations("play.join");
  const [isReturning, setIsReturning] = useState(false);
  return (
    <PlainPage>
      <div>
        <h1 className="text-h2">{translate(isReturning ? "returnTitle" : "title")}</h1>
        <p className="mt-s1 text-ink-2">
          {translate.rich("code", {
            joinCode,
            b: (text) => (
              <b lang="en" className="tracking-[0.12em] text-ink">
                {text}
              </b>
            ),
          })}
        </p>
      </div>
      {isReturning ? (
        <Suspense fallback={null}>
          <LateReturnForm joinCode={joinCode} onSeated={onSeated} />
        </Suspense>
      ) : (
        <NameForm joinCode={joinCode} onSeated={onSeated} />
      )}
      <div className="border-t rule-faint pt-s2">
        <Button variant="quiet" className="-ml-2" onClick={() => setIsReturning((before) => !before)}>
          {translate(isReturning ? "isNew" : "hasSeatCode")}
        </Button>
      </div>
    </PlainPage>
  );
}

function NameForm({ joinCode, onSeated }: Props) {
  const translate = useTranslations("play.join");
  const translateRefusal = useTranslations("refusal");
  const [name, setName] = useState("");
  const [privateName, setPrivateName] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isBusy) return;
    setIsBusy(true);
    const names = privateName.trim() === "" ? { name } : { name, privateName };
    const answer = await postJoin({ joinCode, ...names });
    setIsBusy(false);
    if (!answer.ok) {
      setRefusal(answer.refusal);
      return;
    }
    if (answer.seatCode !== null) rememberSeatCode(joinCode, answer.seatCode);
    onSeated();
  }

  const isAboutName = refusal === "name-empty" || refusal === "name-taken";
  return (
    <form onSubmit={handleSubmit} noValidate className="flex flex-col gap-s4">
      <div>
        <TextField
          label={translate("nameLabel")}
          value={name}
          maxLength={60}
          autoComplete="nickname"
          error={isAboutName && translateRefusal(refusal)}
          onChange={(event) => setName(event.target.value)}
        />
        <SuggestName label={translate("suggest")} onSuggest={setName} />
      </div>
      <PrivateNameField value={privateName} onChange={setPrivateName} />
      {!isAboutName && <RefusalNotice refusal={refusal} />}
      <Button type="submit" variant="primary" size="large" wide aria-disabled={isBusy}>
        {translate(isBusy ? "joining" : "join")}
      </Button>
      <p className="text-ink-2">{translate("note")}</p>
    </form>
  );
}
