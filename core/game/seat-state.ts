import { z } from "zod/mini";
import { BotNameSchema } from "@/core/bots/bot";
import { CoHostIdSchema, SeatIdSchema, TeamIdSchema } from "./identifiers";
import { mostPeopleAtDevice } from "./roles";

const hash = () => z.string().check(z.regex(/^[0-9a-f]{64}$/));

export const PeopleAtDeviceSchema = z.int().check(z.minimum(1), z.maximum(mostPeopleAtDevice));
/** Which of those who share a device did something, from 0. */
export const PersonSchema = z.int().check(z.minimum(0), z.maximum(mostPeopleAtDevice - 1));

/** One student's place. It is never deleted, so that whoever comes back finds it. */
export const SeatSchema = z.strictObject({
  seatId: SeatIdSchema,
  name: z.string(),
  /** A real name or student number, for the host alone: in no view but the host's own, and in no log of the server. */
  privateName: z._default(z.nullable(z.string()), null),
  teamId: z.nullable(TeamIdSchema),
  joinedAtMs: z.number(),
  /** How many people share its device. */
  peopleAtDevice: z._default(PeopleAtDeviceSchema, 1),
  /** Which bot the server plays in it; null for a student. A bot is alone in its team. */
  bot: z._default(z.nullable(BotNameSchema), null),
  isRemoved: z.boolean(),
  /** Removed, and may not come back. */
  isBanned: z._default(z.boolean(), false),
  tokenHash: hash(),
  seatCodeHash: hash(),
  /** Of the id that the joining device made; it proves the seat where the answer to the join was lost. */
  joinRequestHash: z._default(z.nullable(hash()), null),
});
export type Seat = z.infer<typeof SeatSchema>;

/** A join that the host has not answered yet, in order of arrival. Its device holds the cookie already. */
export const WaitingSeatSchema = z.strictObject({
  seatId: SeatIdSchema,
  name: z.string(),
  privateName: z.nullable(z.string()),
  askedAtMs: z.number(),
  tokenHash: hash(),
  seatCodeHash: hash(),
  joinRequestHash: z._default(z.nullable(hash()), null),
});
export type WaitingSeat = z.infer<typeof WaitingSeatSchema>;

export const TeamSchema = z.strictObject({
  teamId: TeamIdSchema,
  /** 1, 2, 3, ... in order of founding; decides the stamp. */
  teamNumber: z.int(),
  /** What the host calls it beside its number. */
  name: z._default(z.nullable(z.string()), null),
  /** Who was named captain; null, or a seat that has left the team, means the team's first seat. */
  captainSeatId: z._default(z.nullable(SeatIdSchema), null),
});
export type Team = z.infer<typeof TeamSchema>;

/** Another device that conducts the session. */
export const CoHostSchema = z.strictObject({
  coHostId: CoHostIdSchema,
  tokenHash: hash(),
  joinedAtMs: z.number(),
});
export type CoHost = z.infer<typeof CoHostSchema>;

export const mostCoHosts = 4;
