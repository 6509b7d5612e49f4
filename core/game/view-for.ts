import { clueKindsOf } from "@/core/clues/clue-offer";
import { cluePrice } from "@/core/clues/clue-price";
import type { Design } from "@/core/training/design";
import { commitStepOf } from "./commit-step";
import { currentDeck } from "./current-deck";
import { hostOwnView } from "./host-view";
import type { CoHostId, SeatId, TeamId } from "./identifiers";
import type { Knob } from "./knob";
import { creditBudget } from "./pilot-cost";
import { raceOrder } from "./race";
import { isRevealed, revealView } from "./reveal-view";
import { entryOfTeam, seatIndexOf } from "./seat-index";
import { currentRound, ObservationSchema, type SessionState, type TeamRound } from "./session-state";
import { figureOf, revealOf, rowsOf, shownTeams, totalsOf } from "./shown-teams";
import { seatsOf } from "./team-places";
import { classCounts, teamView, teamViews } from "./team-views";
import { findTeamRound } from "./update-round";
import type {
  DebriefView,
  FigureView,
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
  const shown = shownTeams(state, role);
  return {
    sessionId: state.sessionId,
    joinCode: state.joinCode,
    mode: state.mode,
    isRehearsal: state.settings.isRehearsal,
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
    teams: teamViews(state, surroundings, shown),
    round: roundView(state),
    reveal: revealOf(revealView(state), shown),
    figure: round?.figureUnlocked ? figureOf(state, shown) : null,
    totals: rowsOf(totalsOf(state), shown),
    debrief: state.phase === "debrief" ? debriefView(state) : null,
  };
}

/** The part that one viewer alone may see. */
export function ownView(state: SessionState, viewer: Viewer, surroundings: Surroundings): OwnView {
  if (viewer.role === "host") return hostOwnView(state, viewer, surroundings);
  if (viewer.role === "projector") return { role: "projector" };
  const round = currentRound(state);
  const seat = seatIndexOf(state.seats).byId.get(viewer.seatId);
  const waiting = state.waiting.find((other) => other.seatId === viewer.seatId);
  if (seat === undefined && waiting !== undefined) {
    return { role: "waiting", seatId: waiting.seatId, name: waiting.name };
  }
  const teamId = seat?.teamId ?? null;
  const teamRound = findTeamRound(state, teamId);
  const prediction = round?.figurePredictions.find((other) => other.seatId === viewer.seatId) ?? null;
  const answer = round?.debriefAnswers.find((other) => other.seatId === viewer.seatId) ?? null;
  const revealed = isRevealed(state);
  const isShown = teamId !== null && shownTeams(state, "player").has(teamId);
  return {
    role: "player",
    seatId: viewer.seatId,
    name: seat?.name ?? "",
    teamId,
    team: teamId === null ? null : teamView(state, teamId, surroundings),
    teamRound: teamRound === null ? null : ownTeamRound(state, teamRound, viewer.seatId, surroundings),
    figurePrediction: prediction === null ? null : [...prediction.errors],
    figure: ownFigure(state, teamId, prediction !== null),
    total: isShown || teamId === null ? null : (entryOfTeam(totalsOf(state), teamId) ?? null),
    score: revealed ? (entryOfTeam(round?.scores?.teams ?? [], teamId) ?? null) : null,
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

/** What the shared figure lacks for this viewer: all of it while it is locked for others, or the own team's marks. */
function ownFigure(state: SessionState, teamId: TeamId | null, hasPredicted: boolean): FigureView | null {
  const isUnlocked = currentRound(state)?.figureUnlocked === true;
  const shown = shownTeams(state, "player");
  const isComplete = teamId === null || shown.has(teamId);
  if (isUnlocked ? isComplete : !hasPredicted) return null;
  return figureOf(state, isComplete ? shown : [...shown, teamId]);
}

/** Lines of evidence that go out, the latest: more than a class reads. */
const mostEvidence = 100;

function debriefView(state: SessionState): DebriefView {
  const answers = currentRound(state)?.debriefAnswers ?? [];
  return {
    counts: ObservationSchema.options.map((observation) => ({
      observation,
      count: answers.filter((answer) => answer.observation === observation).length,
    })),
    evidence: answers.flatMap(({ evidence }) => (evidence === "" ? [] : [evidence])).slice(-mostEvidence),
  };
}
