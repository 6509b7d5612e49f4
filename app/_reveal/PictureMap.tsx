"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { ChartFrame } from "@/app/_ui/charts/ChartFrame";
import type { PictureRule } from "./picture-rule";
import { type PictureLevels, pictureLevels, pictureValue } from "./picture-values";

const side = 60;
const levelCount = 6;
const tablePoints = [-0.8, -0.4, 0, 0.4, 0.8];

type Props = {
  rule: PictureRule;
  /** What the picture shows, in words. */
  words: string;
};

/** The true picture over the square of inputs: colour for the value, a scale beside it, numbers in the table. */
export function PictureMap({ rule, words }: Props) {
  const translate = useTranslations("reveal");
  const format = useFormatter();
  const valueAt = useMemo(() => pictureValue(rule), [rule]);
  const levels = useMemo(() => pictureLevels(valueAt, { side, levelCount }), [valueAt]);
  const number = (value: number) =>
    format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "negative" });
  const value = (at: number) => format.number(at, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const most = value(levels.most);
  return (
    <ChartFrame
      title={translate("pictureTitle")}
      description={`${words} ${translate("pictureScale", { most })}`}
      caption={translate("pictureCaption")}
      table={{
        columns: [translate("pictureCorner"), ...tablePoints.map((x) => `x1 = ${number(x)}`)],
        rows: tablePoints.toReversed().map((y) => ({
          id: String(y),
          cells: [`x2 = ${number(y)}`, ...tablePoints.map((x) => value(valueAt(x, y)))],
        })),
      }}
      height={({ width, labelSize }) =>
        // Hidden for a moment, it has no width at all.
        Math.max(labelSize * 4, Math.min(width - labelSize * 7, labelSize * 22)) + labelSize * 2.6
      }
    >
      {({ height, labelSize }) => (
        <Drawing levels={levels} labelSize={labelSize} size={height - labelSize * 2.6} mostText={most} />
      )}
    </ChartFrame>
  );
}

type DrawingProps = { levels: PictureLevels; labelSize: number; size: number; mostText: string };

function Drawing({ levels, labelSize, size, mostText }: DrawingProps) {
  const left = labelSize * 2.4;
  const top = labelSize * 0.6;
  const cell = size / levels.side;
  const quiet = { fill: "var(--ink-2)" };
  return (
    <g fontSize={labelSize}>
      <g transform={`translate(${left} ${top}) scale(${cell})`} shapeRendering="crispEdges">
        {[...levels.strips].map(([level, strips]) => (
          <path
            key={level}
            data-level={level}
            d={strips.map(([x, y, length]) => `M${x} ${y}h${length}v1h${-length}z`).join("")}
            style={{ fill: levelColour(level) }}
          />
        ))}
      </g>
      <rect x={left} y={top} width={size} height={size} fill="none" stroke="var(--ink)" strokeWidth={1.25} />
      {[-1, 0, 1].map((tick) => (
        <g key={tick} style={quiet}>
          <text x={left + ((tick + 1) * size) / 2} y={top + size + labelSize * 1.2} textAnchor="middle">
            {tick < 0 ? "−1" : tick}
          </text>
          <text
            x={left - labelSize * 0.4}
            y={top + ((1 - tick) * size) / 2 + labelSize * 0.36}
            textAnchor="end"
          >
            {tick < 0 ? "−1" : tick}
          </text>
        </g>
      ))}
      <ColourScale x={left + size + labelSize * 1.2} y={top} height={size} {...{ labelSize, mostText }} />
    </g>
  );
}

type ScaleProps = { x: number; y: number; height: number; labelSize: number; mostText: string };

/** Lowest level below, highest on top, zero marked. */
function ColourScale({ x, y, height, labelSize, mostText }: ScaleProps) {
  const allLevels = Array.from({ length: 2 * levelCount + 1 }, (_, index) => levelCount - index);
  const step = height / allLevels.length;
  const ends = [
    { text: `+${mostText}`, at: y + labelSize * 0.8 },
    { text: "0", at: y + height / 2 + labelSize * 0.36 },
    { text: `−${mostText}`, at: y + height },
  ];
  return (
    <g>
      {allLevels.map((level, index) => (
        <rect
          key={level}
          x={x}
          y={y + index * step}
          width={labelSize}
          height={step}
          style={{ fill: levelColour(level) }}
        />
      ))}
      <rect x={x} y={y} width={labelSize} height={height} fill="none" stroke="var(--ink)" />
      {ends.map(({ text, at }) => (
        <text key={text} x={x + labelSize * 1.3} y={at} style={{ fill: "var(--ink-2)" }}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** Zero is the paper; the ends are those of a signed field. */
function levelColour(level: number): string {
  const share = Math.round((Math.abs(level) / levelCount) * 100);
  return `color-mix(in oklab, var(${level < 0 ? "--neg" : "--pos"}) ${share}%, var(--paper))`;
}
