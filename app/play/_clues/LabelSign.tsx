type Props = {
  readonly label: 0 | 1;
  /** Inked over, as a label that has changed. */
  readonly isStrong?: boolean;
};

/** A label as a sign in a square, plus or minus; colour says it once more. */
export function LabelSign({ label, isStrong = false }: Props) {
  const colour = label === 1 ? "var(--pos)" : "var(--neg)";
  return (
    <>
      <svg viewBox="0 0 20 20" className="mx-auto h-auto w-full max-w-5" aria-hidden="true">
        <rect
          x="1"
          y="1"
          width="18"
          height="18"
          fill={isStrong ? colour : "var(--paper)"}
          stroke={colour}
          strokeWidth="1.5"
        />
        <path
          d={label === 1 ? "M5 10H15M10 5V15" : "M5 10H15"}
          stroke={isStrong ? "var(--paper)" : colour}
          strokeWidth="2.5"
        />
      </svg>
      <span className="visually-hidden">{label === 1 ? "+" : "−"}</span>
    </>
  );
}
