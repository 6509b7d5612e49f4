import { lessonTotals } from "@/core/scoring/lesson-totals";
import type { Design } from "@/core/training/design";
import { currentDeck } from "./current-deck";
import type { SeatId, TeamId } from "./identifiers";
import { creditBudget } from "./pilot-cost";
import { raceOrder } from "./race";
import { figureView, isRevealed, revealView } from "./reveal-view";
import { seatsOf } from "./seat-actions";
import {
  activeSeats,
  currentRound,
  ObservationSchema,
  type SessionState,
  type TeamRound,
} from "./session-state";
import { findTeamRound } from "./update-round";
import type {
  DebriefView,
  LessonTotalView,
  OwnTeamRound,
  OwnView,
  RoundView,
  SharedView,
  TeamView,
  Viewer,
} from "./view";

/** What is true around a session but not part of its log: who is connected, what stands on the knobs. */
export interface Surroundings {
  readonly connectedSeatIds: ReadonlySet<SeatId>;
  readonly drafts: ReadonlyMap<TeamId, Design>;
}

/** The only way out for a session's state: what one viewer may see of it now. */
export function viewFor(
  state: SessionState,
  viewer: Viewer,
  surroundings: Surroundings,
): { readonly shared: SharedView; readonly own: OwnView } {
  return { shared: sharedView(state, surroundings), own: ownView(state, viewer, surroundings) };
}

/** The part that is the same for every viewer. */
export function sharedView(state: SessionState, surroundings: Surroundings): SharedView {
  const round = currentRound(state);
  return {
    sessionId: state.sessionId,
    joinCode: state.joinCode,
    mode: state.mode,
    phase: state.phase,
    phaseSequence: state.phaseSequence,
    deadlineAtMs: state.deadlineAtMs,
    pausedAtMs: state.pausedAtMs,
    isLocked: state.isLocked,
    seatsPerTeam: state.settings.seatsPerTeam,
    classSize: state.settings.classSize,
    roundNumber: round === null ? 0 : round.roundIndex + 1,
    roundCount: state.lesson.length,
    lessonDeckIds: state.lesson.map((plan) => plan.deckId),
    teams: teamViews(state, surroundings),
    round: roundView(state),
    reveal: revealView(state),
    figure: round?.figureUnlocked ? figureView(state) : null,
    totals: totals(state),
    debrief: state.phase === "debrief" ? debriefView(state) : null,
  };
}

/** The part that one viewer alone may see. */
export function ownView(state: SessionState, viewer: Viewer, surroundings: Surroundings): OwnView {
  if (viewer.role !== "player") return { role: viewer.role };
  const round = currentRound(state);
  const seat = activeSeats(state).find((candidate) => candidate.seatId === viewer.seatId);
  const teamId = seat?.teamId ?? null;
  const teamRound = findTeamRound(state, teamId);
  const prediction = round?.figurePredictions.find((other) => other.seatId === viewer.seatId) ?? null;
  const answer = round?.debriefAnswers.find((other) => other.seatId === viewer.seatId) ?? null;
  const revealed = isRevealed(state);
  return {
    role: "player",
    seatId: viewer.seatId,
    name: seat?.name ?? "",
    teamId,
    teamRound: teamRound === null ? null : ownTeamRound(state, teamRound, viewer.seatId, surroundings),
    figurePrediction: prediction === null ? null : [...prediction.errors],
    figure: prediction !== null && round?.figureUnlocked === false ? figureView(state) : null,
    score: revealed ? (round?.scores?.teams.find((score) => score.teamId === teamId) ?? null) : null,
    debriefAnswer: answer === null ? null : { observation: answer.observation, evidence: answer.evidence },
  };
}

function teamViews(state: SessionState, { connectedSeatIds }: Surroundings): TeamView[] {
  return state.teams.flatMap((team) => {
    const seats = seatsOf(state, team.teamId);
    const teamRound = findTeamRound(state, team.teamId);
    if (seats.length === 0 && teamRound === null) return [];
    const progress =
      teamRound === null
        ? null
        : {
            hasBallot: teamRound.firstBallot !== null,
            hasCommitted: teamRound.commitment !== null,
            pilotCount: teamRound.pilots.length,
            creditsSpent: teamRound.creditsSpent,
            replicasIn: teamRound.replicas.map((replica) => replica.replicaIndex).sort((a, b) => a - b),
          };
    return [
      {
        teamId: team.teamId,
        teamNumber: team.teamNumber,
        seats: seats.map((seat) => ({
          seatId: seat.seatId,
          name: seat.name,
          isConnected: connectedSeatIds.has(seat.seatId),
        })),
        progress,
      },
    ];
  });
}

function roundView(state: SessionState): RoundView | null {
  const round = currentRound(state);
  const deck = currentDeck(state);
  if (round === null || deck === null) return null;
  const raceHasBegun = state.phase !== "briefing" && state.phase !== "exploring";
  return {
    roundIndex: round.roundIndex,
    attempt: round.attempt,
    deck,
    publicSeed: round.publicSeed,
    raceSeed: raceHasBegun ? round.raceSeed : null,
    revealPage: round.revealPage,
    figureUnlocked: round.figureUnlocked,
    predictedCount: round.figurePredictions.length,
  };
}

function ownTeamRound(
  state: SessionState,
  teamRound: TeamRound,
  seatId: SeatId,
  { connectedSeatIds, drafts }: Surroundings,
): OwnTeamRound {
  const devices = seatsOf(state, teamRound.teamId).filter(
    (seat) => seat.seatId === seatId || connectedSeatIds.has(seat.seatId),
  );
  const deviceIndex = devices.findIndex((seat) => seat.seatId === seatId);
  return {
    firstBallot: teamRound.firstBallot,
    lastBallot: teamRound.lastBallot,
    creditsSpent: teamRound.creditsSpent,
    creditBudget,
    pilots: teamRound.pilots.map(({ startedAtMs: _startedAtMs, ...pilot }, index) => ({
      ...pilot,
      number: index + 1,
    })),
    draft: drafts.get(teamRound.teamId) ?? null,
    commitment:
      teamRound.commitment === null
        ? null
        : { design: teamRound.commitment.design, isAutomatic: teamRound.commitment.seatId === null },
    replicas: teamRound.replicas.map(({ replicaIndex, outcome }) => ({ replicaIndex, outcome })),
    raceOrder: raceOrder(Math.max(0, deviceIndex), devices.length),
  };
}

function totals(state: SessionState): LessonTotalView[] {
  const scored = state.rounds.filter((round) => !round.isVoid && round.scores !== null);
  const byId = new Map(state.teams.map((team) => [team.teamId as string, team.teamId]));
  return lessonTotals(scored.map((round) => round.scores?.teams ?? [])).flatMap((total) => {
    const teamId = byId.get(total.teamId);
    return teamId === undefined ? [] : [{ ...total, teamId }];
  });
}

function debriefView(state: SessionState): DebriefView {
  const answers = currentRound(state)?.debriefAnswers ?? [];
  return {
    counts: ObservationSchema.options.map((observation) => ({
      observation,
      count: answers.filter((answer) => answer.observation === observation).length,
    })),
    evidence: answers.map((answer) => answer.evidence).filter((text) => text !== ""),
  };
}
