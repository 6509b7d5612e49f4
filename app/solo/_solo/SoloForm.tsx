"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { postJson } from "@/app/_realtime/post-json";
import { Button } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import { TextField } from "@/app/_ui/TextField";
import type { Refusal } from "@/core/game/refusal";
import { decks } from "@/core/tasks/decks";

/** Chooses a deck and opens a session with one seat. */
export function SoloForm() {
  const translate = useTranslations("solo");
  const translateRefusal = useTranslations("refusal");
  const router = useRouter();
  const [deckId, setDeckId] = useState(decks[0]?.deckId);
  const [name, setName] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isStarting, setIsStarting] = useState(false);

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isStarting || deckId === undefined) return;
    setIsStarting(true);
    // A session needs some name for its one seat; nobody else sees it.
    const answer = await postJson("playAlone", { deckId, name: name.trim() || translate("defaultName") });
    if (answer.ok) {
      router.push(`/play/${answer.joinCode}`);
      return;
    }
    setRefusal(answer.refusal);
    setIsStarting(false);
  }

  return (
    <form onSubmit={handleSubmit} noValidate className="flex flex-col gap-s5">
      <fieldset>
        <legend className="font-medium">{translate("deckLabel")}</legend>
        <div className="mt-s2 border-t rule-ink">
          {decks.map((deck) => (
            <DeckChoice
              key={deck.deckId}
              deck={deck}
              isChosen={deck.deckId === deckId}
              onChoose={() => setDeckId(deck.deckId)}
            />
          ))}
        </div>
      </fieldset>
      <TextField
        label={translate("nameLabel")}
        hint={translate("nameHint")}
        value={name}
        maxLength={60}
        autoComplete="nickname"
        onChange={(event) => setName(event.target.value)}
      />
      {refusal !== null && <Notice kind="refusal">{translateRefusal(refusal)}</Notice>}
      <Button type="submit" variant="primary" size="large" wide aria-disabled={isStarting}>
        {translate(isStarting ? "starting" : "start")}
      </Button>
    </form>
  );
}

type DeckChoiceProps = {
  readonly deck: (typeof decks)[number];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function DeckChoice({ deck, isChosen, onChoose }: DeckChoiceProps) {
  const translate = useTranslations("solo");
  const format = useFormatter();
  const texts = deckTexts[deck.deckId];
  return (
    <label className="flex gap-s3 border-b rule-faint py-s3 leading-snug">
      <input
        type="radio"
        name="deck"
        value={deck.deckId}
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-5 flex-none accent-ink"
      />
      <span>
        <span className="block font-medium">{texts ? translate(texts.name) : deck.deckId}</span>
        {texts && <span className="block text-ink-2">{translate(texts.text)}</span>}
        <span className="block text-small text-ink-2">
          {translate("sizes", {
            inputs: format.number(deck.inputDimension),
            samples: format.number(deck.trainingSampleCount),
          })}
        </span>
      </span>
    </label>
  );
}

/** What each deck is like; a deck without words shows its id. */
const deckTexts: Readonly<
  Record<
    string,
    { readonly name: `deck.${DeckName}.name`; readonly text: `deck.${DeckName}.text` } | undefined
  >
> = {
  "warm-up": { name: "deck.warmUp.name", text: "deck.warmUp.text" },
  "sixteen-inputs": { name: "deck.sixteenInputs.name", text: "deck.sixteenInputs.text" },
};
type DeckName = "warmUp" | "sixteenInputs";
