"use client";

import { type ReactNode, useId } from "react";

type Props = {
  label: ReactNode;
  /** Small words on the right, such as "units per layer". */
  unit?: ReactNode;
  /** The detents, ascending; every one is written. */
  values: readonly number[];
  value: number;
  onChange: (value: number) => void;
  formatValue?: (value: number) => string;
  disabled?: boolean;
};

/** A rail whose handle stands on one of its values; a native radio group, so arrow keys move it. */
export function RailSlider(props: Props) {
  const { label, unit, values, value, onChange, formatValue = String, disabled = false } = props;
  const groupName = useId();
  return (
    <fieldset className="knob" disabled={disabled}>
      <legend className="knob-head">
        <span>{label}</span>
        {unit !== undefined && <span className="knob-unit">{unit}</span>}
      </legend>
      <div className="knob-choices">
        {values.map((detent) => (
          <label key={detent} className="knob-choice rail-choice">
            <input
              type="radio"
              name={groupName}
              value={detent}
              checked={detent === value}
              onChange={() => onChange(detent)}
            />
            <span>{formatValue(detent)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
