"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { DeckFacts } from "@/app/_decks/DeckFacts";
import { deckSummary } from "@/app/_decks/deck-summary";
import { deckLabel, deckSizesSentence, deckText } from "@/app/_reveal/deck-label";
import { hypothesisLabel, hypothesisText } from "@/app/_reveal/hypothesis-label";
import { Button } from "@/app/_ui/Button";
import { decks, findDeck } from "@/core/tasks/decks";
import { dealtPresets } from "@/core/tasks/presets";
import {
  changeDeck,
  changePreset,
  type DraftRound,
  type LessonDraft,
  moveRound,
  removeRound,
} from "./lesson-draft";
import { SelectField } from "./SelectField";

type Change = (change: (draft: LessonDraft) => LessonDraft) => void;

/** The rounds in playing order; moved with buttons, so that no dragging is needed. */
export function RoundList({ draft, onChange }: { draft: LessonDraft; onChange: Change }) {
  return (
    <ol className="m-0 list-none p-0">
      {draft.rounds.map((round, index) => (
        <RoundRow
          key={round.key}
          round={round}
          number={index + 1}
          isLast={index === draft.rounds.length - 1}
          isOnly={draft.rounds.length === 1}
          onChange={onChange}
        />
      ))}
    </ol>
  );
}

const playable = decks.filter(({ deckId }) => dealtPresets(deckId).length > 0);

type RowProps = { round: DraftRound; number: number; isLast: boolean; isOnly: boolean; onChange: Change };

function RoundRow({ round, number, isLast, isOnly, onChange }: RowProps) {
  const translate = useTranslations("host");
  const translateDeck = useTranslations("decks");
  const headingId = useId();
  const deck = findDeck(round.deckId);
  return (
    <li className="border-b rule-faint py-s4" aria-labelledby={headingId}>
      <div className="flex flex-wrap items-center justify-between gap-x-s3 gap-y-s2">
        <h3 id={headingId} className="text-lead">
          {translate("roundNumber", { number })}
        </h3>
        <div className="flex gap-s1">
          <Button
            aria-label={translate("moveUp", { number })}
            disabled={number === 1}
            onClick={() => onChange((draft) => moveRound(draft, round.key, -1))}
          >
            ↑
          </Button>
          <Button
            aria-label={translate("moveDown", { number })}
            disabled={isLast}
            onClick={() => onChange((draft) => moveRound(draft, round.key, 1))}
          >
            ↓
          </Button>
          <Button
            variant="quiet"
            aria-label={translate("removeRoundNumber", { number })}
            disabled={isOnly}
            onClick={() => onChange((draft) => removeRound(draft, round.key))}
          >
            {translate("removeRound")}
          </Button>
        </div>
      </div>
      <div className="mt-s2 grid gap-s3 md:grid-cols-2">
        <SelectField
          label={translate("deck")}
          value={round.deckId}
          options={playable.map(({ deckId }) => ({ value: deckId, label: deckLabel(translateDeck, deckId) }))}
          onChange={(value) => {
            const chosen = playable.find(({ deckId }) => deckId === value);
            if (chosen) onChange((draft) => changeDeck(draft, round.key, chosen.deckId));
          }}
        />
        <TaskField round={round} onChange={onChange} />
      </div>
      <p className="mt-s2 text-small leading-snug text-ink-2">
        {deck !== null && `${deckText(translateDeck, deck)} ${deckSizesSentence(translateDeck, deck)}`}
      </p>
      {deck !== null && (
        <details className="text-small">
          <summary className="min-h-11 content-center">{translateDeck("facts.title")}</summary>
          <DeckFacts deck={deck} summary={deckSummary(deck)} />
        </details>
      )}
      {round.presetId !== null && (
        <p className="mt-s1 text-small font-medium leading-snug">{translate("presetVisible")}</p>
      )}
    </li>
  );
}

function TaskField({ round, onChange }: Pick<RowProps, "round" | "onChange">) {
  const translate = useTranslations("host");
  const translateTask = useTranslations("tasks");
  const presets = dealtPresets(round.deckId);
  const options = presets.map(({ presetId, hypothesis }) => ({
    value: presetId,
    label: `${hypothesisLabel(translateTask, hypothesis)}: ${hypothesisText(translateTask, hypothesis)}`,
  }));
  return (
    <SelectField
      label={translate("task")}
      value={round.presetId ?? ""}
      options={[{ value: "", label: translate("dealt") }, ...options]}
      onChange={(value) => {
        const presetId = presets.find((preset) => preset.presetId === value)?.presetId ?? null;
        onChange((draft) => changePreset(draft, round.key, presetId));
      }}
    />
  );
}
