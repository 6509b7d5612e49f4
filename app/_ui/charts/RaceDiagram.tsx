"use client";

import { useTranslations } from "next-intl";
import { positionOf } from "@/core/figures/scale";
import { textWidth } from "@/core/figures/text-width";
import { useTeamNameText } from "../TeamName";
import { teamIdentity } from "../team-identity";
import { ChartFrame, type ChartTexts } from "./ChartFrame";
import type { ChartTable } from "./chart-table";
import type { ErrorKind } from "./error-kind";
import { RaceLegendList, RaceLegendRow, raceLegendWidth } from "./RaceLegend";
import { RaceStations } from "./RaceStations";
import { type DrawnTeam, playheadFlag, type RaceTeam, raceLayout, raceTop } from "./race-layout";
import { TeamMark } from "./TeamMark";
import { useChartNumbers } from "./use-chart-numbers";
import type { ChartSize } from "./use-chart-size";

type Props = Omit<ChartTexts, "description"> & {
  teams: readonly RaceTeam[];
  stepBudget: number;
  chanceError: number;
  errorKind?: ErrorKind;
  /** Step up to which the lines are drawn; null hides the playhead. */
  playheadStep: number | null;
  withoutControls?: boolean;
  hideTitle?: boolean;
};

/** The race as a railway diagram: stations are error levels, a stamp marks each station that a team has passed. */
export function RaceDiagram(props: Props) {
  const { teams, stepBudget, chanceError, errorKind = "share", playheadStep, ...frame } = props;
  const translate = useTranslations("charts");
  const table = useRaceTable(teams);
  const isNarrow = ({ width, labelSize }: ChartSize) => width < labelSize * 42;
  return (
    <ChartFrame
      {...frame}
      description={table.rows.map((row) => row.cells.join(" ")).join("; ") || translate("noPoints")}
      table={table}
      height={(size) =>
        isNarrow(size) ? size.labelSize * 19 : Math.max(size.labelSize * 22, size.width * 0.46)
      }
      legend={(size) => isNarrow(size) && <RaceLegendList teams={teams} />}
    >
      {(size) => (
        <Drawing
          size={size}
          isNarrow={isNarrow(size)}
          teams={teams}
          stepBudget={stepBudget}
          chanceError={chanceError}
          errorKind={errorKind}
          playheadStep={playheadStep}
        />
      )}
    </ChartFrame>
  );
}

type DrawingProps = Pick<Props, "teams" | "stepBudget" | "chanceError" | "playheadStep"> & {
  size: ChartSize & { height: number };
  errorKind: ErrorKind;
  isNarrow: boolean;
};

function Drawing(props: DrawingProps) {
  const { size, isNarrow, teams, stepBudget, chanceError, errorKind, playheadStep } = props;
  const translate = useTranslations("charts");
  const nameText = useTeamNameText();
  const { width, height, labelSize } = size;
  const longestName = Math.max(0, ...teams.map((team) => textWidth(nameText(team.teamNumber), labelSize)));
  const legendWidth = isNarrow ? labelSize : raceLegendWidth(longestName, labelSize);
  const plot = {
    left: labelSize * (isNarrow ? 2.6 : 3.4),
    right: width - legendWidth - labelSize * (isNarrow ? 0 : 2.4),
    top: labelSize * raceTop,
    bottom: height - labelSize * 3.4,
  };
  const labelGap = labelSize * 1.9;
  const layout = raceLayout(teams, { stepBudget, chanceError, plot, labelGap });
  const legendTop = plot.right + labelSize * 2.4;
  const playheadX =
    playheadStep === null || playheadStep < layout.x.domain[0]
      ? null
      : positionOf(layout.x, Math.min(playheadStep, layout.x.domain[1]));
  return (
    <>
      <RaceStations
        layout={layout}
        plot={plot}
        chanceError={chanceError}
        errorKind={errorKind}
        labelSize={labelSize}
        isNarrow={isNarrow}
      />
      {layout.teams.map((drawn) => (
        <TeamLine key={drawn.team.teamNumber} drawn={drawn} labelSize={labelSize} />
      ))}
      {playheadX !== null && playheadStep !== null && (
        <PlayheadFlag
          x={playheadX}
          plot={plot}
          figureWidth={width}
          labelSize={labelSize}
          text={translate("step", { step: playheadStep })}
        />
      )}
      {layout.teams.map((drawn) => (
        <EndStamp key={drawn.team.teamNumber} drawn={drawn} labelSize={labelSize} />
      ))}
      {!isNarrow &&
        layout.teams.map((drawn) => (
          <RaceLegendRow
            key={drawn.team.teamNumber}
            drawn={drawn}
            leaderX={plot.right + labelSize * 0.6}
            x={legendTop}
            nameWidth={longestName}
            labelSize={labelSize}
          />
        ))}
    </>
  );
}

function TeamLine({ drawn, labelSize }: { drawn: DrawnTeam; labelSize: number }) {
  const identity = teamIdentity(drawn.team.teamNumber);
  const dashScale = labelSize / 14;
  const dash = identity.dash
    .split(" ")
    .map((part) => (part === "none" ? part : Number(part) * dashScale))
    .join(" ");
  return (
    <g>
      <path
        d={drawn.path}
        fill="none"
        stroke="var(--paper)"
        strokeWidth={labelSize * 0.42}
        strokeLinejoin="round"
      />
      <path
        d={drawn.path}
        fill="none"
        stroke={identity.colour}
        strokeWidth={labelSize * 0.2}
        strokeLinejoin="round"
        strokeLinecap={identity.lineCap}
        strokeDasharray={dash}
      />
      {drawn.crossings.map((crossing) => (
        <TeamMark
          key={crossing.level}
          teamNumber={drawn.team.teamNumber}
          x={crossing.x}
          y={crossing.y}
          radius={labelSize * 0.31}
        />
      ))}
    </g>
  );
}

function EndStamp({ drawn, labelSize }: { drawn: DrawnTeam; labelSize: number }) {
  if (!drawn.end) return null;
  return (
    <TeamMark teamNumber={drawn.team.teamNumber} x={drawn.end.x} y={drawn.end.y} radius={labelSize * 0.48} />
  );
}

type PlayheadFlagProps = {
  x: number;
  plot: { top: number; bottom: number };
  figureWidth: number;
  labelSize: number;
  text: string;
};

function PlayheadFlag({ x, plot, figureWidth, labelSize, text }: PlayheadFlagProps) {
  const flag = playheadFlag({ x, plotTop: plot.top, figureWidth, labelSize, text });
  return (
    <g>
      <path
        d={`M${x} ${flag.y + flag.height}V${plot.bottom}`}
        stroke="var(--ink)"
        strokeWidth="var(--w-rule)"
      />
      <rect {...flag} fill="var(--signal)" stroke="var(--ink)" strokeWidth="var(--w-frame)" />
      <text
        x={flag.x + flag.width / 2}
        y={flag.y + labelSize * 1.15}
        textAnchor="middle"
        fontSize={labelSize}
        fontWeight="var(--weight-medium)"
        style={{ fill: "var(--on-signal)" }}
      >
        {text}
      </text>
    </g>
  );
}

function useRaceTable(teams: readonly RaceTeam[]): ChartTable {
  const translate = useTranslations("charts");
  const nameText = useTeamNameText();
  const numbers = useChartNumbers();
  return {
    columns: [translate("team"), translate("steps"), translate("trainingError"), translate("seeds")],
    rows: teams.map((team) => {
      const last = team.curve.at(-1);
      return {
        id: String(team.teamNumber),
        cells: [
          nameText(team.teamNumber),
          last ? numbers.plain(last.step) : "–",
          last ? numbers.preciseError(last.error) : "–",
          `${team.doneReplicaCount}/${team.replicaCount}`,
        ],
      };
    }),
  };
}
