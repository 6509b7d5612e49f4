"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useId } from "react";
import { rebalanceShares } from "./ballot-shares";

type Props = {
  label: ReactNode;
  hypotheses: readonly { id: string; label: string }[];
  /** Whole percentages in the order of `hypotheses`; they sum to 100. */
  shares: readonly number[];
  onChange: (shares: number[]) => void;
  disabled?: boolean;
};

/** A team's belief: moving one bar moves the others, the sum stays 100. */
export function BallotBars({ label, hypotheses, shares, onChange, disabled = false }: Props) {
  const translate = useTranslations("ui");
  const id = useId();
  return (
    <fieldset className="knob" disabled={disabled}>
      <legend className="knob-head">
        <span>{label}</span>
        <span className="knob-unit">{translate("ballotSum")}</span>
      </legend>
      {hypotheses.map((hypothesis, index) => {
        const share = shares[index] ?? 0;
        const style = { "--share": share } as CSSProperties;
        return (
          <div key={hypothesis.id} className="ballot-row">
            <label htmlFor={`${id}-${index}`} className="leading-snug">
              {hypothesis.label}
            </label>
            <input
              id={`${id}-${index}`}
              className="ballot-range"
              type="range"
              min={0}
              max={100}
              step={1}
              value={share}
              style={style}
              aria-valuetext={translate("ballotShare", { share })}
              onChange={(event) => onChange(rebalanceShares(shares, index, event.target.valueAsNumber))}
            />
            <output htmlFor={`${id}-${index}`} className="text-right font-medium" aria-live="off">
              {share}
            </output>
          </div>
        );
      })}
    </fieldset>
  );
}
