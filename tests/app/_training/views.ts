import {
  PilotIdSchema,
  type SeatId,
  SeatIdSchema,
  SessionIdSchema,
  TeamIdSchema,
} from "@/core/game/identifiers";
import type { Phase } from "@/core/game/phase";
import {
  type OwnTeamRound,
  OwnViewSchema,
  type PilotView,
  type PlayerOwnView,
  type RoundView,
  type SharedView,
  SharedViewSchema,
} from "@/core/game/view";
import { SeedSchema } from "@/core/random/seed";
import { decks } from "@/core/tasks/decks";
import { quietSession } from "@/tests/app/support/quiet-session";

export const seatId = SeatIdSchema.parse("seat-1");
export const otherSeatId = SeatIdSchema.parse("seat-2");
export const sessionId = SessionIdSchema.parse("session-1");
const teamId = TeamIdSchema.parse("team-1");
const seed = (digit: string) => SeedSchema.parse(digit.repeat(32));

export function aRound(changed: Partial<RoundView> = {}): RoundView {
  const [deck] = decks;
  if (deck === undefined) throw new Error("no deck");
  return {
    roundIndex: 0,
    attempt: 0,
    deck,
    clueOffers: [],
    publicSeed: seed("a"),
    raceSeed: null,
    revealPage: 0,
    figureUnlocked: false,
    predictedCount: 0,
    ...changed,
  };
}

export function aPilot(id: string, changed: { seatId?: SeatId; hasResult?: boolean } = {}): PilotView {
  return {
    pilotId: PilotIdSchema.parse(id),
    number: 1,
    seatId: changed.seatId ?? seatId,
    design: { depth: 2, width: 20, learningRate: 0.1 },
    sweep: null,
    runSeed: seed("b"),
    cost: 1,
    result: changed.hasResult
      ? [{ runIndex: 0, step: 500, trainingError: 0.1, validationError: 0.2, diverged: false }]
      : null,
  };
}

export function aTeamRound(changed: Partial<OwnTeamRound> = {}): OwnTeamRound {
  return {
    firstBallot: null,
    lastBallot: null,
    creditsSpent: 0,
    creditBudget: 40,
    pilots: [],
    clues: [],
    draft: null,
    touches: [],
    proposal: null,
    commitStep: "commit",
    commitment: null,
    reopenCount: 0,
    replicas: [],
    auditedReplica: null,
    raceOrder: [0, 1, 2, 3, 4],
    ...changed,
  };
}

/** A view as the server would send it: parsed, so that the builder cannot drift from the contract. */
export function aView(
  phase: Phase,
  parts: { round?: Partial<RoundView>; teamRound?: Partial<OwnTeamRound> | null; isConnected?: boolean } = {},
): { shared: SharedView; own: PlayerOwnView; isConnected: boolean } {
  const isRacing = phase === "racing" || phase === "scoring";
  const shared = SharedViewSchema.parse({
    sessionId,
    joinCode: "ABCDEF",
    ...quietSession,
    phase,
    phaseSequence: 1,
    roundNumber: 1,
    roundCount: 1,
    lessonDeckIds: [aRound().deck.deckId],
    teams: [],
    round: aRound({ raceSeed: isRacing ? seed("c") : null, ...parts.round }),
    reveal: null,
    figure: null,
    totals: [],
    debrief: null,
  });
  const own = OwnViewSchema.parse({
    role: "player",
    seatId,
    name: "Haruka",
    teamId,
    team: null,
    teamRound: parts.teamRound === null ? null : aTeamRound(parts.teamRound ?? {}),
    figurePrediction: null,
    figure: null,
    total: null,
    score: null,
    debriefAnswer: null,
  });
  if (own.role !== "player") throw new Error("not a player's view");
  return { shared, own, isConnected: parts.isConnected ?? true };
}
