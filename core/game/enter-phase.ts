import { findDeck } from "@/core/tasks/decks";
import { defaultDesign, isOnGrid } from "@/core/training/design-grid";
import type { Deal, Drafts } from "./action";
import type { ActionContext } from "./outcome";
import { type Phase, phaseRule } from "./phase";
import { raceReplicaCount } from "./race";
import { sealSecret } from "./secret";
import { activeSeats, currentRound, type Round, type SessionState } from "./session-state";
import { emptyTeamRound, updateRound } from "./update-round";

/** The phase that "next" leads to from here; null where nothing follows. */
export function nextPhase(state: SessionState): Phase | null {
  if (state.phase === "debrief") return hasMoreRounds(state) ? "briefing" : "podium";
  return phaseRule(state.phase).leadsTo[0] ?? null;
}

/** True when "next" opens a round, so that the server must bring a deal. */
export function needsDeal(state: SessionState): boolean {
  return nextPhase(state) === "briefing";
}

/** Index in the lesson of the round that "next" would open. */
export function nextRoundIndex(state: SessionState): number {
  const round = currentRound(state);
  return round === null ? 0 : round.roundIndex + 1;
}

/** Moves to a phase and sets its deadline. Phases follow only the arrows of the phase table. */
export function enterPhase(state: SessionState, phase: Phase, { now }: ActionContext): SessionState {
  if (!phaseRule(state.phase).leadsTo.includes(phase)) {
    throw new Error(`no way from ${state.phase} to ${phase}`);
  }
  const seconds = phaseRule(phase).seconds(state.settings.lengths);
  return {
    ...state,
    phase,
    phaseSequence: state.phaseSequence + 1,
    phaseStartedAtMs: now,
    deadlineAtMs: seconds === null ? null : now + seconds * 1000,
    pausedAtMs: null,
  };
}

/** Opens a round on a fresh deal: every team with a seat plays. */
export function openRound(
  state: SessionState,
  deal: Deal,
  position: { readonly roundIndex: number; readonly attempt: number },
  context: ActionContext,
): SessionState {
  const teamIds = new Set(activeSeats(state).map((seat) => seat.teamId));
  const round: Round = {
    ...position,
    isVoid: false,
    deckId: deal.deckId,
    publicSeed: deal.publicSeed,
    raceSeed: deal.raceSeed,
    secret: sealSecret(deal.secret),
    teams: state.teams.filter((team) => teamIds.has(team.teamId)).map((team) => emptyTeamRound(team.teamId)),
    houseErrors: sealSecret(Array.from({ length: raceReplicaCount }, () => null)),
    scores: null,
    revealPage: 0,
    figureUnlocked: false,
    figurePredictions: [],
    debriefAnswers: [],
  };
  return enterPhase({ ...state, rounds: [...state.rounds, round] }, "briefing", context);
}

/** A team that has not committed is committed to its proposal, else to its draft, else to the default design. */
export function commitDrafts(state: SessionState, drafts: Drafts, { now }: ActionContext): SessionState {
  return updateRound(state, (round) => {
    const deck = findDeck(round.deckId);
    if (deck === null) return round;
    const untouched = defaultDesign(deck.designGrid);
    return {
      ...round,
      teams: round.teams.map((team) => {
        if (team.commitment !== null) return team;
        const draft = team.proposal?.design ?? drafts.find((entry) => entry.teamId === team.teamId)?.design;
        const design = draft !== undefined && isOnGrid(draft, deck.designGrid) ? draft : untouched;
        return { ...team, proposal: null, commitment: { design, seatId: null, atMs: now } };
      }),
    };
  });
}

function hasMoreRounds(state: SessionState): boolean {
  return nextRoundIndex(state) < state.lesson.length;
}
