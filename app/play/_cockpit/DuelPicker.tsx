"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import type { Knob } from "@/core/game/knob";
import type { Design, DesignGrid } from "@/core/training/design";
import { duelOf, valuesOf } from "./duel-choice";
import type { SweepChoice } from "./use-sweep-choice";

type Props = {
  readonly duel: SweepChoice["duel"];
  readonly design: Design;
  readonly grid: DesignGrid;
  readonly disabled: boolean;
  readonly onChange: (duel: SweepChoice["duel"]) => void;
};

const knobs: readonly Knob[] = ["depth", "width", "learningRate"];

/** Which knob the two designs of a duel differ in, and the other design's value. */
export function DuelPicker({ duel, design, grid, disabled, onChange }: Props) {
  const translate = useTranslations("play.cockpit.sweep");
  const translateCommon = useTranslations("common");
  const translateChart = useTranslations("charts");
  const format = useFormatter();
  const groupName = useId();
  const own = design[duel.knob];
  const other = duelOf(duel, design, grid)?.value;
  const number = (value: number) => format.number(value, { maximumSignificantDigits: 6 });
  return (
    <>
      <fieldset className="knob" disabled={disabled}>
        <legend className="knob-head font-normal text-small text-ink-2">{translate("duelKnob")}</legend>
        <div className="knob-choices depth-choices">
          {knobs
            .filter((knob) => valuesOf(knob, grid).length > 1)
            .map((knob) => (
              <label
                key={knob}
                className="knob-choice depth-choice justify-center px-1 text-center text-small"
              >
                <input
                  type="radio"
                  name={`${groupName}-knob`}
                  checked={knob === duel.knob}
                  onChange={() => onChange({ knob, value: null })}
                />
                <span>{translateCommon(knob)}</span>
              </label>
            ))}
        </div>
      </fieldset>
      <fieldset className="knob" disabled={disabled}>
        <legend className="knob-head font-normal text-small text-ink-2">
          {translate("duelValue", { own: translateChart(`knobValue.${duel.knob}`, { value: number(own) }) })}
        </legend>
        <div className="knob-choices depth-choices">
          {valuesOf(duel.knob, grid)
            .filter((value) => value !== own)
            .map((value) => (
              <label
                key={value}
                className="knob-choice depth-choice justify-center px-1 text-center text-small"
              >
                <input
                  type="radio"
                  name={`${groupName}-value`}
                  checked={value === other}
                  onChange={() => onChange({ ...duel, value })}
                />
                <span>{number(value)}</span>
              </label>
            ))}
        </div>
      </fieldset>
    </>
  );
}
