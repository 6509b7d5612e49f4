import { useTranslations } from "next-intl";
import { linePath } from "@/core/figures/line-path";
import { reportedArrow } from "@/core/figures/reported-arrow";
import { positionOf, type Scale } from "@/core/figures/scale";
import { textWidth } from "@/core/figures/text-width";
import type { DepthMedian, DepthValue } from "./depth-scatter-layout";

type Scales = { x: Scale; y: Scale; labelSize: number };
type PointsProps = { points: readonly DepthValue[]; scales: Scales };

const haloStyle = { paintOrder: "stroke" } as const;

/** Solid ink: what the class measured, the median with a bar from lowest to highest. */
export function ClassMedian({ points, scales }: { points: readonly DepthMedian[]; scales: Scales }) {
  const { x, y, labelSize } = scales;
  const path = linePath(pixels(points, scales));
  return (
    <g fill="none">
      {points.map((point) => (
        <path
          key={point.depth}
          d={`M${positionOf(x, point.depth)} ${positionOf(y, point.low)}V${positionOf(y, point.high)}`}
          stroke="var(--ink)"
          strokeWidth="var(--w-thin)"
        />
      ))}
      <path d={path} stroke="var(--paper)" strokeWidth={labelSize * 0.4} strokeLinejoin="round" />
      <path d={path} stroke="var(--ink)" strokeWidth="var(--w-line)" strokeLinejoin="round" />
    </g>
  );
}

/** Hollow grey circles: measured by us before, not by this class. */
export function BankMarks({ points, scales }: PointsProps) {
  const translate = useTranslations("charts");
  const places = pixels(points, scales);
  const last = places.at(-1);
  const { labelSize } = scales;
  // Below its last mark, unless the axis is there.
  const below = (last?.y ?? 0) + labelSize * 1.6;
  const fitsBelow = below < positionOf(scales.y, 0) - labelSize * 0.4;
  return (
    <g>
      <path d={linePath(places)} fill="none" stroke="var(--bank)" strokeWidth="var(--w-thin)" />
      {places.map((place) => (
        <circle
          key={place.x}
          cx={place.x}
          cy={place.y}
          r={labelSize * 0.3}
          fill="var(--paper)"
          stroke="var(--bank)"
          strokeWidth="var(--w-rule)"
        />
      ))}
      {last && (
        <text
          x={last.x + labelSize * 0.3}
          y={fitsBelow ? below : last.y - labelSize * 1.3}
          textAnchor="end"
          fontSize={labelSize}
          style={{ fill: "var(--ink-2)", ...haloStyle }}
          stroke="var(--paper)"
          strokeWidth={labelSize * 0.3}
        >
          {translate("bank")}
        </text>
      )}
    </g>
  );
}

/** Double line: proved, as a limit. */
export function ProvedLine({ points, scales, label }: PointsProps & { label: string }) {
  const { labelSize } = scales;
  const places = pixels(points, scales);
  const path = linePath(places);
  const middle = places[Math.floor(places.length / 2)];
  const rightEnd = scales.x.range[1];
  const fitsRight = middle !== undefined && middle.x + textWidth(label, labelSize) <= rightEnd;
  return (
    <g fill="none">
      <path d={path} stroke="var(--ink)" strokeWidth={labelSize * 0.34} />
      <path d={path} stroke="var(--paper)" strokeWidth={labelSize * 0.16} />
      {middle && (
        <text
          x={fitsRight ? middle.x : rightEnd}
          y={middle.y - labelSize * 0.7}
          textAnchor={fitsRight ? "start" : "end"}
          fontSize={labelSize}
          stroke="var(--paper)"
          strokeWidth={labelSize * 0.3}
          style={haloStyle}
        >
          {label}
        </text>
      )}
    </g>
  );
}

/** Dashed arrow in an empty part of the figure: a reported direction that claims no height. */
export function ReportedArrow(props: {
  better: "deeper" | "shallower";
  label: string;
  scales: Scales;
  /** Height in pixels at which nothing else is drawn. */
  middleY: number;
}) {
  const { better, label, scales, middleY } = props;
  const { x, labelSize } = scales;
  const { shaft, head, endX } = reportedArrow(better, x.range, middleY, labelSize);
  return (
    <g fill="none" stroke="var(--ink)" strokeWidth="var(--w-frame)">
      <path d={shaft} strokeDasharray={`${labelSize * 0.2} ${labelSize * 0.45}`} />
      <path d={head} />
      <text
        x={endX}
        y={middleY - labelSize * 1.6}
        textAnchor="end"
        fontSize={labelSize}
        stroke="var(--paper)"
        strokeWidth={labelSize * 0.3}
        style={haloStyle}
      >
        {label}
      </text>
    </g>
  );
}

/** Pencil: what the viewer drew before the data came. */
export function PencilLine({ points, scales }: PointsProps) {
  const places = pixels(points, scales);
  const path = linePath(places);
  const { labelSize } = scales;
  return (
    <g fill="none" stroke="var(--pencil)" strokeLinejoin="round" strokeLinecap="round">
      <path d={path} strokeWidth={labelSize * 0.2} />
      <path
        d={path}
        strokeWidth={labelSize * 0.08}
        transform={`translate(0 ${labelSize * 0.16})`}
        opacity={0.7}
      />
    </g>
  );
}

function pixels(points: readonly DepthValue[], { x, y }: Scales): { x: number; y: number }[] {
  const top = y.domain[1];
  return points.map((point) => ({
    x: positionOf(x, point.depth),
    y: positionOf(y, Math.min(point.error, top)),
  }));
}
