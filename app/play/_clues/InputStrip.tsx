import { useFormatter, useTranslations } from "next-intl";

type Props = {
  readonly inputDimension: number;
  /** Counted from 0. */
  readonly changed: readonly number[];
};

/** All inputs side by side, those that were changed in ink; their numbers stand below. */
export function InputStrip({ inputDimension, changed }: Props) {
  const translate = useTranslations("play.clues");
  const format = useFormatter();
  const numbers = format.list(
    changed.map((input) => format.number(input + 1)),
    { type: "conjunction" },
  );
  return (
    <div className="mt-s1 max-w-[420px]">
      <svg
        viewBox={`0 0 ${inputDimension * 10} 12`}
        className="h-3 w-full"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {Array.from({ length: inputDimension }, (_, input) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place
            key={input}
            x={input * 10 + 1}
            y="1"
            width="8"
            height="10"
            fill={changed.includes(input) ? "var(--ink)" : "var(--paper)"}
            stroke={changed.includes(input) ? "var(--ink)" : "var(--line-strong)"}
            strokeWidth="1"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <p className="text-small text-ink-2">
        {translate("changedInputs", { count: changed.length, numbers, total: inputDimension })}
      </p>
    </div>
  );
}
