import { z } from "zod/mini";
import { BotNameSchema } from "@/core/bots/bot";
import { ClueAnswerSchema, ClueKeySchema, ClueSchema } from "@/core/clues/clue";
import { SeedSchema } from "@/core/random/seed";
import { DeckIdSchema, DeckSchema, HypothesisSchema, MeasuredDepthSchema } from "@/core/tasks/deck";
import { RuleSchema } from "@/core/tasks/rule";
import { DesignSchema } from "@/core/training/design";
import { BallotSchema } from "./ballot";
import { HostOwnViewSchema } from "./host-view-schema";
import { JoinCodeSchema, PilotIdSchema, SeatIdSchema, SessionIdSchema, TeamIdSchema } from "./identifiers";
import { KnobSchema } from "./knob";
import { BallotModeSchema, CommitBySchema, JoinPolicySchema, TeamModeSchema } from "./lesson";
import { PhaseSchema } from "./phase-schema";
import { PersonSchema } from "./seat-state";
import { ObservationSchema, PilotRunResultSchema, TeamScoreSchema } from "./session-state";
import { SweepSchema } from "./sweep-schema";

/** Who looks at a session. The server knows this from the cookie, never from what the client says. */
export type Viewer =
  | {
      readonly role: "host";
      /** True for a device that was invited; it may do everything but end the session, hand over or send away. */
      readonly isCoHost?: boolean;
      /** False in a tab whose host has opened a newer one. */
      readonly hasControl?: boolean;
    }
  | { readonly role: "projector" }
  | { readonly role: "player"; readonly seatId: z.infer<typeof SeatIdSchema> };

/** `online` includes gaps of up to 10 s; `absent` is a minute and more. */
export const PresenceSchema = z.enum(["online", "away", "absent"]);
export type Presence = z.infer<typeof PresenceSchema>;

export const SeatViewSchema = z.strictObject({
  seatId: SeatIdSchema,
  /** Empty while the host hides names. */
  name: z.string(),
  presence: PresenceSchema,
  /** Null for a student. */
  bot: z.nullable(BotNameSchema),
  /** How many people share its device. */
  peopleAtDevice: z.int(),
  /** True when the seat's device has said that it cannot train: it has every right but training. */
  isAdvisor: z.boolean(),
});
export type SeatView = z.infer<typeof SeatViewSchema>;

/** What everybody may know of a team's progress: that it acted, never what it chose. */
export const TeamProgressSchema = z.strictObject({
  hasBallot: z.boolean(),
  hasProposed: z.boolean(),
  hasCommitted: z.boolean(),
  pilotCount: z.int(),
  clueCount: z.int(),
  creditsSpent: z.int(),
  /** Race replicas that the server has counted. */
  replicasIn: z.array(z.int()),
});
export type TeamProgress = z.infer<typeof TeamProgressSchema>;

export const TeamViewSchema = z.strictObject({
  teamId: TeamIdSchema,
  teamNumber: z.int(),
  /** Null without a name, and while the host hides names. */
  name: z.nullable(z.string()),
  /** Null in a team without seats. */
  captainSeatId: z.nullable(SeatIdSchema),
  seats: z.array(SeatViewSchema),
  /** Null: plays from the next round. */
  progress: z.nullable(TeamProgressSchema),
});
export type TeamView = z.infer<typeof TeamViewSchema>;

export const RoundViewSchema = z.strictObject({
  roundIndex: z.int(),
  attempt: z.int(),
  deck: DeckSchema,
  /** What the deck sells, in display order, with prices in credits. */
  clueOffers: z.array(z.strictObject({ key: ClueKeySchema, price: z.int() })),
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
  /** The latest hundred. */
  evidence: z.array(z.string()),
});
export type DebriefView = z.infer<typeof DebriefViewSchema>;

/** Numbers of the whole class, also where the list of teams is cut short. */
export const ClassCountsSchema = z.strictObject({
  teams: z.int(),
  seats: z.int(),
  seatsOnline: z.int(),
  /** Of the present round: teams that play, have voted, have committed; replicas that are in. */
  teamsPlaying: z.int(),
  ballots: z.int(),
  commitments: z.int(),
  replicasIn: z.int(),
  /** Bought by teams of students: what bots need would tell something of the rule. */
  pilots: z.int(),
  clues: z.int(),
  creditsSpent: z.int(),
});
export type ClassCounts = z.infer<typeof ClassCountsSchema>;

/** The part of a view that is the same for everybody of one role; computed once per change. */
export const SharedViewSchema = z.strictObject({
  sessionId: SessionIdSchema,
  joinCode: JoinCodeSchema,
  mode: z.enum(["class", "solo"]),
  /** Bots play a short lesson for the host to look at. */
  isRehearsal: z.boolean(),
  phase: PhaseSchema,
  phaseSequence: z.int(),
  deadlineAtMs: z.nullable(z.number()),
  pausedAtMs: z.nullable(z.number()),
  isLocked: z.boolean(),
  /** All devices of the hosts have been gone for 10 s; the class goes on. */
  isHostAway: z.boolean(),
  /** The server has just come back and waits for the devices before its clock runs on. */
  isRecovering: z.boolean(),
  areNamesHidden: z.boolean(),
  isProjectorBlank: z.boolean(),
  teamMode: TeamModeSchema,
  commitBy: CommitBySchema,
  ballotMode: BallotModeSchema,
  joinPolicy: JoinPolicySchema,
  seatsPerTeam: z.int(),
  classSize: z.int(),
  counts: ClassCountsSchema,
  /** 1, 2, ...; 0 in the first lobby. */
  roundNumber: z.int(),
  roundCount: z.int(),
  lessonDeckIds: z.array(DeckIdSchema),
  /**
   * For players the first 20 by rank, then by number, for projectors 60; each player's own team is in the own view. The
   * points of the reveal, the marks of the figure and the totals are of the same teams.
   */
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

/**
 * What committing means for this seat now: `commit` makes the design final; `propose` asks a teammate; `confirm` makes
 * the teammate's proposal final; `awaits-teammate` has proposed; `pass-device`: somebody at this device has proposed, and
 * somebody else at it may confirm; `captain-only` leaves it to the captain; `done`.
 */
export const CommitStepSchema = z.enum([
  "commit",
  "propose",
  "confirm",
  "awaits-teammate",
  "pass-device",
  "captain-only",
  "done",
]);
export type CommitStep = z.infer<typeof CommitStepSchema>;

export const ClueViewSchema = z.strictObject({
  seatId: SeatIdSchema,
  clue: ClueSchema,
  answer: ClueAnswerSchema,
  price: z.int(),
});
export type ClueView = z.infer<typeof ClueViewSchema>;

/** What a team knows of its own round. */
export const OwnTeamRoundSchema = z.strictObject({
  firstBallot: z.nullable(BallotSchema),
  lastBallot: z.nullable(BallotSchema),
  creditsSpent: z.int(),
  creditBudget: z.int(),
  pilots: z.array(PilotViewSchema),
  /** Oldest first. */
  clues: z.array(ClueViewSchema),
  draft: z.nullable(DesignSchema),
  /** Which knobs teammates have their hands on; at most one per seat, never the own. */
  touches: z.array(z.strictObject({ seatId: SeatIdSchema, knob: KnobSchema })),
  proposal: z.nullable(z.strictObject({ design: DesignSchema, seatId: SeatIdSchema, person: PersonSchema })),
  commitStep: CommitStepSchema,
  commitment: z.nullable(z.strictObject({ design: DesignSchema, isAutomatic: z.boolean() })),
  /** Names the commitment in uploads: how often the host has reopened the team. */
  reopenCount: z.int(),
  replicas: z.array(
    z.strictObject({ replicaIndex: z.int(), outcome: z.enum(["trained", "diverged", "missing"]) }),
  ),
  /** The replica of this seat's device whose final weights the server asks for; null: none, or they are in. */
  auditedReplica: z.nullable(z.int()),
  /** The order in which this device takes up race replicas. */
  raceOrder: z.array(z.int()),
});
export type OwnTeamRound = z.infer<typeof OwnTeamRoundSchema>;

export const PlayerOwnViewSchema = z.strictObject({
  role: z.literal("player"),
  seatId: SeatIdSchema,
  name: z.string(),
  teamId: z.nullable(TeamIdSchema),
  /** The own row, which a long list of teams may lack. */
  team: z.nullable(TeamViewSchema),
  teamRound: z.nullable(OwnTeamRoundSchema),
  figurePrediction: z.nullable(z.array(z.number())),
  /** After the own prediction while it is locked for others; and with the own marks where the shared one lacks them. */
  figure: z.nullable(FigureViewSchema),
  /** The own row, where `totals` of a large class lacks it. */
  total: z.nullable(LessonTotalSchema),
  score: z.nullable(TeamScoreSchema),
  debriefAnswer: z.nullable(z.strictObject({ observation: ObservationSchema, evidence: z.string() })),
});
export type PlayerOwnView = z.infer<typeof PlayerOwnViewSchema>;

export const OwnViewSchema = z.discriminatedUnion("role", [
  HostOwnViewSchema,
  z.strictObject({ role: z.literal("projector") }),
  /** A device whose join waits for the host. It becomes a player's on the same socket. */
  z.strictObject({ role: z.literal("waiting"), seatId: SeatIdSchema, name: z.string() }),
  PlayerOwnViewSchema,
]);
export type OwnView = z.infer<typeof OwnViewSchema>;
