import { clueKindsOf } from "@/core/clues/clue-offer";
import { cluePrice } from "@/core/clues/clue-price";
import { lessonTotals } from "@/core/scoring/lesson-totals";
import type { Design } from "@/core/training/design";
import { commitStepOf } from "./commit-step";
import { currentDeck } from "./current-deck";
import { hostOwnView } from "./host-view";
import type { CoHostId, SeatId, TeamId } from "./identifiers";
import type { Knob } from "./knob";
import { creditBudget } from "./pilot-cost";
import { raceOrder } from "./race";
import { figureView, isRevealed, revealView } from "./reveal-view";
import {
  activeSeats,
  currentRound,
  ObservationSchema,
  type SessionState,
  type TeamRound,
} from "./session-state";
import { seatsOf } from "./team-places";
import { classCounts, firstTeams, teamView, teamViews } from "./team-views";
import { findTeamRound } from "./update-round";
import type {
  DebriefView,
  LessonTotalView,
  OwnTeamRound,
  OwnView,
  Presence,
  RoundView,
  SharedView,
  Viewer,
} from "./view";

/** What is true around a session but not part of its log: who is connected, what stands on the knobs. */
export interface Surroundings {
  /** Seats that are not named are absent. */
  readonly presence: ReadonlyMap<SeatId, Presence>;
  readonly drafts: ReadonlyMap<TeamId, Design>;
  readonly touches: ReadonlyMap<SeatId, Knob>;
  /** What devices have said of themselves; 0 from one that cannot train. */
  readonly stepsPerSecond: ReadonlyMap<SeatId, number>;
  readonly connectedCoHostIds: ReadonlySet<CoHostId>;
  readonly isHostAway: boolean;
  readonly isRecovering: boolean;
}

/** The only way out for a session's state: what one viewer may see of it now. */
export function viewFor(
  state: SessionState,
  viewer: Viewer,
  surroundings: Surroundings,
): { readonly shared: SharedView; readonly own: OwnView } {
  return {
    shared: sharedView(state, viewer.role, surroundings),
    own: ownView(state, viewer, surroundings),
  };
}

/** The part that is the same for every viewer of a role; players of a large class get the first teams only. */
export function sharedView(
  state: SessionState,
  role: Viewer["role"],
  surroundings: Surroundings,
): SharedView {
  const round = currentRound(state);
  const teams = teamViews(state, surroundings);
  const lessonTotals = totals(state);
  return {
    sessionId: state.sessionId,
    joinCode: state.joinCode,
    mode: state.mode,
    phase: state.phase,
    phaseSequence: state.phaseSequence,
    deadlineAtMs: state.deadlineAtMs,
    pausedAtMs: state.pausedAtMs,
    isLocked: state.isLocked,
    isHostAway: surroundings.isHostAway,
    isRecovering: surroundings.isRecovering,
    areNamesHidden: state.areNamesHidden,
    isProjectorBlank: state.isProjectorBlank,
    teamMode: state.settings.teamMode,
    commitBy: state.settings.commitBy,
    ballotMode: state.settings.ballotMode,
    joinPolicy: state.settings.joinPolicy,
    seatsPerTeam: state.settings.seatsPerTeam,
    classSize: state.settings.classSize,
    counts: classCounts(state, surroundings),
    roundNumber: round === null ? 0 : round.roundIndex + 1,
    roundCount: state.lesson.length,
    lessonDeckIds: state.lesson.map((plan) => plan.deckId),
    teams: role === "player" ? firstTeams(teams, lessonTotals) : teams,
    round: roundView(state),
    reveal: revealView(state),
    figure: round?.figureUnlocked ? figureView(state) : null,
    totals: lessonTotals,
    debrief: state.phase === "debrief" ? debriefView(state) : null,
  };
}

/** The part that one viewer alone may see. */
export function ownView(state: SessionState, viewer: Viewer, surroundings: Surroundings): OwnView {
  if (viewer.role === "host") return hostOwnView(state, viewer, surroundings);
  if (viewer.role === "projector") return { role: "projector" };
  const round = currentRound(state);
  const seat = activeSeats(state).find((candidate) => candidate.seatId === viewer.seatId);
  const waiting = state.waiting.find((other) => other.seatId === viewer.seatId);
  if (seat === undefined && waiting !== undefined) {
    return { role: "waiting", seatId: waiting.seatId, name: waiting.name };
  }
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
    team: teamId === null ? null : teamView(state, teamId, surroundings),
    teamRound: teamRound === null ? null : ownTeamRound(state, teamRound, viewer.seatId, surroundings),
    figurePrediction: prediction === null ? null : [...prediction.errors],
    figure: prediction !== null && round?.figureUnlocked === false ? figureView(state) : null,
    score: revealed ? (round?.scores?.teams.find((score) => score.teamId === teamId) ?? null) : null,
    debriefAnswer: answer === null ? null : { observation: answer.observation, evidence: answer.evidence },
  };
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
    clueOffers: clueKindsOf(deck).map((key) => ({ key, price: cluePrice(deck, key) })),
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
  { presence, drafts, touches, stepsPerSecond }: Surroundings,
): OwnTeamRound {
  const seats = seatsOf(state, teamRound.teamId);
  const isOnline = (other: SeatId) => presence.get(other) === "online";
  const devices = seats.filter(
    (seat) => seat.seatId === seatId || (isOnline(seat.seatId) && stepsPerSecond.get(seat.seatId) !== 0),
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
    clues: teamRound.clues.map(({ atMs: _atMs, ...bought }) => bought),
    draft: drafts.get(teamRound.teamId) ?? null,
    touches: seats.flatMap((seat) => {
      const knob = seat.seatId === seatId ? undefined : touches.get(seat.seatId);
      return knob === undefined ? [] : [{ seatId: seat.seatId, knob }];
    }),
    proposal:
      teamRound.proposal === null
        ? null
        : {
            design: teamRound.proposal.design,
            seatId: teamRound.proposal.seatId,
            person: teamRound.proposal.person,
          },
    commitStep: commitStepOf(state, teamRound, seatId, isOnline),
    commitment:
      teamRound.commitment === null
        ? null
        : { design: teamRound.commitment.design, isAutomatic: teamRound.commitment.seatId === null },
    reopenCount: teamRound.reopenCount,
    replicas: teamRound.replicas.map(({ replicaIndex, outcome }) => ({ replicaIndex, outcome })),
    auditedReplica: replicaAskedOf(teamRound, seatId),
    raceOrder: raceOrder(Math.max(0, deviceIndex), devices.length),
  };
}

/** Weights are asked of the seat whose device brought the replica, until they are there or nobody waits any more. */
function replicaAskedOf({ auditedReplica, audits, replicas }: TeamRound, seatId: SeatId): number | null {
  if (audits.some((check) => check.kind === "weights")) return null;
  const asked = replicas.find((replica) => replica.replicaIndex === auditedReplica);
  return asked?.seatId === seatId ? asked.replicaIndex : null;
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
