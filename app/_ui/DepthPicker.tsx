"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";

type Props = {
  label: ReactNode;
  /** Small words on the right, such as "hidden layers". */
  unit?: ReactNode;
  depths: readonly number[];
  value: number;
  onChange: (depth: number) => void;
  disabled?: boolean;
};

/** Depth as a pile of layers; a native radio group, so arrow keys move it. */
export function DepthPicker({ label, unit, depths, value, onChange, disabled = false }: Props) {
  const translate = useTranslations("ui");
  const groupName = useId();
  return (
    <fieldset className="knob" disabled={disabled}>
      <legend className="knob-head">
        <span>{label}</span>
        {unit !== undefined && <span className="knob-unit">{unit}</span>}
      </legend>
      <div className="knob-choices depth-choices">
        {depths.map((depth) => (
          <label key={depth} className="knob-choice depth-choice">
            <input
              type="radio"
              name={groupName}
              value={depth}
              checked={depth === value}
              onChange={() => onChange(depth)}
              aria-label={translate("depthValue", { depth })}
            />
            <LayerPile depth={depth} />
            <span aria-hidden="true">{depth}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** `depth` horizontal strokes, one per hidden layer. */
export function LayerPile({ depth }: { depth: number }) {
  const pitch = Math.min(6, 27.6 / Math.max(1, depth - 1));
  const top = 17 - (pitch * (depth - 1)) / 2 - 1;
  const strokes = Array.from({ length: depth }, (_, layer) => top + layer * pitch);
  return (
    <svg width={26} height={34} viewBox="0 0 26 34" aria-hidden="true">
      {strokes.map((y) => (
        <rect key={y} x={0} y={y} width={26} height={Math.min(2, pitch * 0.5)} fill="currentColor" />
      ))}
    </svg>
  );
}
