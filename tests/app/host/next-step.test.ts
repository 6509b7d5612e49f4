import { describe, expect, test } from "vitest";
import { nextStep, unfinishedTeams } from "@/app/host/_console/next-step";
import { type Phase, phaseTable } from "@/core/game/phase";
import { PhaseSchema } from "@/core/game/phase-schema";
import { revealPages } from "@/core/game/reveal-pages";
import { sharedViewOf, teamViewOf } from "./shared-view";

describe("the next step", () => {
  test("exists in every phase that a host can end", () => {
    for (const phase of PhaseSchema.options) {
      const { kind } = nextStep(sharedViewOf({ phase }));
      const leadsOn = kind !== "nothing" && kind !== "wait-for-tally";
      expect(leadsOn, phase).toBe(phaseTable[phase].endedByHost);
    }
  });

  test("turns the pages of the reveal before it ends it", () => {
    const steps = revealPages.map(
      (_, revealPage) => nextStep(sharedViewOf({ phase: "reveal", revealPage, figureUnlocked: true })).kind,
    );
    expect(steps).toEqual(["turn-page", "turn-page", "turn-page", "to-debrief"]);
  });

  test("opens the figure before it turns its page", () => {
    const revealPage = revealPages.indexOf("depth-figure");
    expect(nextStep(sharedViewOf({ phase: "reveal", revealPage, figureUnlocked: false }))).toEqual({
      kind: "unlock-figure",
    });
  });

  test("starts the following round, and after the last one the podium", () => {
    expect(nextStep(sharedViewOf({ phase: "debrief", roundNumber: 1, roundCount: 2 }))).toEqual({
      kind: "start-round",
      roundNumber: 2,
    });
    expect(nextStep(sharedViewOf({ phase: "debrief", roundNumber: 2, roundCount: 2 })).kind).toBe(
      "to-podium",
    );
  });
});

describe("teams that would be cut off", () => {
  const ready = teamViewOf(1, { hasBallot: true, hasCommitted: true, replicasIn: [0, 1, 2, 3, 4] });
  const busy = teamViewOf(2, { hasBallot: false, hasCommitted: false, replicasIn: [0] });
  const away = teamViewOf(3, {}, { isConnected: false });
  const late = teamViewOf(4, null);

  test.each<[Phase, number | null]>([
    ["lobby", null],
    ["briefing", 1],
    ["exploring", 1],
    ["racing", 1],
    ["reveal", null],
    ["debrief", null],
  ])("in %s", (phase, missing) => {
    const unfinished = unfinishedTeams(sharedViewOf({ phase, teams: [ready, busy, away, late] }));
    expect(unfinished?.missing ?? null).toBe(missing);
  });

  test("are none when every present team is ready", () => {
    expect(unfinishedTeams(sharedViewOf({ phase: "exploring", teams: [ready, away, late] }))).toBeNull();
  });
});
