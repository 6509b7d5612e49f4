import { useTranslations } from "next-intl";
import { useChartNumbers } from "@/app/_ui/charts/use-chart-numbers";
import { chanceError } from "@/core/game/race";

/** Somewhat more than chance fits: a predictor can do worse than a coin. */
const rightEnd = 1.2 * chanceError;

/** A predictor's validation error as a bar; the dotted line is chance. */
export function BaselineBar({ error }: { readonly error: number }) {
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const at = (value: number) => 100 * Math.min(1, value / rightEnd);
  return (
    <div className="mt-s1 max-w-[420px] text-small text-ink-2">
      <svg viewBox="0 0 100 20" className="h-5 w-full" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0" y="4" width={at(error)} height="12" fill="var(--ink-2)" />
        <path
          d={`M${at(chanceError)} 0V20`}
          stroke="var(--ink)"
          strokeWidth="2"
          strokeDasharray="2 4"
          vectorEffect="non-scaling-stroke"
        />
        <path d="M0 0V20" stroke="var(--ink)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      </svg>
      <p className="text-right">{translate("chance", { value: numbers.plain(chanceError) })}</p>
    </div>
  );
}
