import { isOnGrid } from "@/core/training/design-grid";
import type { ActionOf } from "./action";
import { isBallotOver } from "./ballot";
import { currentDeck } from "./current-deck";
import { type ActionContext, accept, type Outcome, refuse } from "./outcome";
import { creditBudget, pilotCost } from "./pilot-cost";
import { revealPages } from "./reveal-pages";
import { sealSecret } from "./secret";
import {
  activeSeats,
  currentRound,
  type Pilot,
  type PilotRunResult,
  type ReplicaResult,
  type SessionState,
  type TeamRound,
} from "./session-state";
import { pilotRuns, sweepFault, sweptDesigns } from "./sweep";
import { findTeamRound, updateRound, updateTeamRound } from "./update-round";
import { visibleText } from "./visible-text";

export function castBallot(state: SessionState, action: ActionOf<"ballot:cast">): Outcome {
  const team = teamRoundOf(state, action.seatId);
  if (team === null) return refuse("not-in-this-round");
  const deck = currentDeck(state);
  // There is nothing to believe about a task that everybody was told.
  if (deck === null || deck.isAnnounced || !isBallotOver(deck.hypotheses, action.ballot))
    return refuse("ballot-invalid");
  if (team.commitment !== null) return refuse("already-committed");
  const first = state.phase === "briefing" ? action.ballot : team.firstBallot;
  return accept(
    updateTeamRound(state, team.teamId, (other) => ({
      ...other,
      firstBallot: first,
      lastBallot: action.ballot,
    })),
  );
}

export function startPilot(
  state: SessionState,
  action: ActionOf<"pilot:started">,
  { now }: ActionContext,
): Outcome {
  const team = teamRoundOf(state, action.seatId);
  if (team === null) return refuse("not-in-this-round");
  if (team.commitment !== null) return refuse("already-committed");
  const deck = currentDeck(state);
  const { design, sweep } = action;
  const designs = [design, ...sweptDesigns({ design, sweep })];
  if (deck === null || !designs.every((other) => isOnGrid(other, deck.designGrid))) {
    return refuse("not-on-grid");
  }
  const fault = sweepFault({ design, sweep });
  if (fault !== null) return refuse(fault);
  const cost = pilotCost({ design, sweep }, deck);
  if (team.creditsSpent + cost > creditBudget) return refuse("not-enough-credits");
  const pilot: Pilot = {
    pilotId: action.pilotId,
    seatId: action.seatId,
    design,
    sweep,
    runSeed: action.runSeed,
    cost,
    startedAtMs: now,
    result: null,
  };
  return accept(
    updateTeamRound(state, team.teamId, (other) => ({
      ...other,
      creditsSpent: other.creditsSpent + cost,
      pilots: [...other.pilots, pilot],
    })),
  );
}

export function reportPilot(state: SessionState, action: ActionOf<"pilot:reported">): Outcome {
  const team = teamRoundOf(state, action.seatId);
  if (team === null) return refuse("not-in-this-round");
  const pilot = team.pilots.find((other) => other.pilotId === action.pilotId);
  if (pilot === undefined) return refuse("no-such-pilot");
  if (pilot.result !== null) return refuse("pilot-already-reported");
  if (!namesRunsOnce(pilot, action.result)) return refuse("pilot-result-invalid");
  return accept(
    updateTeamRound(state, team.teamId, (other) => ({
      ...other,
      pilots: other.pilots.map((candidate) =>
        candidate.pilotId === action.pilotId ? { ...candidate, result: action.result } : candidate,
      ),
    })),
  );
}

export function tallyReplica(state: SessionState, action: ActionOf<"replica:tallied">): Outcome {
  const round = currentRound(state);
  if (round === null || round.roundIndex !== action.roundIndex || round.attempt !== action.attempt) {
    return refuse("wrong-attempt");
  }
  const team = findTeamRound(state, action.teamId);
  if (team === null) return refuse("not-in-this-round");
  if (team.commitment === null || team.reopenCount !== action.reopenCount) return refuse("wrong-attempt");
  if (team.replicas.some((other) => other.replicaIndex === action.replicaIndex)) {
    return refuse("already-counted");
  }
  const result: ReplicaResult = {
    replicaIndex: action.replicaIndex,
    seatId: action.seatId,
    outcome: action.outcome,
    step: action.step,
    trainingError: action.trainingError,
    testError: sealSecret(action.testError),
  };
  return accept(
    updateTeamRound(state, action.teamId, (other) => ({ ...other, replicas: [...other.replicas, result] })),
  );
}

export function tallyHouse(state: SessionState, action: ActionOf<"house:tallied">): Outcome {
  const round = currentRound(state);
  if (round === null || round.roundIndex !== action.roundIndex || round.attempt !== action.attempt) {
    return refuse("wrong-attempt");
  }
  const houseErrors = sealSecret(action.testErrors);
  return accept(updateRound(state, (other) => ({ ...other, houseErrors })));
}

export function turnRevealPage(state: SessionState, action: ActionOf<"reveal:paged">): Outcome {
  if (action.page >= revealPages.length) return refuse("no-such-page");
  return accept(updateRound(state, (round) => ({ ...round, revealPage: action.page })));
}

export function unlockFigure(state: SessionState): Outcome {
  return accept(updateRound(state, (round) => ({ ...round, figureUnlocked: true })));
}

/** A prediction is made before the figure is seen, so the first one stands. */
export function predictFigure(state: SessionState, action: ActionOf<"figure:predicted">): Outcome {
  const { prediction } = action;
  if (!hasSeat(state, prediction.seatId)) return refuse("no-such-seat");
  const round = currentRound(state);
  const deck = currentDeck(state);
  if (round === null || deck === null || prediction.errors.length !== deck.designGrid.depths.length) {
    return refuse("prediction-invalid");
  }
  if (round.figurePredictions.some((other) => other.seatId === prediction.seatId)) {
    return refuse("already-predicted");
  }
  const figurePredictions = [...round.figurePredictions, prediction];
  return accept(updateRound(state, (other) => ({ ...other, figurePredictions })));
}

export function answerDebrief(state: SessionState, action: ActionOf<"debrief:answered">): Outcome {
  const answer = { ...action.answer, evidence: visibleText(action.answer.evidence) };
  if (!hasSeat(state, answer.seatId)) return refuse("no-such-seat");
  return accept(
    updateRound(state, (round) => ({
      ...round,
      debriefAnswers: [...round.debriefAnswers.filter((other) => other.seatId !== answer.seatId), answer],
    })),
  );
}

/** True when a result names runs of its pilot only, and none of them twice. */
function namesRunsOnce(pilot: Pilot, result: readonly PilotRunResult[]): boolean {
  const named = new Set(result.map((run) => run.runIndex));
  const runCount = pilotRuns(pilot).length;
  return named.size === result.length && result.every((run) => run.runIndex < runCount);
}

function hasSeat(state: SessionState, seatId: string): boolean {
  return activeSeats(state).some((seat) => seat.seatId === seatId);
}

function teamRoundOf(state: SessionState, seatId: string): TeamRound | null {
  const seat = activeSeats(state).find((candidate) => candidate.seatId === seatId);
  return seat === undefined ? null : findTeamRound(state, seat.teamId);
}
