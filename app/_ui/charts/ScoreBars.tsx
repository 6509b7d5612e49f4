import { useTranslations } from "next-intl";

export type ScorePart = {
  id: string;
  /** Such as "Accuracy". */
  label: string;
  points: number;
  most: number;
};

type Props = {
  /** Accuracy 60, belief 30, thrift 10. */
  parts: readonly ScorePart[];
};

/** Points as three framed bars whose lengths are what can be won, filled with what was won. */
export function ScoreBars({ parts }: Props) {
  const translate = useTranslations("charts");
  const label = parts
    .map((part) => `${part.label} ${translate("pointsValue", { points: part.points, total: part.most })}`)
    .join(", ");
  return (
    <div role="img" aria-label={label} className="flex gap-[3px]">
      {parts.map((part) => {
        const share = part.most === 0 ? 0 : Math.min(1, Math.max(0, part.points / part.most));
        return (
          <div
            key={part.id}
            className="h-4 border-[1.5px] rule-ink"
            style={{ flexGrow: part.most, flexBasis: 0, minWidth: 0 }}
          >
            <div className="h-full bg-ink" style={{ width: `${share * 100}%` }} />
          </div>
        );
      })}
    </div>
  );
}
