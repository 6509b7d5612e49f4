import { useTranslations } from "next-intl";
import { positionOf } from "@/core/figures/scale";
import { logTicks } from "@/core/figures/ticks";
import { ChanceLine, XAxis } from "./Axes";
import type { ErrorKind } from "./error-kind";
import type { RaceLayout } from "./race-layout";
import { useChartNumbers } from "./use-chart-numbers";

type Props = {
  layout: RaceLayout;
  plot: { left: number; right: number; top: number; bottom: number };
  chanceError: number;
  errorKind: ErrorKind;
  labelSize: number;
  isNarrow: boolean;
};

/** Stations with their names, the steps below and the line of chance. */
export function RaceStations({ layout, plot, chanceError, errorKind, labelSize, isNarrow }: Props) {
  const translate = useTranslations("charts");
  const numbers = useChartNumbers();
  const { x, y, stations } = layout;
  const mostTicks = Math.floor((plot.right - plot.left) / (labelSize * 4.2));
  // The names count samples: a distance has none.
  const names: Record<string, string> =
    isNarrow || errorKind === "distance"
      ? {}
      : { "0.4": translate("station04"), "0.2": translate("station02"), "0.1": translate("station01") };
  return (
    <g>
      <XAxis
        scale={x}
        ticks={logTicks(x.domain[0], x.domain[1], mostTicks).map((value) => ({
          value,
          label: numbers.plain(value),
        }))}
        from={plot.top}
        to={plot.bottom}
        labelSize={labelSize}
      />
      {stations.map((level) => {
        const stationY = positionOf(y, level);
        return (
          <g key={level}>
            <path
              d={`M${plot.left} ${stationY}H${plot.right}`}
              stroke={level === 0 ? "var(--ink)" : "var(--ink-3)"}
              strokeWidth={level === 0 ? "var(--w-frame)" : "var(--w-hair)"}
            />
            <circle
              cx={plot.left}
              cy={stationY}
              r={labelSize * 0.32}
              fill="var(--paper)"
              stroke="var(--ink)"
              strokeWidth={labelSize * 0.11}
            />
            <text
              x={plot.left - labelSize * 0.8}
              y={stationY + labelSize * 0.36}
              textAnchor="end"
              fontSize={labelSize}
            >
              {numbers.plain(level)}
            </text>
            {names[String(level)] && (
              <text
                x={plot.left + labelSize * 0.7}
                y={stationY + labelSize * 1.25}
                fontSize={labelSize}
                style={{ fill: "var(--ink-2)" }}
              >
                {names[String(level)]}
              </text>
            )}
          </g>
        );
      })}
      <ChanceLine y={plot.top} from={plot.left} to={plot.right} labelSize={labelSize} />
      <text
        x={plot.left}
        y={plot.top - labelSize * 0.6}
        fontSize={labelSize}
        style={{ fill: "var(--ink-2)" }}
      >
        {translate("chance", { value: numbers.plain(chanceError) })}
      </text>
      <text
        x={(plot.left + plot.right) / 2}
        y={plot.bottom + labelSize * 2.9}
        textAnchor="middle"
        fontSize={labelSize}
        style={{ fill: "var(--ink-2)" }}
      >
        {translate("stepsLog")}
      </text>
    </g>
  );
}
