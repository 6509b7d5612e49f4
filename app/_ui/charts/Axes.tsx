import { positionOf, type Scale } from "@/core/figures/scale";

export type Tick = { value: number; label: string };

type AxisProps = {
  scale: Scale;
  ticks: readonly Tick[];
  /** Pixels of the other direction between which grid lines run. */
  from: number;
  to: number;
  labelSize: number;
};

/** Horizontal grid lines and their values on the left; the zero line is ink. */
export function YAxis({ scale, ticks, from, to, labelSize }: AxisProps) {
  return (
    <g>
      {ticks.map((tick) => {
        const y = positionOf(scale, tick.value);
        const isBase = tick.value === scale.domain[0];
        return (
          <g key={tick.value}>
            <path
              d={`M${from} ${y}H${to}`}
              stroke={isBase ? "var(--ink)" : "var(--line-faint)"}
              strokeWidth={isBase ? "var(--w-rule)" : "var(--w-thin)"}
            />
            <text
              x={from - labelSize * 0.55}
              y={y + labelSize * 0.34}
              textAnchor="end"
              fontSize={labelSize}
              style={{ fill: "var(--ink-2)" }}
            >
              {tick.label}
            </text>
          </g>
        );
      })}
    </g>
  );
}

type XAxisProps = AxisProps & { withGrid?: boolean };

/** Tick marks and values below the base line; `from` is the top of the grid, `to` the base line. */
export function XAxis({ scale, ticks, from, to, labelSize, withGrid = true }: XAxisProps) {
  return (
    <g>
      {ticks.map((tick) => {
        const x = positionOf(scale, tick.value);
        return (
          <g key={tick.value}>
            {withGrid && (
              <path d={`M${x} ${from}V${to}`} stroke="var(--line-faint)" strokeWidth="var(--w-thin)" />
            )}
            <path d={`M${x} ${to}v${labelSize * 0.36}`} stroke="var(--ink)" strokeWidth="var(--w-thin)" />
            <text
              x={x}
              y={to + labelSize * 1.43}
              textAnchor="middle"
              fontSize={labelSize}
              style={{ fill: "var(--ink-2)" }}
            >
              {tick.label}
            </text>
          </g>
        );
      })}
    </g>
  );
}

type ChanceLineProps = { y: number; from: number; to: number; labelSize: number };

/** Dotted line at the error of guessing; its name is written by the figure. */
export function ChanceLine({ y, from, to, labelSize }: ChanceLineProps) {
  return (
    <path
      d={`M${from} ${y}H${to}`}
      stroke="var(--ink)"
      strokeWidth="var(--w-rule)"
      strokeDasharray={`${labelSize * 0.14} ${labelSize * 0.36}`}
    />
  );
}

type LeaderLabelProps = {
  /** Where the leader starts, beside the mark. */
  fromX: number;
  fromY: number;
  /** Where the words start. */
  x: number;
  y: number;
  labelSize: number;
  text: string;
  isStrong?: boolean;
  withLeader?: boolean;
};

/** Words beside a line with a thin leader to it. */
export function LeaderLabel(props: LeaderLabelProps) {
  const { fromX, fromY, x, y, labelSize, text, isStrong = false, withLeader = true } = props;
  return (
    <g>
      {withLeader && (
        <path
          d={`M${fromX} ${fromY}L${x - labelSize * 0.35} ${y}`}
          stroke="var(--line-strong)"
          strokeWidth="var(--w-thin)"
        />
      )}
      <text
        x={x}
        y={y + labelSize * 0.34}
        fontSize={labelSize}
        fontWeight={isStrong ? "var(--weight-medium)" : undefined}
      >
        {text}
      </text>
    </g>
  );
}
