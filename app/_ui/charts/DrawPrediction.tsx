"use client";

import { useTranslations } from "next-intl";
import type { PointerEvent } from "react";
import { linePath } from "@/core/figures/line-path";
import { linearScale, positionOf, type Scale } from "@/core/figures/scale";
import { linearTicks } from "@/core/figures/ticks";
import { ChanceLine, XAxis, YAxis } from "./Axes";
import { depthScale } from "./depth-scatter-layout";
import { drawnValue, nearestPosition } from "./draw-prediction-geometry";
import type { ErrorKind } from "./error-kind";
import { useChartNumbers } from "./use-chart-numbers";
import { useChartSize } from "./use-chart-size";

type Props = {
  /** Says what is drawn, such as "Test error at each depth". */
  label: string;
  /** Depths at which a value is asked for, ascending. */
  depths: readonly number[];
  chanceError: number;
  errorKind?: ErrorKind;
  /** One error per depth; null where nothing is drawn yet. */
  values: readonly (number | null)[];
  onChange: (values: (number | null)[]) => void;
  disabled?: boolean;
};

/** The viewer draws an error at every depth, by dragging or with the arrow keys; pencil until the data come. */
export function DrawPrediction(props: Props) {
  const { label, depths, chanceError, errorKind = "share", values, onChange, disabled = false } = props;
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const { container, size } = useChartSize();
  const { width, labelSize } = size;
  const height = Math.max(labelSize * 15, Math.min(width * 0.6, labelSize * 22));
  const plot = { left: labelSize * 2.6, right: width, top: labelSize * 2, bottom: height - labelSize * 3.4 };
  const x = depthScale(depths, [plot.left, plot.right]);
  const y = linearScale([0, chanceError * 1.1], [plot.bottom, plot.top]);
  const columnWidth = (plot.right - plot.left) / Math.max(1, depths.length + 1);

  function setValue(index: number, value: number) {
    onChange(depths.map((_, position) => (position === index ? value : (values[position] ?? null))));
  }

  function handlePointer(event: PointerEvent<HTMLDivElement>) {
    if (disabled || event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const index = nearestPosition(x, depths, event.clientX - box.left);
    setValue(index, drawnValue(y, event.clientY - box.top));
  }

  return (
    <fieldset className="draw-prediction min-w-0" disabled={disabled}>
      <legend className="font-medium leading-snug">{label}</legend>
      {!disabled && <p className="text-small text-ink-2">{translate("drawHint")}</p>}
      <div
        ref={container}
        className="relative touch-none text-small select-none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          handlePointer(event);
        }}
        onPointerMove={handlePointer}
      >
        <svg
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
          style={{ maxWidth: "100%", height: "auto" }}
        >
          <text x={0} y={labelSize} fontSize={labelSize} style={{ fill: "var(--ink-2)" }}>
            {translate(`testErrorOf.${errorKind}`)}
          </text>
          <YAxis
            scale={y}
            ticks={linearTicks(0, chanceError, 6).map((value) => ({ value, label: numbers.plain(value) }))}
            from={plot.left}
            to={plot.right}
            labelSize={labelSize}
          />
          <XAxis
            scale={x}
            ticks={depths.map((depth) => ({ value: depth, label: numbers.plain(depth) }))}
            from={plot.top}
            to={plot.bottom}
            labelSize={labelSize}
          />
          <text
            x={plot.right}
            y={height - labelSize * 0.4}
            textAnchor="end"
            fontSize={labelSize}
            style={{ fill: "var(--ink-2)" }}
          >
            {translate("depthAxis")}
          </text>
          <ChanceLine y={positionOf(y, chanceError)} from={plot.left} to={plot.right} labelSize={labelSize} />
          <text
            x={plot.right}
            y={positionOf(y, chanceError) - labelSize * 0.5}
            textAnchor="end"
            fontSize={labelSize}
            style={{ fill: "var(--ink-2)" }}
          >
            {translate("chance", { value: numbers.plain(chanceError) })}
          </text>
          <PencilDrawing depths={depths} values={values} x={x} y={y} labelSize={labelSize} />
        </svg>
        {depths.map((depth, index) => {
          const value = values[index] ?? null;
          return (
            <input
              key={depth}
              type="range"
              className="draw-range"
              style={{
                // In shares of the width, so that it fits before the width has been measured.
                left: `${((100 * (positionOf(x, depth) - Math.min(44, columnWidth) / 2)) / width).toFixed(2)}%`,
                top: Math.round(plot.top),
                width: Math.round(Math.min(44, columnWidth)),
                height: Math.round(plot.bottom - plot.top),
              }}
              min={0}
              max={Math.round(y.domain[1] * 100) / 100}
              step={0.01}
              value={value ?? chanceError / 2}
              aria-label={translate("drawValue", { depth })}
              aria-valuetext={value === null ? translate("notDrawn") : numbers.error(value)}
              onChange={(event) => setValue(index, event.target.valueAsNumber)}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

type DrawingProps = {
  depths: readonly number[];
  values: readonly (number | null)[];
  x: Scale;
  y: Scale;
  labelSize: number;
};

function PencilDrawing({ depths, values, x, y, labelSize }: DrawingProps) {
  const points = depths.flatMap((depth, index) => {
    const value = values[index];
    return value === null || value === undefined
      ? []
      : [{ x: positionOf(x, depth), y: positionOf(y, value), depth }];
  });
  const waiting = depths.filter((_, index) => (values[index] ?? null) === null);
  const path = linePath(points);
  const middle = (y.range[0] + y.range[1]) / 2;
  return (
    <g stroke="var(--pencil)" fill="none" strokeLinejoin="round" strokeLinecap="round">
      {waiting.map((depth) => (
        <circle
          key={depth}
          cx={positionOf(x, depth)}
          cy={middle}
          r={labelSize * 0.45}
          strokeDasharray={`${labelSize * 0.2} ${labelSize * 0.25}`}
          strokeWidth="var(--w-rule)"
        />
      ))}
      <path d={path} strokeWidth={labelSize * 0.2} />
      <path
        d={path}
        strokeWidth={labelSize * 0.08}
        transform={`translate(0 ${labelSize * 0.16})`}
        opacity={0.7}
      />
      {points.map((point) => (
        <circle
          key={point.depth}
          cx={point.x}
          cy={point.y}
          r={labelSize * 0.36}
          fill="var(--pencil)"
          stroke="none"
        />
      ))}
    </g>
  );
}
