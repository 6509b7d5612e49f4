import { describe, expect, it } from "vitest";
import { nameKey } from "@/core/game/clean-name";
import { mostWaiting } from "@/core/game/lesson";
import { activeSeats } from "@/core/game/session-state";
import { captainOf, isBotTeam, seatsOf } from "@/core/game/team-places";
import { findTeamRound } from "@/core/game/update-round";
import { holdsForEverySession } from "@/tests/core/support/random-session";

describe("random classes", () => {
  it("keep seats, those who wait and those who were banned apart, and names told from each other", () => {
    holdsForEverySession(({ state }) => {
      const seated = activeSeats(state);
      const waitingIds = state.waiting.map((other) => other.seatId);
      expect(new Set([...seated.map((seat) => seat.seatId), ...waitingIds]).size).toBe(
        seated.length + waitingIds.length,
      );
      const students = seated.filter((seat) => seat.bot === null);
      const names = [...students, ...state.waiting].map(({ name }) => nameKey(name));
      expect(new Set(names).size).toBe(names.length);
      for (const seat of state.seats.filter((other) => other.isBanned)) {
        expect(seat.isRemoved).toBe(true);
        expect(waitingIds).not.toContain(seat.seatId);
      }
      expect(state.waiting.length).toBeLessThanOrEqual(mostWaiting);
      const isOpen = state.settings.joinPolicy === "open" && !state.isLocked;
      if (isOpen && state.waiting.length > 0) {
        expect(students.length).toBeGreaterThanOrEqual(state.settings.classSize);
      }
    });
  });

  it("change the teams of those who play only between rounds", () => {
    holdsForEverySession(({ steps }) => {
      for (const step of steps) {
        const isRunning = !["lobby", "debrief", "podium"].includes(step.before.phase);
        if (!isRunning || !step.outcome.ok || step.action.type === "seat:rejoined") continue;
        const after = new Map(step.outcome.state.seats.map((seat) => [seat.seatId, seat.teamId]));
        for (const seat of activeSeats(step.before)) {
          const isForgotten = step.action.type === "joins:forgotten" && !after.has(seat.seatId);
          if (!isForgotten) expect(after.get(seat.seatId)).toBe(seat.teamId);
        }
      }
    });
  });

  it("draw teams whose sizes differ by at most one", () => {
    holdsForEverySession(({ steps }) => {
      for (const { action, outcome } of steps) {
        if (action.type !== "teams:drawn" || !outcome.ok) continue;
        const teams = outcome.state.teams.filter(({ teamId }) => !isBotTeam(outcome.state, teamId));
        const students = activeSeats(outcome.state).filter((seat) => seat.bot === null);
        const sizes = teams.map(({ teamId }) => seatsOf(outcome.state, teamId).length);
        const filled = sizes.filter((size) => size > 0);
        expect(Math.max(...filled) - Math.min(...filled)).toBeLessThanOrEqual(1);
        expect(filled).toHaveLength(Math.ceil(students.length / outcome.state.settings.seatsPerTeam));
      }
    });
  });

  it("commit a team of two or more online only by two of them, or by its captain", () => {
    holdsForEverySession(({ steps }) => {
      for (const { before, action, outcome } of steps) {
        if (action.type !== "design:committed" || !outcome.ok) continue;
        const teamId = activeSeats(before).find((seat) => seat.seatId === action.seatId)?.teamId ?? null;
        if (teamId === null || findTeamRound(outcome.state, teamId)?.commitment == null) continue;
        if (before.settings.commitBy === "captain") {
          expect(captainOf(before, teamId)).toBe(action.seatId);
          continue;
        }
        const present = seatsOf(before, teamId).filter((seat) => action.presentSeatIds.includes(seat.seatId));
        const others = present.filter((seat) => seat.seatId !== action.seatId);
        const proposal = findTeamRound(before, teamId)?.proposal ?? null;
        if (others.length > 0) {
          expect(proposal?.design).toEqual(action.design);
          expect(proposal?.seatId).not.toBe(action.seatId);
        }
      }
    });
  });
});
