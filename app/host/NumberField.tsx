"use client";

import { type ReactNode, useEffect, useId, useState } from "react";

type Props = {
  label: ReactNode;
  unit?: ReactNode;
  value: number;
  least: number;
  most: number;
  step?: number;
  onChange: (value: number) => void;
};

/** A whole number between two limits. What is typed counts when it lies between them, and is corrected on leaving. */
export function NumberField({ label, unit, value, least, most, step = 1, onChange }: Props) {
  const id = useId();
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);

  function handleText(typed: string) {
    setText(typed);
    const number = Number(typed);
    if (typed.trim() !== "" && Number.isInteger(number) && number >= least && number <= most)
      onChange(number);
  }

  function handleBlur() {
    const number = Math.round(Number(text));
    const corrected = text.trim() === "" || Number.isNaN(number) ? value : clamp(number, least, most);
    setText(String(corrected));
    onChange(corrected);
  }

  return (
    <div className="flex items-center justify-between gap-s3 border-b rule-faint">
      <label htmlFor={id} className="py-s2 leading-snug">
        {label}
      </label>
      <span className="flex items-center gap-s2 whitespace-nowrap">
        <input
          id={id}
          type="number"
          inputMode="numeric"
          className="min-h-11 w-[5.5em] bg-paper-raised px-2 text-right font-medium disabled:cursor-not-allowed disabled:bg-paper-sunk disabled:text-ink-3"
          style={{ border: "var(--w-thin) solid var(--line-strong)" }}
          min={least}
          max={most}
          step={step}
          value={text}
          onChange={(event) => handleText(event.target.value)}
          onBlur={handleBlur}
        />
        {unit !== undefined && <span className="min-w-[2.4em] text-small text-ink-2">{unit}</span>}
      </span>
    </div>
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
