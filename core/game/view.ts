import { z } from "zod/mini";
import { SeedSchema } from "@/core/random/seed";
import { DeckIdSchema, DeckSchema, HypothesisSchema, MeasuredDepthSchema } from "@/core/tasks/deck";
import { RuleSchema } from "@/core/tasks/rule";
import { DesignSchema } from "@/core/training/design";
import { BallotSchema } from "./ballot";
import { JoinCodeSchema, PilotIdSchema, SeatIdSchema, SessionIdSchema, TeamIdSchema } from "./identifiers";
import { PhaseSchema } from "./phase-schema";
import { ObservationSchema, PilotRunResultSchema, TeamScoreSchema } from "./session-state";
import { SweepSchema } from "./sweep-schema";

/** Who looks at a session. The server knows this from the cookie, never from what the client says. */
export type Viewer =
  | { readonly role: "host" }
  | { readonly role: "projector" }
  | { readonly role: "player"; readonly seatId: z.infer<typeof SeatIdSchema> };

export const SeatViewSchema = z.strictObject({
  seatId: SeatIdSchema,
  name: z.string(),
  isConnected: z.boolean(),
});
export type SeatView = z.infer<typeof SeatViewSchema>;

/** What everybody may know of a team's progress: that it acted, never what it chose. */
export const TeamProgressSchema = z.strictObject({
  hasBallot: z.boolean(),
  hasCommitted: z.boolean(),
  pilotCount: z.int(),
  creditsSpent: z.int(),
  /** Race replicas that the server has counted. */
  replicasIn: z.array(z.int()),
});
export type TeamProgress = z.infer<typeof TeamProgressSchema>;

export const TeamViewSchema = z.strictObject({
  teamId: TeamIdSchema,
  teamNumber: z.int(),
  seats: z.array(SeatViewSchema),
  /** Null: plays from the next round. */
  progress: z.nullable(TeamProgressSchema),
});
export type TeamView = z.infer<typeof TeamViewSchema>;

export const RoundViewSchema = z.strictObject({
  roundIndex: z.int(),
  attempt: z.int(),
  deck: DeckSchema,
  publicSeed: SeedSchema,
  /** Shown from `racing` on, so that nobody trains the race before it starts. */
  raceSeed: z.nullable(SeedSchema),
  revealPage: z.int(),
  figureUnlocked: z.boolean(),
  predictedCount: z.int(),
});
export type RoundView = z.infer<typeof RoundViewSchema>;

/** Points of a team as everybody may see them; its design and errors are in the figure. */
export const TeamPointsSchema = z.pick(TeamScoreSchema, {
  teamId: true,
  rank: true,
  accuracyPoints: true,
  beliefPoints: true,
  thriftPoints: true,
  points: true,
});
export type TeamPoints = z.infer<typeof TeamPointsSchema>;

/** The secret, once it is none any more. */
export const RevealViewSchema = z.strictObject({
  rule: RuleSchema,
  hypothesis: HypothesisSchema,
  oracleError: z.nullable(z.number()),
  oracleSource: z.nullable(z.enum(["house-run", "bank"])),
  regretScale: z.nullable(z.number()),
  houseDesign: DesignSchema,
  /** Null when the round was left before it was scored. */
  scores: z.nullable(z.array(TeamPointsSchema)),
});
export type RevealView = z.infer<typeof RevealViewSchema>;

/**
 * One mark of the class scatter: a race (test errors per seed) or a pilot (validation errors per seed). A sweep of
 * learning rates gives a mark of its own to each rate.
 */
export const FigureRunSchema = z.strictObject({
  teamId: TeamIdSchema,
  kind: z.enum(["race", "pilot"]),
  design: DesignSchema,
  errors: z.array(z.number()),
});
export type FigureRun = z.infer<typeof FigureRunSchema>;

/** The class scatter with the measurements behind it. Locked until the viewer has predicted or the host unlocks. */
export const FigureViewSchema = z.strictObject({
  runs: z.array(FigureRunSchema),
  measured: z.array(MeasuredDepthSchema),
  claim: z.enum(["shallow-wins", "deep-wins", "control"]),
});
export type FigureView = z.infer<typeof FigureViewSchema>;

export const LessonTotalSchema = z.strictObject({
  teamId: TeamIdSchema,
  meanPoints: z.number(),
  roundsPlayed: z.int(),
  rank: z.int(),
});
export type LessonTotalView = z.infer<typeof LessonTotalSchema>;

export const DebriefViewSchema = z.strictObject({
  counts: z.array(z.strictObject({ observation: ObservationSchema, count: z.int() })),
  evidence: z.array(z.string()),
});
export type DebriefView = z.infer<typeof DebriefViewSchema>;

/** The part of a view that is the same for everybody; computed once per version. */
export const SharedViewSchema = z.strictObject({
  sessionId: SessionIdSchema,
  joinCode: JoinCodeSchema,
  mode: z.enum(["class", "solo"]),
  phase: PhaseSchema,
  phaseSequence: z.int(),
  deadlineAtMs: z.nullable(z.number()),
  pausedAtMs: z.nullable(z.number()),
  isLocked: z.boolean(),
  seatsPerTeam: z.int(),
  classSize: z.int(),
  /** 1, 2, ...; 0 in the first lobby. */
  roundNumber: z.int(),
  roundCount: z.int(),
  lessonDeckIds: z.array(DeckIdSchema),
  teams: z.array(TeamViewSchema),
  round: z.nullable(RoundViewSchema),
  reveal: z.nullable(RevealViewSchema),
  figure: z.nullable(FigureViewSchema),
  totals: z.array(LessonTotalSchema),
  debrief: z.nullable(DebriefViewSchema),
});
export type SharedView = z.infer<typeof SharedViewSchema>;

export const PilotViewSchema = z.strictObject({
  pilotId: PilotIdSchema,
  number: z.int(),
  seatId: SeatIdSchema,
  design: DesignSchema,
  sweep: z.nullable(SweepSchema),
  runSeed: SeedSchema,
  cost: z.int(),
  result: z.nullable(z.array(PilotRunResultSchema)),
});
export type PilotView = z.infer<typeof PilotViewSchema>;

/** What a team knows of its own round. */
export const OwnTeamRoundSchema = z.strictObject({
  firstBallot: z.nullable(BallotSchema),
  lastBallot: z.nullable(BallotSchema),
  creditsSpent: z.int(),
  creditBudget: z.int(),
  pilots: z.array(PilotViewSchema),
  draft: z.nullable(DesignSchema),
  commitment: z.nullable(z.strictObject({ design: DesignSchema, isAutomatic: z.boolean() })),
  replicas: z.array(
    z.strictObject({ replicaIndex: z.int(), outcome: z.enum(["trained", "diverged", "missing"]) }),
  ),
  /** The order in which this device takes up race replicas. */
  raceOrder: z.array(z.int()),
});
export type OwnTeamRound = z.infer<typeof OwnTeamRoundSchema>;

export const PlayerOwnViewSchema = z.strictObject({
  role: z.literal("player"),
  seatId: SeatIdSchema,
  name: z.string(),
  teamId: z.nullable(TeamIdSchema),
  teamRound: z.nullable(OwnTeamRoundSchema),
  figurePrediction: z.nullable(z.array(z.number())),
  figure: z.nullable(FigureViewSchema),
  score: z.nullable(TeamScoreSchema),
  debriefAnswer: z.nullable(z.strictObject({ observation: ObservationSchema, evidence: z.string() })),
});
export type PlayerOwnView = z.infer<typeof PlayerOwnViewSchema>;

export const OwnViewSchema = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("host") }),
  z.strictObject({ role: z.literal("projector") }),
  PlayerOwnViewSchema,
]);
export type OwnView = z.infer<typeof OwnViewSchema>;
