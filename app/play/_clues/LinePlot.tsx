"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useChartNumbers } from "@/app/_ui/charts/use-chart-numbers";
import { useChartSize } from "@/app/_ui/charts/use-chart-size";
import { TableToggle } from "@/app/_ui/TableToggle";
import type { ClueAnswer } from "@/core/clues/clue";
import { linePlotLayout } from "./line-plot-layout";
import { SquareMap } from "./SquareMap";

type LineAnswer = Extract<ClueAnswer, { kind: "line" }>;
type Props = { readonly title: string; readonly answer: LineAnswer };

const height = 120;
const bottomRoom = 20;

/** The measured values from one end of the line to the other, with the noise as a band; where the line lies beside it. */
export function LinePlot({ title, answer }: Props) {
  const translate = useTranslations("play.clues");
  const [isTable, setTable] = useState(false);
  const { container, size } = useChartSize();
  return (
    <div className="mt-s1">
      <div ref={container} className="max-w-[420px] text-small">
        {isTable ? (
          <ValueTable title={title} answer={answer} />
        ) : (
          <>
            <SquareMap from={answer.from} to={answer.to} />
            <ValueDrawing answer={answer} width={size.width} labelSize={size.labelSize} />
            <p className="text-ink-2">{translate("lineLegend")}</p>
          </>
        )}
      </div>
      <TableToggle shown={isTable} onToggle={() => setTable(!isTable)} />
    </div>
  );
}

type DrawingProps = Pick<Props, "answer"> & { readonly width: number; readonly labelSize: number };

function ValueDrawing({ answer, width, labelSize }: DrawingProps) {
  const translate = useTranslations("play.clues");
  const numbers = useChartNumbers();
  const { values, noise } = answer;
  const box = { left: labelSize * 2, right: width - labelSize, top: 6, bottom: height - bottomRoom };
  const { points, bandPath, ticks } = linePlotLayout(values, noise, box);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={translate("lineDescription", { count: values.length })}
      className="mt-s1 h-auto max-w-full"
    >
      {ticks.map(({ value, y }) => (
        <g key={value}>
          <path
            d={`M${box.left} ${y}H${box.right}`}
            stroke={value === 0 ? "var(--ink)" : "var(--line-faint)"}
          />
          <text
            x={box.left - labelSize * 0.5}
            y={y + labelSize * 0.34}
            textAnchor="end"
            fontSize={labelSize}
            style={{ fill: "var(--ink-2)" }}
          >
            {numbers.plain(value)}
          </text>
        </g>
      ))}
      <path d={bandPath} fill="var(--ink)" fillOpacity="0.14" />
      {points.map(({ x, y }, place) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place
          key={place}
          cx={x}
          cy={y}
          r={place === 0 ? 4 : 3}
          fill={place === 0 ? "var(--paper)" : "var(--ink)"}
          stroke="var(--ink)"
          strokeWidth="1.5"
        />
      ))}
    </svg>
  );
}

function ValueTable({ title, answer }: Props) {
  const translate = useTranslations("play.clues");
  const format = useFormatter();
  const numbers = useChartNumbers();
  const last = answer.values.length - 1;
  return (
    <table className="w-full text-right" aria-label={title}>
      <thead>
        <tr className="text-ink-2">
          <th scope="col" className="text-left font-normal">
            {translate("along")}
          </th>
          <th scope="col" className="font-normal">
            {translate("value")}
          </th>
        </tr>
      </thead>
      <tbody>
        {answer.values.map((value, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place
          <tr key={place} className="border-t rule-faint">
            <th scope="row" className="text-left font-normal">
              {format.number(place / last, { style: "percent", maximumFractionDigits: 0 })}
            </th>
            <td>{numbers.error(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
