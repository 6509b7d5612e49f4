import { z } from "zod/mini";
import { ClueAnswerSchema, ClueSchema } from "@/core/clues/clue";
import { SeedSchema } from "@/core/random/seed";
import { DeckIdSchema, PresetIdSchema } from "@/core/tasks/deck";
import { DesignSchema } from "@/core/training/design";
import { AuditCheckSchema } from "./audit-check";
import { BallotSchema } from "./ballot";
import { JoinCodeSchema, PilotIdSchema, SeatIdSchema, SessionIdSchema, TeamIdSchema } from "./identifiers";
import { LessonSchema, SessionSettingsSchema } from "./lesson";
import { PhaseSchema } from "./phase-schema";
import { seatIndexOf } from "./seat-index";
import {
  CoHostSchema,
  PersonSchema,
  type Seat,
  SeatSchema,
  TeamSchema,
  WaitingSeatSchema,
} from "./seat-state";
import { sealSecret } from "./secret";
import { mostPilotRuns } from "./sweep";
import { SweepSchema } from "./sweep-schema";

const share = () => z.number().check(z.minimum(0), z.maximum(1));
const step = () => z.int().check(z.minimum(0), z.maximum(10_000_000));
const hash = () => z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** What only the server knows of a dealt round. */
export const RoundSecretSchema = z.strictObject({ presetId: PresetIdSchema, secretSeed: SeedSchema });
export type RoundSecret = z.infer<typeof RoundSecretSchema>;
export const SealedRoundSecretSchema = z.pipe(RoundSecretSchema, z.transform(sealSecret<RoundSecret>));

const SealedTestErrorSchema = z.pipe(share(), z.transform(sealSecret<number>));

/** What one run of a pilot found, as its device reports it: drawn, never scored. */
export const PilotRunResultSchema = z.strictObject({
  /** Its place in `pilotRuns`, which says seed and learning rate. */
  runIndex: z.int().check(z.minimum(0), z.maximum(mostPilotRuns - 1)),
  step: step(),
  trainingError: share(),
  validationError: share(),
  diverged: z.boolean(),
});
export type PilotRunResult = z.infer<typeof PilotRunResultSchema>;

export const PilotSchema = z.strictObject({
  pilotId: PilotIdSchema,
  seatId: SeatIdSchema,
  design: DesignSchema,
  sweep: z._default(z.nullable(SweepSchema), null),
  runSeed: SeedSchema,
  cost: z.int(),
  startedAtMs: z.number(),
  result: z.nullable(z.array(PilotRunResultSchema).check(z.minLength(1), z.maxLength(mostPilotRuns))),
});
export type Pilot = z.infer<typeof PilotSchema>;

/** A clue that a team has paid for, with its answer: what stands in the log stays the answer for ever. */
export const BoughtClueSchema = z.strictObject({
  seatId: SeatIdSchema,
  clue: ClueSchema,
  answer: ClueAnswerSchema,
  price: z.int().check(z.positive()),
  atMs: z.number(),
});
export type BoughtClue = z.infer<typeof BoughtClueSchema>;

/** One race replica of a team, tallied by the server. A diverged or missing one counts as chance level. */
export const ReplicaResultSchema = z.strictObject({
  replicaIndex: z.int(),
  /** Null when the server trained it because no device of the team had finished. */
  seatId: z.nullable(SeatIdSchema),
  outcome: z.enum(["trained", "diverged", "missing"]),
  step: step(),
  trainingError: z.nullable(share()),
  testError: SealedTestErrorSchema,
});
export type ReplicaResult = z.infer<typeof ReplicaResultSchema>;

export const CommitmentSchema = z.strictObject({
  design: DesignSchema,
  /** Null when the deadline committed the team's draft for it. */
  seatId: z.nullable(SeatIdSchema),
  atMs: z.number(),
});
export type Commitment = z.infer<typeof CommitmentSchema>;

/** A design that one of a team wants to commit and that waits for a second one. */
export const ProposalSchema = z.strictObject({
  design: DesignSchema,
  seatId: SeatIdSchema,
  person: z._default(PersonSchema, 0),
  atMs: z.number(),
});
export type Proposal = z.infer<typeof ProposalSchema>;

export const TeamRoundSchema = z.strictObject({
  teamId: TeamIdSchema,
  firstBallot: z.nullable(BallotSchema),
  lastBallot: z.nullable(BallotSchema),
  creditsSpent: z.int(),
  pilots: z.array(PilotSchema),
  clues: z._default(z.array(BoughtClueSchema), []),
  proposal: z._default(z.nullable(ProposalSchema), null),
  commitment: z.nullable(CommitmentSchema),
  /** How often the host has reopened the team in this attempt; results of earlier commitments do not count. */
  reopenCount: z._default(z.int(), 0),
  replicas: z.array(ReplicaResultSchema),
  /** The replica whose weights the team is asked for; null until all its replicas are in. */
  auditedReplica: z._default(z.nullable(z.int()), null),
  audits: z._default(z.array(AuditCheckSchema), []),
});
export type TeamRound = z.infer<typeof TeamRoundSchema>;

/** Points of one team in one round, with the numbers that explain them. */
export const TeamScoreSchema = z.strictObject({
  teamId: TeamIdSchema,
  meanError: z.number(),
  errors: z.array(z.number()),
  rank: z.int(),
  accuracyPoints: z.number(),
  beliefPoints: z.number(),
  thriftPoints: z.number(),
  points: z.number(),
});
export type TeamScore = z.infer<typeof TeamScoreSchema>;

export const RoundScoresSchema = z.strictObject({
  oracleError: z.number(),
  /** Where the oracle error comes from: the house run on this instance, or the bank when it did not finish. */
  oracleSource: z.enum(["house-run", "bank"]),
  /** Error above the oracle at which accuracy is worth nothing. */
  regretScale: z.number(),
  teams: z.array(TeamScoreSchema),
});
export type RoundScores = z.infer<typeof RoundScoresSchema>;

export const ObservationSchema = z.enum(["deeper-better", "shallower-better", "no-difference", "unclear"]);
export type Observation = z.infer<typeof ObservationSchema>;

export const DebriefAnswerSchema = z.strictObject({
  seatId: SeatIdSchema,
  observation: ObservationSchema,
  evidence: z.string().check(z.maxLength(200)),
});
export type DebriefAnswer = z.infer<typeof DebriefAnswerSchema>;

/** A viewer's drawing before the figure opens: one test error per depth of the grid. */
export const FigurePredictionSchema = z.strictObject({
  seatId: SeatIdSchema,
  errors: z.array(share()).check(z.minLength(1), z.maxLength(16)),
});
export type FigurePrediction = z.infer<typeof FigurePredictionSchema>;

/** One attempt at one round of the lesson. A redone round keeps its old attempts, marked void. */
export const RoundSchema = z.strictObject({
  roundIndex: z.int(),
  attempt: z.int(),
  isVoid: z.boolean(),
  deckId: DeckIdSchema,
  publicSeed: SeedSchema,
  raceSeed: SeedSchema,
  secret: SealedRoundSecretSchema,
  teams: z.array(TeamRoundSchema),
  houseErrors: z.pipe(z.array(z.nullable(share())), z.transform(sealSecret<(number | null)[]>)),
  scores: z.nullable(RoundScoresSchema),
  revealPage: z.int(),
  figureUnlocked: z.boolean(),
  figurePredictions: z.array(FigurePredictionSchema),
  debriefAnswers: z.array(DebriefAnswerSchema),
});
export type Round = z.infer<typeof RoundSchema>;

/** Everything that is true of a session. Plain JSON; replaying its log of actions gives it again. */
export const SessionStateSchema = z.strictObject({
  sessionId: SessionIdSchema,
  joinCode: JoinCodeSchema,
  mode: z.enum(["class", "solo"]),
  createdAtMs: z.number(),
  hostTokenHash: hash(),
  hostRecoveryHash: hash(),
  lesson: LessonSchema,
  settings: SessionSettingsSchema,
  isLocked: z.boolean(),
  areNamesHidden: z._default(z.boolean(), false),
  isProjectorBlank: z._default(z.boolean(), false),
  /** Devices that conduct beside the owner's, oldest first. */
  coHosts: z._default(z.array(CoHostSchema), []),
  /** Hash of the code that makes one more device a co-host; null when none is out. */
  coHostInviteHash: z._default(z.nullable(hash()), null),
  phase: PhaseSchema,
  /** Grows at every change of phase; a command that names an older one is stale. */
  phaseSequence: z.int(),
  /** Moves with pauses and restarts, so that waits counted from it are waits that the class has seen. */
  phaseStartedAtMs: z.number(),
  deadlineAtMs: z.nullable(z.number()),
  pausedAtMs: z.nullable(z.number()),
  seats: z.array(SeatSchema),
  /** Joins that wait for the host's word or for room, in order of arrival. */
  waiting: z._default(z.array(WaitingSeatSchema), []),
  teams: z.array(TeamSchema),
  /** All attempts in order; the last one is the present or latest round. */
  rounds: z.array(RoundSchema),
});
export type SessionState = z.infer<typeof SessionStateSchema>;

/** The present or latest attempt; null in the first lobby. */
export function currentRound(state: SessionState): Round | null {
  return state.rounds.at(-1) ?? null;
}

/** The seats that a host has not removed. */
export function activeSeats(state: SessionState): readonly Seat[] {
  return seatIndexOf(state.seats).active;
}
