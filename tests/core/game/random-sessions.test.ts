import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Action, ActionSchema } from "@/core/game/action";
import { applyAction } from "@/core/game/apply-action";
import { dueAction, nextDueAtMs } from "@/core/game/due-action";
import { needsDeal } from "@/core/game/enter-phase";
import type { SeatId } from "@/core/game/identifiers";
import { mostTeams } from "@/core/game/lesson";
import { phaseRule } from "@/core/game/phase";
import { PhaseSchema } from "@/core/game/phase-schema";
import { creditBudget, pilotCost } from "@/core/game/pilot-cost";
import { raceReplicaCount } from "@/core/game/race";
import { replayLog } from "@/core/game/replay-log";
import { activeSeats, type SessionState, SessionStateSchema } from "@/core/game/session-state";
import { pilotDesigns, pilotRuns } from "@/core/game/sweep";
import { findDeck } from "@/core/tasks/decks";
import { isOnGrid } from "@/core/training/design-grid";
import { aDeal, joinAction } from "@/tests/core/support/a-session";
import { deepFreeze } from "@/tests/core/support/deep-freeze";
import {
  countReached,
  holdsForEverySession,
  playRandomly,
  type StepResult,
  settingsArbitrary,
  stepsArbitrary,
} from "@/tests/core/support/random-session";

const nobody: ReadonlySet<SeatId> = new Set();

const sessionArbitrary = fc
  .tuple(settingsArbitrary, stepsArbitrary)
  .map(([options, steps]) => playRandomly(options, steps));

const stateAfter = ({ before, outcome }: StepResult) => (outcome.ok ? outcome.state : before);

describe("random sessions", () => {
  it("reach every phase, and accept and refuse every kind of action that has a rule", () => {
    const sessions = fc.sample(sessionArbitrary, { seed: 20260105, numRuns: 600 });

    const { phases, accepted, refused } = countReached(sessions);

    const kinds = ActionSchema.def.options.flatMap((option) => option.def.shape.type.def.values);
    expect([...phases.keys()].sort()).toEqual([...PhaseSchema.options].sort());
    expect([...accepted.keys()].sort()).toEqual([...kinds].sort());
    const neverRefused = [
      ...["session:closed", "host:recovered", "session:locked", "class:resized"],
      ...["join-policy:set", "names:hidden", "projector:blanked"],
    ];
    for (const kind of kinds)
      if (!neverRefused.includes(kind)) expect(refused.get(kind), kind).toBeGreaterThan(0);
  });

  it("keep every state within its schema and give it back from JSON", () => {
    holdsForEverySession(({ steps, state }) => {
      for (const step of steps.filter((_, index) => index % 5 === 0)) expectRoundTrip(stateAfter(step));
      expectRoundTrip(state);
    });
  });

  it("come to the same state when their log is replayed", () => {
    holdsForEverySession(({ state, log }) => {
      expect(replayLog(null, JSON.parse(JSON.stringify(log)))).toEqual(state);
    });
  });

  it("come to the same state when a snapshot and the later events are replayed", () => {
    fc.assert(
      fc.property(settingsArbitrary, stepsArbitrary, fc.nat(100), (options, steps, cut) => {
        const { state, log } = playRandomly(options, steps);
        const middle = 1 + (cut % log.length);
        const stored = JSON.parse(JSON.stringify(replayLog(null, log.slice(0, middle))));

        const snapshot = SessionStateSchema.parse(stored);

        expect(replayLog(snapshot, log.slice(middle))).toEqual(state);
      }),
      { numRuns: 50 },
    );
  });

  it("have a deadline exactly where the table of phases has one", () => {
    holdsForEverySession(({ steps }) => {
      for (const state of steps.map(stateAfter)) {
        const isTimed = phaseRule(state.phase).seconds(state.settings.lengths) !== null;
        expect(state.deadlineAtMs !== null, state.phase).toBe(isTimed);
      }
    });
  });

  it("move between phases only along the table's arrows, counting every move and nothing else", () => {
    holdsForEverySession(({ steps }) => {
      for (const step of steps) {
        const after = stateAfter(step);
        const grown = after.phaseSequence - step.before.phaseSequence;
        expect([0, 1]).toContain(grown);
        if (grown === 1) expect(phaseRule(step.before.phase).leadsTo).toContain(after.phase);
        else expect(after.phase).toBe(step.before.phase);
        expect(after.rounds.length).toBeGreaterThanOrEqual(step.before.rounds.length);
      }
    });
  });

  it("never put a seat into two teams, more seats into a team than allowed, or two equal ids anywhere", () => {
    holdsForEverySession(({ state }) => {
      const unique = (values: readonly unknown[]) => expect(new Set(values).size).toBe(values.length);
      unique(state.seats.map((seat) => seat.seatId));
      unique(state.teams.map((team) => team.teamId));
      unique(state.teams.map((team) => team.teamNumber));
      expect(state.teams.length).toBeLessThanOrEqual(mostTeams);
      for (const { teamId } of state.teams) {
        const seats = activeSeats(state).filter((seat) => seat.teamId === teamId);
        expect(seats.length).toBeLessThanOrEqual(state.settings.seatsPerTeam);
      }
      const teamIds = state.teams.map((team) => team.teamId);
      for (const seat of state.seats) expect(teamIds).toContain(seat.teamId);
      for (const round of state.rounds) {
        unique(round.teams.map((team) => team.teamId));
        for (const team of round.teams) {
          unique(team.replicas.map((replica) => replica.replicaIndex));
          unique(team.pilots.map((pilot) => pilot.pilotId));
          expect(teamIds).toContain(team.teamId);
        }
      }
    });
  });

  it("accept what a player does only from a seat that the host has not removed", () => {
    holdsForEverySession(({ steps }) => {
      for (const { before, action, outcome } of steps) {
        const actor = playerOf(action);
        if (actor === null || !outcome.ok) continue;
        expect(
          activeSeats(before).map((seat) => seat.seatId),
          action.type,
        ).toContain(actor);
      }
    });
  });

  it("train only designs on the deck's grid", () => {
    holdsForEverySession(({ state }) => {
      for (const round of state.rounds) {
        const deck = findDeck(round.deckId);
        const designs = round.teams.flatMap((team) => [
          ...team.pilots.flatMap((pilot) => pilotDesigns(pilot).map(({ design }) => design)),
          ...team.pilots.map((pilot) => pilot.design),
          ...(team.commitment === null ? [] : [team.commitment.design]),
        ]);
        for (const design of designs) expect(deck !== null && isOnGrid(design, deck.designGrid)).toBe(true);
      }
    });
  });

  it("keep of a pilot at most one result per run", () => {
    holdsForEverySession(({ state }) => {
      for (const pilot of state.rounds.flatMap((round) => round.teams.flatMap((team) => team.pilots))) {
        const named = (pilot.result ?? []).map((run) => run.runIndex);
        expect(new Set(named).size).toBe(named.length);
        for (const runIndex of named) expect(pilotRuns(pilot)[runIndex]).toBeDefined();
      }
    });
  });

  it("charge what pilots and clues cost and never more than the budget", () => {
    holdsForEverySession(({ state }) => {
      for (const round of state.rounds) {
        const deck = findDeck(round.deckId);
        for (const pilot of round.teams.flatMap((team) => team.pilots)) {
          expect(deck !== null && pilot.cost).toBe(deck && pilotCost(pilot, deck));
        }
      }
      for (const team of state.rounds.flatMap((round) => round.teams)) {
        const paid = [...team.pilots.map(({ cost }) => cost), ...team.clues.map(({ price }) => price)];
        expect(team.creditsSpent).toBe(paid.reduce((sum, credits) => sum + credits, 0));
        expect(team.creditsSpent).toBeLessThanOrEqual(creditBudget);
      }
    });
  });

  it("count all replicas of every team of a scored round, and points within bounds", () => {
    holdsForEverySession(({ state }) => {
      for (const round of state.rounds.filter((candidate) => candidate.scores !== null)) {
        expect(round.scores?.teams.map((team) => team.teamId)).toEqual(
          round.teams.map((team) => team.teamId),
        );
        for (const team of round.teams) expect(team.replicas).toHaveLength(raceReplicaCount);
        for (const score of round.scores?.teams ?? []) {
          expect(score.points).toBeGreaterThanOrEqual(0);
          expect(score.points).toBeLessThanOrEqual(100);
        }
      }
    });
  });

  it("never change a committed design but at the host's word, and never touch an attempt that is over", () => {
    holdsForEverySession(({ steps }) => {
      for (const step of steps) {
        const after = stateAfter(step);
        for (const [index, round] of step.before.rounds.entries()) {
          const isPast = index < step.before.rounds.length - 1;
          if (isPast) expect(after.rounds[index]).toBe(round);
          for (const [position, team] of round.teams.entries()) {
            const isReopened = step.action.type === "team:reopened" && step.action.teamId === team.teamId;
            if (team.commitment === null || isReopened) continue;
            expect(after.rounds[index]?.teams[position]?.commitment).toEqual(team.commitment);
          }
        }
      }
    });
  });

  it("refuse everything but a closed reason list once closed", () => {
    holdsForEverySession(({ steps }) => {
      for (const { before, outcome } of steps) {
        if (before.phase === "closed") expect(outcome).toEqual({ ok: false, reason: "session-closed" });
      }
    });
  });

  it("freeze the class's task while paused: no ballot, pilot, commitment, deadline or points", () => {
    holdsForEverySession(({ steps }) => {
      for (const step of steps.filter(({ before }) => before.pausedAtMs !== null)) {
        expect(dueAction(step.before, step)).toBeNull();
        const frozen = ["ballot:cast", "pilot:started", "design:committed", "time:passed", "round:scored"];
        if (frozen.includes(step.action.type)) expect(step.outcome.ok).toBe(false);
      }
    });
  });
});

describe("the server's clock", () => {
  it("ends every running phase by time alone while it is not paused", () => {
    holdsForEverySession((session) => {
      if (session.state.pausedAtMs !== null) return;
      let { state, now } = session;
      for (let turns = 0; state.deadlineAtMs !== null; turns += 1) {
        expect(turns, `stuck in ${state.phase}`).toBeLessThan(20);
        now = Math.max(now, nextDueAtMs(state, now) ?? now);
        const due = dueAction(state, { now, connectedSeatIds: nobody });
        if (due === null) continue;
        const outcome = applyAction(deepFreeze(state), due, { now });
        if (!outcome.ok) throw new Error(`the server's own ${due.type} was refused: ${outcome.reason}`);
        state = outcome.state;
      }
      expect(["lobby", "reveal", "debrief", "podium", "closed"]).toContain(state.phase);
    });
  });

  it("is never set to a moment that has passed when nothing is due", () => {
    holdsForEverySession(({ steps }) => {
      for (const step of steps) {
        const state = stateAfter(step);
        if (dueAction(state, step) !== null) continue;
        const wakeAtMs = nextDueAtMs(state, step.now);
        if (wakeAtMs !== null) expect(wakeAtMs).toBeGreaterThan(step.now);
        if (state.pausedAtMs === null) expect(wakeAtMs === null).toBe(state.deadlineAtMs === null);
      }
    });
  });

  it("proposes only what the rules accept, and each thing once", () => {
    holdsForEverySession(({ steps }) => {
      for (const step of steps) {
        const state = stateAfter(step);
        const due = dueAction(state, step);
        if (due === null) continue;
        const outcome = applyAction(state, due, { now: step.now });
        if (!outcome.ok) throw new Error(`the server's own ${due.type} was refused: ${outcome.reason}`);
        expect(dueAction(outcome.state, step)).not.toEqual(due);
      }
    });
  });
});

describe("every reachable open state", () => {
  it("leads to closed by what a host and the server can do, without closing early", () => {
    holdsForEverySession((session) => {
      let { state, now } = session;
      const attempt = (action: Action) => {
        const outcome = applyAction(state, action, { now });
        if (!outcome.ok) throw new Error(`${action.type} was refused in ${state.phase}: ${outcome.reason}`);
        state = outcome.state;
      };
      for (let turns = 0; state.phase !== "closed"; turns += 1) {
        expect(turns, `stuck in ${state.phase}`).toBeLessThan(40);
        now += 1000;
        if (state.pausedAtMs !== null) attempt({ type: "session:resumed" });
        else if (needsDeal(state) && activeSeats(state).length === 0) letSomebodyIn(state, attempt, turns);
        else if (phaseRule(state.phase).endedByHost) attempt(hostGoesOn(state));
        else {
          now = Math.max(now, nextDueAtMs(state, now) ?? now);
          const due = dueAction(state, { now, connectedSeatIds: nobody });
          if (due !== null) attempt(due);
        }
      }
    });
  });

  it("closes at the host's word", () => {
    holdsForEverySession(({ steps }) => {
      for (const { before, now } of steps.filter((step) => step.before.phase !== "closed")) {
        const outcome = applyAction(before, { type: "session:closed" }, { now });
        expect(outcome.ok && outcome.state.phase).toBe("closed");
      }
    });
  });
});

/** The seat that an action of a player comes from; null for what host and server do. */
function playerOf(action: Action): SeatId | null {
  switch (action.type) {
    case "team:chosen":
    case "ballot:cast":
    case "pilot:started":
    case "pilot:reported":
    case "design:committed":
    case "proposal:withdrawn":
      return action.seatId;
    case "figure:predicted":
      return action.prediction.seatId;
    case "debrief:answered":
      return action.answer.seatId;
    default:
      return null;
  }
}

function expectRoundTrip(state: SessionState) {
  expect(SessionStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
}

function hostGoesOn(state: SessionState): Action {
  const deal = needsDeal(state) ? aDeal(state.phaseSequence) : null;
  return { type: "phase:advanced", phaseSequence: state.phaseSequence, deal, drafts: [] };
}

function letSomebodyIn(state: SessionState, attempt: (action: Action) => void, turns: number) {
  if (state.isLocked) attempt({ type: "session:locked", isLocked: false });
  else if (state.settings.joinPolicy === "approve") attempt({ type: "join-policy:set", joinPolicy: "open" });
  else attempt(joinAction(10_000 + turns));
}
