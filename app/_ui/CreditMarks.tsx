import { useTranslations } from "next-intl";
import { creditMarkRow } from "./credit-mark-row";

type Props = {
  total: number;
  left: number;
  /** Side of one mark in CSS pixels. */
  markSize?: number;
  marksPerRow?: number;
  /** Draws the marks without saying the amount, where words beside them say it. */
  decorative?: boolean;
};

/** Credits as equal marks, filled while unspent: more is more marks, never bigger ones. */
export function CreditMarks(props: Props) {
  const { total, left, markSize = 7, marksPerRow = 20, decorative = false } = props;
  const translate = useTranslations("ui");
  const { fills, creditsPerMark } = creditMarkRow(total, left);
  const pitch = markSize + 2;
  const rowCount = Math.ceil(fills.length / marksPerRow);
  const width = Math.min(fills.length, marksPerRow) * pitch;
  const label = translate("creditsLeft", { left, total, creditsPerMark });
  return (
    <svg
      width={width}
      height={rowCount * pitch}
      viewBox={`0 0 ${width} ${rowCount * pitch}`}
      role="img"
      aria-label={label}
      aria-hidden={decorative}
    >
      {fills.map((fill, index) => {
        const x = (index % marksPerRow) * pitch + 0.75;
        const y = Math.floor(index / marksPerRow) * pitch + 0.75;
        const side = markSize - 1.5;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its position
          <g key={index}>
            <rect
              x={x}
              y={y}
              width={side}
              height={side}
              fill="none"
              stroke={fill > 0 ? "var(--ink)" : "var(--line-strong)"}
              strokeWidth={1.1}
            />
            {fill > 0 && <rect x={x} y={y} width={side * fill} height={side} fill="var(--ink)" />}
          </g>
        );
      })}
    </svg>
  );
}
