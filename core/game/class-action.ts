import { z } from "zod/mini";
import { BotNameSchema } from "@/core/bots/bot";
import { CoHostIdSchema, SeatIdSchema, TeamIdSchema } from "./identifiers";
import {
  BallotModeSchema,
  CommitBySchema,
  JoinPolicySchema,
  mostSeats,
  mostWaiting,
  SessionSettingsSchema,
  TeamModeSchema,
} from "./lesson";
import { PeopleAtDeviceSchema } from "./seat-state";

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const waitingSeatIds = z.array(SeatIdSchema).check(z.minLength(1), z.maxLength(mostWaiting));

/** What can happen to seats, teams, hosts and the room's settings, beside the game itself. */
export const classActionSchemas = [
  z.strictObject({
    type: z.literal("seat:joined"),
    seatId: SeatIdSchema,
    name: z.string(),
    privateName: z._default(z.nullable(z.string()), null),
    tokenHash: hash,
    seatCodeHash: hash,
    /** Of the id that the device made for this join; null from one that made none. */
    joinRequestHash: z._default(z.nullable(hash), null),
  }),
  z.strictObject({
    type: z.literal("bot:seated"),
    seatId: SeatIdSchema,
    bot: BotNameSchema,
    tokenHash: hash,
    seatCodeHash: hash,
  }),
  z.strictObject({ type: z.literal("seat:removed"), seatId: SeatIdSchema }),
  /** The host gave a seat a new code, for a student whose device lost its cookie; the old code is void. */
  z.strictObject({ type: z.literal("seat:reopened"), seatId: SeatIdSchema, seatCodeHash: hash }),
  /**
   * A seat, or a join that waits, came back with its seat code or with the id of its join: the old cookie is void.
   * With a new seat code (null keeps the old one) where nobody ever read the first.
   */
  z.strictObject({
    type: z.literal("seat:returned"),
    seatId: SeatIdSchema,
    tokenHash: hash,
    seatCodeHash: z._default(z.nullable(hash), null),
  }),
  /** Joins that no device stood behind take up room no longer: seats and waiting ones are gone without a trace. */
  z.strictObject({
    type: z.literal("joins:forgotten"),
    seatIds: z.array(SeatIdSchema).check(z.minLength(1), z.maxLength(mostSeats)),
  }),
  z.strictObject({ type: z.literal("host:recovered"), hostTokenHash: hash }),
  z.strictObject({
    type: z.literal("team:chosen"),
    seatId: SeatIdSchema,
    /** Null: found a new one. */
    teamId: z.nullable(TeamIdSchema),
  }),
  z.strictObject({ type: z.literal("session:locked"), isLocked: z.boolean() }),
  z.strictObject({ type: z.literal("class:resized"), classSize: SessionSettingsSchema.shape.classSize }),
  /** The device of a removed seat joins again; a banned one may not. */
  z.strictObject({
    type: z.literal("seat:rejoined"),
    seatId: SeatIdSchema,
    name: z.string(),
    privateName: z._default(z.nullable(z.string()), null),
  }),
  z.strictObject({ type: z.literal("seat:banned"), seatId: SeatIdSchema }),
  z.strictObject({ type: z.literal("seat:unbanned"), seatId: SeatIdSchema }),
  z.strictObject({ type: z.literal("join-policy:set"), joinPolicy: JoinPolicySchema }),
  z.strictObject({ type: z.literal("ballot-mode:set"), ballotMode: BallotModeSchema }),
  /** A seat has said how many people share its device. */
  z.strictObject({
    type: z.literal("people:stated"),
    seatId: SeatIdSchema,
    peopleAtDevice: PeopleAtDeviceSchema,
  }),
  z.strictObject({ type: z.literal("joins:admitted"), seatIds: waitingSeatIds }),
  z.strictObject({ type: z.literal("joins:turned-away"), seatIds: waitingSeatIds }),
  z.strictObject({
    type: z.literal("teams:arranged"),
    teamMode: TeamModeSchema,
    seatsPerTeam: SessionSettingsSchema.shape.seatsPerTeam,
    commitBy: CommitBySchema,
  }),
  z.strictObject({
    type: z.literal("teams:drawn"),
    /** All seats in an order that the server has drawn; seats that it does not name come last. */
    order: z.array(SeatIdSchema).check(z.maxLength(mostSeats)),
  }),
  z.strictObject({
    type: z.literal("seat:moved"),
    seatId: SeatIdSchema,
    /** Null: into a team of its own. */
    teamId: z.nullable(TeamIdSchema),
  }),
  z.strictObject({ type: z.literal("teams:merged"), fromTeamId: TeamIdSchema, intoTeamId: TeamIdSchema }),
  z.strictObject({ type: z.literal("team:renamed"), teamId: TeamIdSchema, name: z.nullable(z.string()) }),
  /** A captain's name for the own team; null: by its number alone. */
  z.strictObject({ type: z.literal("team:named"), seatId: SeatIdSchema, name: z.nullable(z.string()) }),
  z.strictObject({
    type: z.literal("captain:named"),
    seatId: SeatIdSchema,
    /** The captain who hands over; null: the host, or the server because the captain is absent. */
    bySeatId: z.nullable(SeatIdSchema),
  }),
  z.strictObject({ type: z.literal("names:hidden"), areHidden: z.boolean() }),
  z.strictObject({ type: z.literal("projector:blanked"), isBlank: z.boolean() }),
  z.strictObject({ type: z.literal("cohost:invited"), codeHash: hash }),
  /** A device has shown the invitation's code, which is void from now on. */
  z.strictObject({
    type: z.literal("cohost:joined"),
    coHostId: CoHostIdSchema,
    codeHash: hash,
    tokenHash: hash,
  }),
  z.strictObject({ type: z.literal("cohost:removed"), coHostId: CoHostIdSchema }),
  /** Owner and co-host change places. */
  z.strictObject({
    type: z.literal("host:handed-over"),
    coHostId: CoHostIdSchema,
    /** The former owner's, as a co-host. */
    formerOwnerId: CoHostIdSchema,
  }),
] as const;

export type ClassActionType = z.infer<(typeof classActionSchemas)[number]>["type"];
