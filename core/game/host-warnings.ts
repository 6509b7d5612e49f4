import { enoughStepsPerSecond } from "./device-class";
import type { HostWarning, UnverifiedClaim } from "./host-view-schema";
import { activeSeats, currentRound, type SessionState } from "./session-state";
import { seatsOf } from "./team-places";
import type { Surroundings } from "./view-for";

/** What a host may want to decide on now: nothing of it happens by itself. */
export function hostWarnings(state: SessionState, surroundings: Surroundings): HostWarning[] {
  if (state.mode === "solo" || state.phase === "closed") return [];
  const warnings: HostWarning[] = [];
  const teamIds = teamsAway(state, surroundings);
  if (teamIds.length > 0) warnings.push({ kind: "teams-away", teamIds });
  const seatIds = slowSeats(state, surroundings);
  if (seatIds.length > 0) warnings.push({ kind: "devices-slow", seatIds });
  const claims = unverifiedClaims(state);
  if (claims.length > 0) warnings.push({ kind: "claims-unverified", claims });
  const { classSize } = state.settings;
  const seated = activeSeats(state).length;
  const wanted = seated + state.waiting.length;
  if (state.waiting.length > 0) warnings.push({ kind: "joins-waiting", count: state.waiting.length });
  if (wanted > classSize) warnings.push({ kind: "class-larger", classSize, wanted });
  return warnings;
}

function teamsAway(state: SessionState, { presence }: Surroundings) {
  const { phase } = state;
  if (phase !== "briefing" && phase !== "exploring" && phase !== "racing") return [];
  return (currentRound(state)?.teams ?? []).flatMap(({ teamId }) => {
    const seats = seatsOf(state, teamId);
    const isAway = seats.length > 0 && seats.every((seat) => presence.get(seat.seatId) !== "online");
    return isAway ? [teamId] : [];
  });
}

function slowSeats(state: SessionState, { presence, stepsPerSecond }: Surroundings) {
  return activeSeats(state).flatMap(({ seatId }) => {
    const speed = stepsPerSecond.get(seatId);
    const isSlow = speed !== undefined && speed > 0 && speed < enoughStepsPerSecond;
    return isSlow && presence.get(seatId) === "online" ? [seatId] : [];
  });
}

/** Of the present round and the one before it, once they are scored: before that nothing is told about test errors. */
function unverifiedClaims({ rounds }: SessionState): UnverifiedClaim[] {
  const scored = rounds.filter((round) => !round.isVoid).slice(-2);
  return scored.flatMap(({ roundIndex, scores, teams }) =>
    (scores === null ? [] : teams).flatMap(({ teamId, audits }) => {
      const weightsDiffer = audits.some((check) => check.kind === "weights" && check.verdict === "differ");
      const retraining = audits.find((check) => check.kind === "retraining");
      if (!weightsDiffer && retraining?.verdict !== "unverified") return [];
      const numbers =
        retraining === undefined
          ? null
          : {
              claimedError: retraining.claimedError,
              retrainedError: retraining.retrainedError,
              standardError: retraining.standardError,
            };
      return [{ teamId, roundNumber: roundIndex + 1, weightsDiffer, retraining: numbers }];
    }),
  );
}
