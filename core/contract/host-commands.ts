import { z } from "zod/mini";
import {
  CoHostCodeSchema,
  CoHostIdSchema,
  SeatCodeSchema,
  SeatIdSchema,
  TeamIdSchema,
} from "@/core/game/identifiers";
import {
  BallotModeSchema,
  CommitBySchema,
  JoinPolicySchema,
  mostSeats,
  mostWaiting,
  SessionSettingsSchema,
  TeamModeSchema,
} from "@/core/game/lesson";
import { type CommandRule, NothingSchema, PhaseOnlySchema, phaseSequenceSchema } from "./command-rule";

const phaseSequence = phaseSequenceSchema;
const waitingSeatIds = z.array(SeatIdSchema).check(z.minLength(1), z.maxLength(mostWaiting));

/** What conducts a session: the host's, the owner's alone, and what the seat of a solo session may do as well. */
export const hostCommands = {
  "phase:next": {
    roles: ["host", "solo"],
    payload: PhaseOnlySchema,
    reply: NothingSchema,
    largestBytes: 200,
  },
  "time:add": {
    roles: ["host", "solo"],
    payload: z.strictObject({ phaseSequence, seconds: z.literal([15, 30, 60]) }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  "session:pause": {
    roles: ["host", "solo"],
    payload: NothingSchema,
    reply: NothingSchema,
    largestBytes: 100,
  },
  "session:resume": {
    roles: ["host", "solo"],
    payload: NothingSchema,
    reply: NothingSchema,
    largestBytes: 100,
  },
  "session:lock": {
    roles: ["host"],
    payload: z.strictObject({ isLocked: z.boolean() }),
    reply: NothingSchema,
    largestBytes: 100,
  },
  "class:resize": {
    roles: ["host"],
    payload: z.strictObject({ classSize: z.int().check(z.minimum(1), z.maximum(mostSeats)) }),
    reply: NothingSchema,
    largestBytes: 100,
  },
  "seat:remove": {
    roles: ["host"],
    payload: z.strictObject({ seatId: SeatIdSchema }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  "seat:reopen": {
    roles: ["host"],
    payload: z.strictObject({ seatId: SeatIdSchema }),
    reply: z.strictObject({ seatCode: SeatCodeSchema }),
    largestBytes: 200,
  },
  "round:redo": { roles: ["host"], payload: PhaseOnlySchema, reply: NothingSchema, largestBytes: 200 },
  "debrief:jump": { roles: ["host"], payload: PhaseOnlySchema, reply: NothingSchema, largestBytes: 200 },
  "reveal:page": {
    roles: ["host", "solo"],
    payload: z.strictObject({ phaseSequence, page: z.int().check(z.minimum(0), z.maximum(20)) }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  "figure:unlock": { roles: ["host"], payload: PhaseOnlySchema, reply: NothingSchema, largestBytes: 200 },
  "session:close": {
    roles: ["owner", "solo"],
    payload: NothingSchema,
    reply: NothingSchema,
    largestBytes: 100,
  },
  /** How teams come about and commit; in the lobby only. Teams that are too large then give seats away. */
  "teams:arrange": {
    roles: ["host"],
    payload: z.strictObject({
      teamMode: TeamModeSchema,
      seatsPerTeam: SessionSettingsSchema.shape.seatsPerTeam,
      commitBy: CommitBySchema,
    }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  /** How teams vote, between rounds. */
  "ballots:set-mode": {
    roles: ["host"],
    payload: z.strictObject({ ballotMode: BallotModeSchema }),
    reply: NothingSchema,
    largestBytes: 100,
  },
  /** Deals all seats into new teams at random, their sizes within one of each other. */
  "teams:draw": { roles: ["host"], payload: NothingSchema, reply: NothingSchema, largestBytes: 100 },
  /** Null: into a team of its own. */
  "seat:move": {
    roles: ["host"],
    payload: z.strictObject({ seatId: SeatIdSchema, teamId: z.nullable(TeamIdSchema) }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  "teams:merge": {
    roles: ["host"],
    payload: z.strictObject({ fromTeamId: TeamIdSchema, intoTeamId: TeamIdSchema }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  /** Null: back to its number alone. */
  "team:rename": {
    roles: ["host"],
    payload: z.strictObject({ teamId: TeamIdSchema, name: z.nullable(z.string().check(z.maxLength(200))) }),
    reply: NothingSchema,
    largestBytes: 1_000,
  },
  "captain:name": {
    roles: ["host"],
    payload: z.strictObject({ seatId: SeatIdSchema }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  /** Withdraws a team's commitment in exploring or racing; what its devices have delivered is void. */
  "team:reopen": {
    roles: ["host"],
    payload: z.strictObject({ phaseSequence, teamId: TeamIdSchema }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  "joins:set-policy": {
    roles: ["host"],
    payload: z.strictObject({ joinPolicy: JoinPolicySchema }),
    reply: NothingSchema,
    largestBytes: 100,
  },
  /** In the order given, as far as the class has room. */
  "joins:admit": {
    roles: ["host"],
    payload: z.strictObject({ seatIds: waitingSeatIds }),
    reply: NothingSchema,
    largestBytes: 6_000,
  },
  "joins:turn-away": {
    roles: ["host"],
    payload: z.strictObject({ seatIds: waitingSeatIds }),
    reply: NothingSchema,
    largestBytes: 6_000,
  },
  /** Removes a seat for good: neither its cookie nor its code bring it back. */
  "seat:ban": {
    roles: ["host"],
    payload: z.strictObject({ seatId: SeatIdSchema }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  /** The seat stays removed, but its device may join again. */
  "seat:unban": {
    roles: ["host"],
    payload: z.strictObject({ seatId: SeatIdSchema }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  /** Names of seats and teams leave the shared view; the host keeps them in the own view. */
  "names:hide": {
    roles: ["host"],
    payload: z.strictObject({ areHidden: z.boolean() }),
    reply: NothingSchema,
    largestBytes: 100,
  },
  "projector:blank": {
    roles: ["host"],
    payload: z.strictObject({ isBlank: z.boolean() }),
    reply: NothingSchema,
    largestBytes: 100,
  },
  /** A code with which one more device becomes a co-host, once; an older one that is still unused is void. */
  "cohost:invite": {
    roles: ["host"],
    payload: NothingSchema,
    reply: z.strictObject({ coHostCode: CoHostCodeSchema }),
    largestBytes: 100,
  },
  "cohost:remove": {
    roles: ["owner"],
    payload: z.strictObject({ coHostId: CoHostIdSchema }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  /** The co-host owns the session from now on; the former owner becomes a co-host. */
  "host:hand-over": {
    roles: ["owner"],
    payload: z.strictObject({ coHostId: CoHostIdSchema }),
    reply: NothingSchema,
    largestBytes: 200,
  },
  /** "Take over": of several tabs of one host, this one has the controls from now on. */
  "control:take": { roles: ["host"], payload: NothingSchema, reply: NothingSchema, largestBytes: 100 },
} as const satisfies Record<string, CommandRule>;
