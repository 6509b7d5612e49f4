import { z } from "zod/mini";
import { ClueAnswerSchema, ClueSchema } from "@/core/clues/clue";
import { SeedSchema } from "@/core/random/seed";
import { DeckIdSchema } from "@/core/tasks/deck";
import { DesignSchema } from "@/core/training/design";
import { AuditCheckSchema } from "./audit-check";
import { BallotSchema } from "./ballot";
import { classActionSchemas } from "./class-action";
import { JoinCodeSchema, PilotIdSchema, SeatIdSchema, SessionIdSchema, TeamIdSchema } from "./identifiers";
import { LessonSchema, largestTeam, SessionSettingsSchema } from "./lesson";
import { raceReplicaCount } from "./race";
import { PersonSchema } from "./seat-state";
import {
  DebriefAnswerSchema,
  FigurePredictionSchema,
  PilotRunResultSchema,
  RoundSecretSchema,
} from "./session-state";
import { mostPilotRuns } from "./sweep";
import { SweepSchema } from "./sweep-schema";

const phaseSequence = z.int();
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** Share of wrong rows, or in regression the distance to the function, at most `worstError`. */
const testError = z.number().check(z.minimum(0), z.maximum(1));

/** One commitment of a team: which attempt at which round, and how often the team had been reopened before it. */
const commitmentPlace = {
  roundIndex: z.int(),
  attempt: z.int(),
  teamId: TeamIdSchema,
  reopenCount: z.int(),
} as const;

/** A fresh instance of a round, drawn by the server with independent 128-bit seeds. */
export const DealSchema = z.strictObject({
  deckId: DeckIdSchema,
  publicSeed: SeedSchema,
  raceSeed: SeedSchema,
  secret: RoundSecretSchema,
});
export type Deal = z.infer<typeof DealSchema>;

/** What teams had on their knobs; comes in with the action that ends `exploring`, because drafts live in memory. */
export const DraftsSchema = z.array(z.strictObject({ teamId: TeamIdSchema, design: DesignSchema }));
export type Drafts = z.infer<typeof DraftsSchema>;

/** The first event of every session. */
export const SessionCreatedSchema = z.strictObject({
  type: z.literal("session:created"),
  sessionId: SessionIdSchema,
  joinCode: JoinCodeSchema,
  mode: z.enum(["class", "solo"]),
  hostTokenHash: hash,
  hostRecoveryHash: hash,
  lesson: LessonSchema,
  settings: SessionSettingsSchema,
});
export type SessionCreated = z.infer<typeof SessionCreatedSchema>;

/**
 * Everything that can happen to a session: the input of the rules and the lines of its log. Identifiers, hashes
 * and seeds are drawn outside and come in as values, so that replaying the log gives the same state.
 */
export const ActionSchema = z.discriminatedUnion("type", [
  ...classActionSchemas,
  /** "Next": by the host, or by the seat of a solo session. */
  z.strictObject({
    type: z.literal("phase:advanced"),
    phaseSequence,
    deal: z.nullable(DealSchema),
    drafts: DraftsSchema,
  }),
  /** The deadline has passed. */
  z.strictObject({ type: z.literal("time:passed"), phaseSequence, drafts: DraftsSchema }),
  /** Everybody is ready: the phase ends after its grace. */
  z.strictObject({ type: z.literal("phase:hastened"), phaseSequence }),
  z.strictObject({ type: z.literal("round:redone"), phaseSequence, deal: DealSchema }),
  z.strictObject({ type: z.literal("debrief:jumped"), phaseSequence }),
  z.strictObject({ type: z.literal("session:paused") }),
  z.strictObject({ type: z.literal("session:resumed") }),
  z.strictObject({
    type: z.literal("time:added"),
    phaseSequence,
    seconds: z.int().check(z.minimum(1), z.maximum(600)),
  }),
  /** The server was away: running deadlines move by that time plus a margin for devices to return. */
  z.strictObject({ type: z.literal("session:recovered"), downtimeMs: z.number().check(z.minimum(0)) }),
  z.strictObject({ type: z.literal("session:closed") }),
  z.strictObject({
    type: z.literal("ballot:cast"),
    seatId: SeatIdSchema,
    phaseSequence,
    ballot: BallotSchema,
  }),
  /** `answer` is what the server read from the secret; null while it has none. */
  z.strictObject({
    type: z.literal("clue:bought"),
    seatId: SeatIdSchema,
    phaseSequence,
    clue: ClueSchema,
    answer: z.nullable(ClueAnswerSchema),
  }),
  /** All that a bot does while exploring, at once: how many events it took would tell something of the rule. */
  z.strictObject({
    type: z.literal("bot:played"),
    seatId: SeatIdSchema,
    phaseSequence,
    clues: z.array(z.strictObject({ clue: ClueSchema, answer: ClueAnswerSchema })).check(z.maxLength(40)),
    pilots: z
      .array(z.strictObject({ pilotId: PilotIdSchema, design: DesignSchema, runSeed: SeedSchema }))
      .check(z.maxLength(40)),
    ballot: BallotSchema,
    design: DesignSchema,
  }),
  z.strictObject({
    type: z.literal("pilot:started"),
    seatId: SeatIdSchema,
    phaseSequence,
    pilotId: PilotIdSchema,
    design: DesignSchema,
    sweep: z._default(z.nullable(SweepSchema), null),
    runSeed: SeedSchema,
  }),
  z.strictObject({
    type: z.literal("pilot:reported"),
    seatId: SeatIdSchema,
    pilotId: PilotIdSchema,
    result: z.array(PilotRunResultSchema).check(z.minLength(1), z.maxLength(mostPilotRuns)),
  }),
  z.strictObject({
    type: z.literal("design:committed"),
    seatId: SeatIdSchema,
    phaseSequence,
    design: DesignSchema,
    /** Who of those at the seat's device; the first where it is not said. */
    person: z.optional(PersonSchema),
    /** Seats of the team that are online when this arrives: nobody has to wait for a teammate who is away. */
    presentSeatIds: z._default(z.array(SeatIdSchema).check(z.maxLength(largestTeam)), []),
  }),
  /** By a seat, or by the server because the team's draft is no longer what was proposed. */
  z.strictObject({ type: z.literal("proposal:withdrawn"), seatId: SeatIdSchema, phaseSequence }),
  /** The host gives a team its design back, in exploring or in the middle of the race. */
  z.strictObject({ type: z.literal("team:reopened"), teamId: TeamIdSchema, phaseSequence }),
  z.strictObject({
    type: z.literal("replica:tallied"),
    roundIndex: z.int(),
    attempt: z.int(),
    teamId: TeamIdSchema,
    /** Which of the team's commitments was trained: how often the team had been reopened before it. */
    reopenCount: z._default(z.int(), 0),
    replicaIndex: z.int().check(z.minimum(0), z.maximum(raceReplicaCount - 1)),
    seatId: z.nullable(SeatIdSchema),
    outcome: z.enum(["trained", "diverged"]),
    step: z.int().check(z.minimum(0), z.maximum(10_000_000)),
    trainingError: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
    testError,
  }),
  z.strictObject({
    type: z.literal("house:tallied"),
    roundIndex: z.int(),
    attempt: z.int(),
    testErrors: z.array(z.nullable(testError)),
  }),
  /** The server has drawn which replica's weights a team is to send. */
  z.strictObject({
    type: z.literal("audit:named"),
    ...commitmentPlace,
    replicaIndex: z.int().check(z.minimum(0), z.maximum(raceReplicaCount - 1)),
  }),
  z.strictObject({ type: z.literal("audit:reported"), ...commitmentPlace, check: AuditCheckSchema }),
  /** All replicas are in, or nothing more is coming: points are computed and the reveal opens. */
  z.strictObject({ type: z.literal("round:scored"), phaseSequence }),
  z.strictObject({ type: z.literal("reveal:paged"), phaseSequence, page: z.int().check(z.minimum(0)) }),
  z.strictObject({ type: z.literal("figure:unlocked"), phaseSequence }),
  z.strictObject({
    type: z.literal("figure:predicted"),
    phaseSequence,
    prediction: FigurePredictionSchema,
  }),
  z.strictObject({ type: z.literal("debrief:answered"), phaseSequence, answer: DebriefAnswerSchema }),
]);
export type Action = z.infer<typeof ActionSchema>;
export type ActionOf<Type extends Action["type"]> = Extract<Action, { type: Type }>;
