import { type TeamIdentity, teamIdentity } from "@/app/_ui/team-identity";
import { defaultLengths, phaseTable } from "@/core/game/phase";

export type TimetableStation = "briefing" | "exploring" | "racing" | "reveal" | "debrief";

/** Longest usual length of each phase in seconds; null where the host ends it. */
export const longestPhaseSeconds: Record<TimetableStation, number | null> = {
  briefing: phaseTable.briefing.seconds(defaultLengths),
  exploring: phaseTable.exploring.seconds(defaultLengths),
  racing: phaseTable.racing.seconds(defaultLengths),
  reveal: phaseTable.reveal.seconds(),
  debrief: phaseTable.debrief.seconds(),
};

export const timetableStations = Object.keys(longestPhaseSeconds) as TimetableStation[];

/** Room that the drawing gives to a phase without deadline. */
const untimedSeconds = 75;

export type TimetablePoint = { seconds: number; station: number };
export type TimetableLine = { team: TeamIdentity; points: TimetablePoint[] };

/** Second at which each station is left at the latest, and what the drawing shows altogether. */
export function timetableDepartures(): { departures: number[]; totalSeconds: number } {
  let clock = 0;
  const departures = timetableStations.map((station) => {
    clock += longestPhaseSeconds[station] ?? untimedSeconds;
    return clock;
  });
  return { departures, totalSeconds: clock };
}

/**
 * One line per team: it waits on a station's line while its phase lasts and runs down to the next when the phase
 * ends. All teams leave together, since the server ends a phase for everybody.
 */
export function timetableLines(teamNumbers: readonly number[]): TimetableLine[] {
  const { departures } = timetableDepartures();
  const travelSeconds = 12;
  return teamNumbers.map((teamNumber) => {
    const points: TimetablePoint[] = [{ seconds: 0, station: 0 }];
    departures.forEach((departure, station) => {
      const isLast = station === departures.length - 1;
      points.push({ seconds: isLast ? departure - travelSeconds * 2 : departure, station });
      if (!isLast) points.push({ seconds: departure + travelSeconds, station: station + 1 });
    });
    return { team: teamIdentity(teamNumber), points };
  });
}
