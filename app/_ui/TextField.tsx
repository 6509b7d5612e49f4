import { type InputHTMLAttributes, type ReactNode, useId } from "react";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "className"> & {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with the present value; announced when it appears. */
  error?: ReactNode;
};

/** One line of text on a ruled line. */
export function TextField({ label, hint, error, ...input }: Props) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const described = [hint ? hintId : "", error ? errorId : ""].filter(Boolean).join(" ");
  return (
    <div>
      <label htmlFor={id} className="block font-medium leading-snug">
        {label}
      </label>
      <input
        {...input}
        id={id}
        className="field-input"
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
      />
      {hint && (
        <p id={hintId} className="mt-s1 text-small text-ink-2">
          {hint}
        </p>
      )}
      <p id={errorId} role="alert" className="text-small text-neg font-medium empty:hidden mt-s1">
        {error}
      </p>
    </div>
  );
}
