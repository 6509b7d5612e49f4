"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { DeckFacts } from "@/app/_decks/DeckFacts";
import type { DeckSummary } from "@/app/_decks/deck-summary";
import { postJson } from "@/app/_realtime/post-json";
import { deckLabel, deckText } from "@/app/_reveal/deck-label";
import { Button } from "@/app/_ui/Button";
import { Notice } from "@/app/_ui/Notice";
import { TextField } from "@/app/_ui/TextField";
import type { Refusal } from "@/core/game/refusal";
import type { Deck, DeckId } from "@/core/tasks/deck";
import { announcedDecks, decks } from "@/core/tasks/decks";

/** Chooses a deck and opens a session with one seat. Only decks with a summary can be played. */
export function SoloForm({ summaries }: { readonly summaries: readonly DeckSummary[] }) {
  const translate = useTranslations("solo");
  const translateRefusal = useTranslations("refusal");
  const router = useRouter();
  const [deckId, setDeckId] = useState(summaries[0]?.deckId);
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
        {[decks, announcedDecks].map((group) => (
          <DeckGroup
            key={group === decks ? "hidden" : "announced"}
            title={translate(group === decks ? "hiddenDecks" : "challenges")}
            decks={group}
            {...{ summaries, deckId }}
            onChoose={setDeckId}
          />
        ))}
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

type GroupProps = {
  readonly title: string;
  readonly decks: readonly Deck[];
  readonly summaries: readonly DeckSummary[];
  readonly deckId: DeckId | undefined;
  readonly onChoose: (deckId: DeckId) => void;
};

function DeckGroup({ title, decks: group, summaries, deckId, onChoose }: GroupProps) {
  const choices = group.flatMap((deck) => {
    const summary = summaries.find((other) => other.deckId === deck.deckId);
    return summary === undefined ? [] : [{ deck, summary }];
  });
  if (choices.length === 0) return null;
  return (
    <div className="mt-s3">
      <p className="border-b rule-ink pb-s1 text-small text-ink-2">{title}</p>
      {choices.map(({ deck, summary }) => (
        <DeckChoice
          key={deck.deckId}
          deck={deck}
          summary={summary}
          isChosen={deck.deckId === deckId}
          onChoose={() => onChoose(deck.deckId)}
        />
      ))}
    </div>
  );
}

type DeckChoiceProps = {
  readonly deck: Deck;
  readonly summary: DeckSummary;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function DeckChoice({ deck, summary, isChosen, onChoose }: DeckChoiceProps) {
  const translate = useTranslations("decks");
  return (
    <div className="border-b rule-faint py-s3">
      <label className="flex gap-s3 leading-snug">
        <input
          type="radio"
          name="deck"
          value={deck.deckId}
          checked={isChosen}
          onChange={onChoose}
          className="mt-0.5 size-5 flex-none accent-ink"
        />
        <span className="min-w-0">
          <span className="block font-medium">{deckLabel(translate, deck.deckId)}</span>
          <span className="block text-ink-2">{deckText(translate, deck)}</span>
        </span>
      </label>
      {isChosen && (
        <div className="mt-s2 pl-8">
          <DeckFacts deck={deck} summary={summary} />
        </div>
      )}
    </div>
  );
}
