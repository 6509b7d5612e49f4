"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { directionCount } from "@/core/clues/clue-key";
import { clueOfKey } from "@/core/clues/clue-of-key";
import { type ClueChoice, chosenOffer, type OfferedKind } from "./clue-choice";
import { useClueWords } from "./use-clue-words";

type Props = {
  readonly offered: OfferedKind;
  readonly choice: ClueChoice;
  readonly inputDimension: number;
  readonly onChoose: (choice: ClueChoice) => void;
};

/** What has to be chosen before a clue of this kind is bought. All native inputs. */
export function ClueChoices(props: Props) {
  const { kind } = props.offered;
  if (kind === "rows") return null;
  return (
    <div className="mt-s2 flex flex-col gap-s2">
      {kind === "negate" && <InputChoice {...props} />}
      {kind === "line" || kind === "jump-scan" ? <DirectionChoice {...props} /> : <OfferChoice {...props} />}
    </div>
  );
}

const questions = {
  resample: "whichShare",
  negate: "howManyPoints",
  shift: "howManyPoints",
  baseline: "whichPredictor",
} as const;

/** Which share, how many points, which predictor: each has a price of its own. */
function OfferChoice({ offered, choice, inputDimension, onChoose }: Props) {
  const translate = useTranslations("play.clues");
  const { kind, offers } = offered;
  const nameOf = useOfferName(inputDimension);
  if (!isAsked(kind)) return null;
  return (
    <Choices
      legend={translate(questions[kind])}
      isUpright={kind === "baseline"}
      selected={chosenOffer(offered, choice).key}
      options={offers.map(({ key }) => ({ value: key, label: nameOf(key), name: nameOf(key) }))}
      onSelect={(key) => onChoose({ ...choice, keys: { ...choice.keys, [kind]: key } })}
    />
  );
}

function isAsked(kind: OfferedKind["kind"]): kind is keyof typeof questions {
  return kind in questions;
}

function useOfferName(inputDimension: number) {
  const translate = useTranslations("play.clues");
  const format = useFormatter();
  return (key: OfferedKind["offers"][number]["key"]): string => {
    const clue = clueOfKey(key, 0, { inputDimension });
    if (clue.kind === "resample") return translate(`share.${clue.share}`);
    if (clue.kind === "baseline") return translate(`predictor.${clue.predictor}`);
    return "points" in clue ? format.number(clue.points) : key;
  };
}

function InputChoice({ choice, inputDimension, onChoose }: Props) {
  const translate = useTranslations("play.clues");
  return (
    <label className="flex items-center justify-between gap-s2 text-small text-ink-2">
      {translate("whichInput")}
      <select
        className="min-h-11 border rule-ink bg-paper-raised px-s2 text-ink min-[1200px]:min-h-8"
        value={choice.input}
        onChange={(event) => onChoose({ ...choice, input: Number(event.currentTarget.value) })}
      >
        {Array.from({ length: inputDimension }, (_, input) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place
          <option key={input} value={input}>
            {translate("input", { number: input + 1 })}
          </option>
        ))}
      </select>
    </label>
  );
}

function DirectionChoice({ choice, onChoose }: Props) {
  const translate = useTranslations("play.clues");
  const { direction } = useClueWords();
  return (
    <Choices
      legend={translate("whichDirection")}
      selected={choice.direction}
      options={Array.from({ length: directionCount }, (_, index) => ({
        value: index,
        label: <DirectionMark direction={index} />,
        name: direction(index),
      }))}
      onSelect={(index) => onChoose({ ...choice, direction: index })}
    />
  );
}

function DirectionMark({ direction }: { readonly direction: number }) {
  return (
    <svg width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true">
      <path
        d="M-8 0H8"
        stroke="currentColor"
        strokeWidth="2"
        transform={`rotate(${(-180 * direction) / directionCount})`}
      />
    </svg>
  );
}

type ChoicesProps<Value extends string | number> = {
  readonly legend: string;
  readonly isUpright?: boolean;
  readonly selected: Value;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly name: string }[];
  readonly onSelect: (value: Value) => void;
};

/** Native radio buttons side by side, or one below the other where the names are long. */
function Choices<Value extends string | number>(props: ChoicesProps<Value>) {
  const { legend, isUpright = false, selected, options, onSelect } = props;
  const groupName = useId();
  return (
    <fieldset className="knob">
      <legend className="knob-head font-normal text-small text-ink-2">{legend}</legend>
      <div className={isUpright ? "" : "knob-choices depth-choices"}>
        {options.map(({ value, label, name }) => (
          <label
            key={value}
            className={
              isUpright
                ? "flex min-h-11 items-center gap-s2 text-small leading-snug min-[1200px]:min-h-8"
                : "knob-choice depth-choice justify-center px-1 text-center text-small"
            }
          >
            <input
              type="radio"
              name={groupName}
              value={value}
              checked={value === selected}
              aria-label={name}
              onChange={() => onSelect(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
