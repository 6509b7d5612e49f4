import { useTranslations } from "next-intl";
import type { ClueAnswer } from "@/core/clues/clue";
import { SquareMap } from "./SquareMap";

type Props = { readonly answer: Extract<ClueAnswer, { kind: "jump-scan" }> };

/** The size at the right end of the bar, above what pictures of spread 1/2 can jump by. */
const largestSize = 2;

/** Where on the line the sharpest bend is, and its size as a bar with the range of the noise. */
export function JumpPlace({ answer }: Props) {
  const translate = useTranslations("play.clues");
  const { from, to, along, size, noise } = answer;
  const at = (value: number) => 100 * Math.min(1, Math.max(0, value) / largestSize);
  return (
    <div className="mt-s1 flex max-w-[420px] items-center gap-s3 text-small text-ink-2">
      <SquareMap {...{ from, to, along }} />
      <div className="min-w-0 flex-1">
        <p>{translate("bendSize")}</p>
        <svg viewBox="0 0 100 16" className="h-4 w-full" preserveAspectRatio="none" aria-hidden="true">
          <rect x="0" y="3" width={at(size)} height="10" fill="var(--ink-2)" />
          <rect
            x={at(size - noise)}
            y="6"
            width={at(size + noise) - at(size - noise)}
            height="4"
            fill="var(--line-strong)"
          />
          <path
            d="M0 0V16M50 12V16M100 12V16"
            stroke="var(--ink)"
            strokeWidth="1"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <p className="flex justify-between" aria-hidden="true">
          <span>0</span>
          <span>1</span>
          <span>{largestSize}</span>
        </p>
      </div>
    </div>
  );
}
