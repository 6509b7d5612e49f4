import { describe, expect, it } from "vitest";
import {
  longestPhaseSeconds,
  timetableDepartures,
  timetableLines,
  timetableStations,
} from "@/app/_home/round-timetable";
import { defaultLengths } from "@/core/game/phase";

describe("round timetable", () => {
  it("leaves each timed station after the lengths of the rules", () => {
    const { departures } = timetableDepartures();

    expect(departures.slice(0, 3)).toEqual([
      defaultLengths.briefingSeconds,
      defaultLengths.briefingSeconds + defaultLengths.exploringSeconds,
      defaultLengths.briefingSeconds + defaultLengths.exploringSeconds + defaultLengths.racingSeconds,
    ]);
    expect(longestPhaseSeconds.reveal).toBeNull();
    expect(longestPhaseSeconds.debrief).toBeNull();
  });

  it("draws every team along all stations in order, never back in time", () => {
    for (const { points } of timetableLines([1, 3, 4])) {
      expect(new Set(points.map((point) => point.station)).size).toBe(timetableStations.length);
      points.slice(1).forEach((point, index) => {
        expect(point.seconds).toBeGreaterThan(points[index]?.seconds ?? -1);
        expect(point.station).toBeGreaterThanOrEqual(points[index]?.station ?? 0);
      });
    }
  });
});
