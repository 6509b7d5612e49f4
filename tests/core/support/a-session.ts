import type { Action, Deal } from "@/core/game/action";
import { SessionCreatedSchema } from "@/core/game/action";
import { applyAction, createSession } from "@/core/game/apply-action";
import { currentDeck } from "@/core/game/current-deck";
import { needsDeal } from "@/core/game/enter-phase";
import type { SeatId } from "@/core/game/identifiers";
import { defaultClassRules, type SessionSettings } from "@/core/game/lesson";
import { defaultLengths, type Phase } from "@/core/game/phase";
import type { Lengths } from "@/core/game/phase-schema";
import { raceReplicaCount } from "@/core/game/race";
import type { Refusal } from "@/core/game/refusal";
import type { LoggedAction } from "@/core/game/replay-log";
import { activeSeats, currentRound, type SessionState, type TeamRound } from "@/core/game/session-state";
import { uniformBallot } from "@/core/game/uniform-ballot";
import type { Deck } from "@/core/tasks/deck";
import type { Design } from "@/core/training/design";
import { defaultDesign } from "@/core/training/design-grid";
import { deckId, hash, presetId, seatId, seed } from "./identifiers";

/** A session with the log that made it and the time of its last action. */
export interface Played {
  readonly state: SessionState;
  readonly log: readonly LoggedAction[];
  readonly now: number;
}

export interface SessionOptions {
  /** Rounds of the lesson; all of the same deck. */
  readonly rounds?: number;
  readonly deck?: string;
  readonly teams?: number;
  readonly seatsPerTeam?: number;
  readonly classSize?: number;
  readonly lengths?: Lengths;
  readonly rules?: Partial<Pick<SessionSettings, "teamMode" | "commitBy" | "joinPolicy">>;
  readonly deal?: Deal;
}

export const startAtMs = Date.UTC(2026, 0, 5, 9, 0, 0);

/** An instance of a preset of the warm-up deck; another number makes another instance. */
export function aDeal(number = 1, preset = "warm-up-2-local", deck = "warm-up"): Deal {
  return {
    deckId: deckId(deck),
    publicSeed: seed("aaaa", number),
    raceSeed: seed("bbbb", number),
    secret: { presetId: presetId(preset), secretSeed: seed("cccc", number) },
  };
}

/** An open lobby that nobody has joined. */
export function aSession(options: SessionOptions = {}): Played {
  const { rounds = 1, seatsPerTeam = 2, classSize = 60, lengths = defaultLengths } = options;
  const plan = { deckId: deckId(options.deck ?? "warm-up"), presetId: null };
  const created = SessionCreatedSchema.parse({
    type: "session:created",
    sessionId: "session-1",
    joinCode: "ABC234",
    mode: "class",
    hostTokenHash: hash("dddd"),
    hostRecoveryHash: hash("eeee"),
    lesson: Array.from({ length: rounds }, () => plan),
    settings: {
      ...defaultClassRules,
      commitBy: "two-of-team",
      ...options.rules,
      seatsPerTeam,
      classSize,
      lengths,
    },
  });
  const state = createSession(created, { now: startAtMs });
  return { state, log: [{ atMs: startAtMs, action: created }], now: startAtMs };
}

/** The session after an action that must be accepted; time goes on by `seconds` first. */
export function act(played: Played, action: Action, seconds = 1): Played {
  const now = played.now + seconds * 1000;
  const outcome = applyAction(played.state, action, { now });
  if (!outcome.ok) throw new Error(`${action.type} was refused: ${outcome.reason}`);
  return { state: outcome.state, log: [...played.log, { atMs: now, action }], now };
}

/** Why an action is refused now; null when it is accepted. */
export function refusalOf(played: Played, action: Action, seconds = 0): Refusal | null {
  const outcome = applyAction(played.state, action, { now: played.now + seconds * 1000 });
  return outcome.ok ? null : outcome.reason;
}

export function joinAction(
  number: number,
  name = `Student ${number}`,
): Extract<Action, { type: "seat:joined" }> {
  return {
    type: "seat:joined",
    seatId: seatId(`s${number}`),
    name,
    privateName: null,
    tokenHash: hash("ffff", number),
    seatCodeHash: hash("9999", number),
    joinRequestHash: null,
  };
}

/** The host's "next", with a deal where one is needed. */
export function next({ state }: Played, deal: Deal = aDeal(state.phaseSequence + 1)): Action {
  const { phaseSequence } = state;
  return { type: "phase:advanced", phaseSequence, deal: needsDeal(state) ? deal : null, drafts: [] };
}

/** A session in `phase` of its last round, driven there by the rules alone: every earlier round is played as well. */
export function aSessionIn(phase: Phase, options: SessionOptions = {}): Played {
  const { teams = 2, seatsPerTeam = 2, rounds = 1 } = options;
  let played = aSession(options);
  for (let number = 1; number <= teams * seatsPerTeam; number += 1) played = act(played, joinAction(number));
  while (played.state.phase !== phase || isBeforeLastRound(played.state, phase, rounds)) {
    if (played.state.phase === "closed") throw new Error(`the session never came to ${phase}`);
    played = leavePhase(played, options.deal);
  }
  return played;
}

/** Plays what a class does in the present phase and moves on to the next one. */
export function leavePhase(played: Played, deal?: Deal): Played {
  const { phase, phaseSequence } = played.state;
  if (phase === "briefing") return goOn(everyTeam(played, castUniformBallot));
  if (phase === "exploring") return goOn(everyTeam(played, commitDefaultDesign));
  if (phase === "racing") return goOn(everyTeam(played, bringAllReplicas));
  if (phase === "scoring") return act(bringHouseRun(played), { type: "round:scored", phaseSequence });
  return act(played, deal === undefined ? next(played) : next(played, deal));
}

/** One replica of a team, as the server tallies it. */
export function tally(
  { state }: Played,
  team: TeamRound,
  replicaIndex: number,
  testError = 0.1,
): Extract<Action, { type: "replica:tallied" }> {
  const round = currentRound(state);
  return {
    type: "replica:tallied",
    roundIndex: round?.roundIndex ?? 0,
    attempt: round?.attempt ?? 0,
    teamId: team.teamId,
    reopenCount: team.reopenCount,
    replicaIndex,
    seatId: seatOf(state, team),
    outcome: "trained",
    step: 500,
    trainingError: 0,
    testError,
  };
}

/** The deck of the present round. */
export function deckOf({ state }: Played): Deck {
  const deck = currentDeck(state);
  if (deck === null) throw new Error("no round has begun");
  return deck;
}

/** The teams of the present round. */
export function teamsOf({ state }: Played): readonly TeamRound[] {
  return currentRound(state)?.teams ?? [];
}

/** The first team of the present round, with its first seat. */
export function firstTeam(played: Played): { readonly team: TeamRound; readonly seatId: SeatId } {
  const [team] = teamsOf(played);
  if (team === undefined) throw new Error("no team plays in this round");
  return { team, seatId: seatOf(played.state, team) };
}

/** A seat's commitment while the named teammates are online too. */
export function commit(
  played: Played,
  seat: SeatId,
  design?: Design,
  presentSeatIds: readonly SeatId[] = [seat],
): Action {
  const chosen = design ?? defaultDesign(deckOf(played).designGrid);
  const { phaseSequence } = played.state;
  return {
    type: "design:committed",
    seatId: seat,
    phaseSequence,
    design: chosen,
    presentSeatIds: [...presentSeatIds],
  };
}

function isBeforeLastRound(state: SessionState, phase: Phase, rounds: number): boolean {
  if (phase === "lobby" || phase === "podium" || phase === "closed") return false;
  return (currentRound(state)?.roundIndex ?? 0) < rounds - 1;
}

function everyTeam(played: Played, play: (played: Played, team: TeamRound) => Played): Played {
  return teamsOf(played).reduce(play, played);
}

function goOn(played: Played): Played {
  return act(played, next(played));
}

function castUniformBallot(played: Played, team: TeamRound): Played {
  const { phaseSequence } = played.state;
  const ballot = uniformBallot(deckOf(played).hypotheses);
  return act(played, { type: "ballot:cast", seatId: seatOf(played.state, team), phaseSequence, ballot });
}

function commitDefaultDesign(played: Played, team: TeamRound): Played {
  return act(played, commit(played, seatOf(played.state, team)));
}

function bringAllReplicas(played: Played, team: TeamRound): Played {
  return Array.from({ length: raceReplicaCount }, (_, index) => index).reduce(
    (before, index) => act(before, tally(before, team, index, 0.1 + 0.01 * index)),
    played,
  );
}

function bringHouseRun(played: Played): Played {
  const { roundIndex = 0, attempt = 0 } = currentRound(played.state) ?? {};
  const testErrors = Array.from({ length: raceReplicaCount }, () => 0.086);
  return act(played, { type: "house:tallied", roundIndex, attempt, testErrors });
}

function seatOf(state: SessionState, team: TeamRound): SeatId {
  const seat = activeSeats(state).find((candidate) => candidate.teamId === team.teamId);
  if (seat === undefined) throw new Error("the team has no seat");
  return seat.seatId;
}
