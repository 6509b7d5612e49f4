type Props = { filled: number; total: number };

/** Equal marks, filled or hollow: amounts are counted. Decoration beside words that say the amount. */
export function CountedMarks({ filled, total }: Props) {
  return (
    <span className="inline-flex gap-[0.18em] align-middle" aria-hidden="true">
      {Array.from({ length: total }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its position
          key={index}
          className={`inline-block h-[0.85em] w-[0.5em] border ${index < filled ? "border-ink bg-ink" : "border-line-strong"}`}
        />
      ))}
    </span>
  );
}
