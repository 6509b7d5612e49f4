import type { SessionId, TeamId } from "@/core/game/identifiers";
import { currentRound, type SessionState } from "@/core/game/session-state";
import { missingReplicas } from "./attempt";

/** A team whose devices are silent for so long during the race loses its lease: the server trains what is missing. */
export const leaseMs = 15_000;

interface Race {
  readonly phaseSequence: number;
  /** When this server first saw the race, as `runningMs`: after a restart everybody has the whole time again. */
  readonly sinceMs: number;
  readonly heardMs: Map<TeamId, number>;
}

/**
 * Which teams' devices still give signs of life during a race. Kept in memory only. Times are counted in the phase's
 * own running time, which stands still while the session is paused.
 */
export class TeamLeases {
  readonly #races = new Map<SessionId, Race>();

  /** A device of the team has sent something. */
  heard(state: SessionState, teamId: TeamId, now: number): void {
    if (state.phase === "racing") this.#raceOf(state, now).heardMs.set(teamId, runningMs(state, now));
  }

  /** Teams with missing replicas that have been silent too long; a team that never speaks counts from the start. */
  lost(state: SessionState, now: number): TeamId[] {
    return this.#leftMs(state, now).flatMap(({ teamId, leftMs }) => (leftMs <= 0 ? [teamId] : []));
  }

  /** Milliseconds until the next lease ends if nobody speaks; null when none will. */
  nextEndInMs(state: SessionState, now: number): number | null {
    if (state.pausedAtMs !== null) return null;
    const left = this.#leftMs(state, now).flatMap(({ leftMs }) => (leftMs > 0 ? [leftMs] : []));
    return left.length === 0 ? null : Math.min(...left);
  }

  forget(sessionId: SessionId): void {
    this.#races.delete(sessionId);
  }

  #leftMs(state: SessionState, now: number): { teamId: TeamId; leftMs: number }[] {
    if (state.phase !== "racing") return [];
    const { sinceMs, heardMs } = this.#raceOf(state, now);
    const teams = (currentRound(state)?.teams ?? []).filter((team) => missingReplicas(team).length > 0);
    return teams.map(({ teamId }) => ({
      teamId,
      leftMs: Math.max(sinceMs, heardMs.get(teamId) ?? sinceMs) + leaseMs - runningMs(state, now),
    }));
  }

  #raceOf(state: SessionState, now: number): Race {
    const known = this.#races.get(state.sessionId);
    if (known?.phaseSequence === state.phaseSequence) return known;
    const { phaseSequence } = state;
    const race: Race = { phaseSequence, sinceMs: runningMs(state, now), heardMs: new Map() };
    this.#races.set(state.sessionId, race);
    return race;
  }
}

/** How long the phase has run; the rules move its start by every pause. */
function runningMs(state: SessionState, now: number): number {
  return (state.pausedAtMs ?? now) - state.phaseStartedAtMs;
}
