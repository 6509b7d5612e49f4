import { linePath } from "@/core/figures/line-path";
import { linearScale, logScale, positionOf, type Scale } from "@/core/figures/scale";
import { spreadLabels } from "@/core/figures/spread-labels";
import { textWidth } from "@/core/figures/text-width";
import { linearTicks } from "@/core/figures/ticks";
import { type CurvePoint, firstCrossing } from "./curve";

/** One team's line in the race; its design stays secret. */
export type RaceTeam = {
  teamNumber: number;
  /** Median training error over the team's replicas, ascending in steps. */
  curve: readonly CurvePoint[];
  doneReplicaCount: number;
  replicaCount: number;
};

export type DrawnTeam = {
  team: RaceTeam;
  path: string;
  /** Where the line first reached each station, in pixels. */
  crossings: { level: number; x: number; y: number }[];
  end: { x: number; y: number; error: number } | null;
  /** Height of the team's words beside the diagram. */
  labelY: number;
};

export type RaceLayout = { x: Scale; y: Scale; stations: number[]; teams: DrawnTeam[] };

type Plot = { left: number; right: number; top: number; bottom: number };

export const firstRaceStep = 10;

/** Error levels that are drawn as stations, ascending, chance itself left out. */
export function raceStations(chanceError: number): number[] {
  return linearTicks(0, chanceError, 5).filter((level) => level < chanceError * 0.999);
}

/** Everything that the railway diagram needs, in pixels. */
export function raceLayout(
  teams: readonly RaceTeam[],
  options: { stepBudget: number; chanceError: number; plot: Plot; labelGap: number },
): RaceLayout {
  const { stepBudget, chanceError, plot, labelGap } = options;
  const x = logScale([firstRaceStep, Math.max(stepBudget, firstRaceStep * 10)], [plot.left, plot.right]);
  const y = linearScale([0, chanceError], [plot.bottom, plot.top]);
  const stations = raceStations(chanceError);
  const drawn = teams.map((team) => {
    const points = team.curve.filter((point) => point.step >= firstRaceStep && Number.isFinite(point.error));
    const place = (point: CurvePoint) => ({
      x: positionOf(x, Math.min(point.step, x.domain[1])),
      y: positionOf(y, Math.min(point.error, chanceError)),
    });
    const last = points.at(-1);
    const crossings = stations
      .filter((level) => level > 0)
      .map((level) => ({ level, step: firstCrossing(points, level) }))
      .flatMap(({ level, step }) =>
        step === null ? [] : [{ level, x: positionOf(x, step), y: positionOf(y, level) }],
      );
    return {
      team,
      path: linePath(points.map(place)),
      crossings,
      end: last ? { ...place(last), error: last.error } : null,
    };
  });
  const wanted = drawn.map(({ end }) => end?.y ?? plot.top);
  const labels = spreadLabels(wanted, labelGap, [plot.top, plot.bottom]);
  return {
    x,
    y,
    stations,
    teams: drawn.map((team, index) => ({ ...team, labelY: labels[index] ?? plot.top })),
  };
}

/** Room above the diagram in label sizes: a row for the playhead's flag over one for the word of the chance line. */
export const raceTop = 3.8;

/** Where the flag with the step stands: above every mark and word at the chance line, and inside the figure. */
export function playheadFlag(options: {
  x: number;
  plotTop: number;
  figureWidth: number;
  labelSize: number;
  text: string;
}): { x: number; y: number; width: number; height: number } {
  const { x, plotTop, figureWidth, labelSize, text } = options;
  const width = textWidth(text, labelSize) + labelSize * 0.8;
  return {
    x: Math.max(0, Math.min(x - width / 2, figureWidth - width)),
    y: plotTop - labelSize * 3.4,
    width,
    height: labelSize * 1.65,
  };
}
