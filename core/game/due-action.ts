import type { Action } from "./action";
import type { SeatId } from "./identifiers";
import { phaseRule } from "./phase";
import { raceReplicaCount } from "./race";
import { activeSeats, currentRound, type SessionState, type TeamRound } from "./session-state";
import { seatsOf } from "./team-places";

/** When this share of the race's replicas is in, the race waits this much longer for the rest. */
export const enoughReplicas = 0.9;
export const lateReplicaWaitMs = 20_000;

/**
 * What the server should do by itself now, if anything: end a phase whose deadline has passed, or hasten one in
 * which everybody is ready. Only teams with a connected seat are waited for, so that a drop never holds up a class.
 */
export function dueAction(
  state: SessionState,
  surroundings: { readonly now: number; readonly connectedSeatIds: ReadonlySet<SeatId> },
): Extract<Action, { type: "time:passed" | "phase:hastened" }> | null {
  if (state.pausedAtMs !== null || state.deadlineAtMs === null) return null;
  const { phaseSequence } = state;
  if (surroundings.now >= state.deadlineAtMs) return { type: "time:passed", phaseSequence, drafts: [] };
  const grace = phaseRule(state.phase).graceSeconds;
  if (grace === null || !isReady(state, surroundings)) return null;
  return state.deadlineAtMs > surroundings.now + grace * 1000
    ? { type: "phase:hastened", phaseSequence }
    : null;
}

/** The next moment after `now` at which `dueAction` may answer differently without anything happening; null: none. */
export function nextDueAtMs(state: SessionState, now: number): number | null {
  if (state.pausedAtMs !== null || state.deadlineAtMs === null) return null;
  const lateReplicas = state.phaseStartedAtMs + lateReplicaWaitMs;
  return state.phase === "racing" && now < lateReplicas
    ? Math.min(state.deadlineAtMs, lateReplicas)
    : state.deadlineAtMs;
}

function isReady(
  state: SessionState,
  surroundings: { readonly now: number; readonly connectedSeatIds: ReadonlySet<SeatId> },
): boolean {
  const teams = currentRound(state)?.teams ?? [];
  if (teams.length === 0) return false;
  // In a rehearsal only bots play: then they are waited for, as connected seats are in a class.
  const isOfBots = activeSeats(state).every((seat) => seat.bot !== null);
  const waitedFor = teams.filter((team) =>
    seatsOf(state, team.teamId).some((seat) => isOfBots || surroundings.connectedSeatIds.has(seat.seatId)),
  );
  if (state.phase === "racing") {
    // The host has reopened such a team for a reason: the race does not end over its head before its cap.
    if (waitedFor.some((team) => team.commitment === null)) return false;
    return isRaceOver(state, teams, surroundings.now);
  }
  if (waitedFor.length === 0) return false;
  return state.phase === "briefing"
    ? waitedFor.every((team) => team.firstBallot !== null)
    : waitedFor.every((team) => team.commitment !== null);
}

function isRaceOver(state: SessionState, teams: readonly TeamRound[], now: number): boolean {
  const expected = teams.length * raceReplicaCount;
  const arrived = teams.reduce((sum, team) => sum + team.replicas.length, 0);
  if (arrived >= expected) return true;
  return arrived >= enoughReplicas * expected && now >= state.phaseStartedAtMs + lateReplicaWaitMs;
}
