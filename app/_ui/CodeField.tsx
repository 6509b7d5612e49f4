"use client";

import { type ReactNode, useId, useState } from "react";
import { joinCodeLength, joinCodeText } from "./join-code-text";

type Props = {
  label: ReactNode;
  /** Upper-case letters and digits, at most six. */
  value: string;
  onChange: (code: string) => void;
  error?: ReactNode;
  name?: string;
  autoFocus?: boolean;
};

const cellPositions = Array.from({ length: joinCodeLength }, (_, position) => position);

/** Six drawn cells over one real input: typing, pasting and input methods work as everywhere. */
export function CodeField({ label, value, onChange, error, name, autoFocus }: Props) {
  const id = useId();
  const [composing, setComposing] = useState<string | null>(null);
  const shown = composing === null ? value : joinCodeText(composing);
  const currentPosition = Math.min(shown.length, joinCodeLength - 1);

  return (
    <div>
      <label htmlFor={id} className="mb-s2 block font-medium leading-snug">
        {label}
      </label>
      <div className="code-field">
        <div className="code-cells" aria-hidden="true">
          {cellPositions.map((position) => (
            <span
              key={position}
              className="code-cell"
              style={{ gridColumn: position < joinCodeLength / 2 ? position + 1 : position + 2 }}
              data-filled={position < shown.length}
              data-current={position === currentPosition}
            >
              {shown.charAt(position)}
            </span>
          ))}
        </div>
        <input
          id={id}
          name={name}
          type="text"
          lang="en"
          inputMode="text"
          autoCapitalize="characters"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="next"
          // biome-ignore lint/a11y/noAutofocus: only where the code is the one thing that the page asks for
          autoFocus={autoFocus}
          value={composing ?? value}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => {
            // An input method owns the text until it has composed it.
            if (composing !== null) setComposing(event.target.value);
            else onChange(joinCodeText(event.target.value));
          }}
          onCompositionStart={(event) => setComposing(event.currentTarget.value)}
          onCompositionEnd={(event) => {
            setComposing(null);
            onChange(joinCodeText(event.currentTarget.value));
          }}
          onSelect={(event) => keepCaretAtEnd(event.currentTarget)}
        />
      </div>
      <p id={`${id}-error`} role="alert" className="mt-s1 text-small font-medium text-neg empty:hidden">
        {error}
      </p>
    </div>
  );
}

/** The drawing shows one place to type, so the invisible caret stays there. A selection for copying is left alone. */
function keepCaretAtEnd(input: HTMLInputElement): void {
  const end = input.value.length;
  if (input.selectionStart === input.selectionEnd && input.selectionStart !== end) {
    input.setSelectionRange(end, end);
  }
}
