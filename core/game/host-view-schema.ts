import { z } from "zod/mini";
import { CoHostIdSchema, SeatIdSchema, TeamIdSchema } from "./identifiers";

/** What a team's devices brought and the server does not believe. Mean test errors of some replicas. */
export const UnverifiedClaimSchema = z.strictObject({
  teamId: TeamIdSchema,
  roundNumber: z.int(),
  /** The predictions of a replica are not those of the weights that the team sent. */
  weightsDiffer: z.boolean(),
  /** Null until the server has trained the design again. */
  retraining: z.nullable(
    z.strictObject({ claimedError: z.number(), retrainedError: z.number(), standardError: z.number() }),
  ),
});
export type UnverifiedClaim = z.infer<typeof UnverifiedClaimSchema>;

/** Something that a host may want to decide on; nothing happens by itself. */
export const HostWarningSchema = z.discriminatedUnion("kind", [
  /** Teams of the present round none of whose seats is online. */
  z.strictObject({ kind: z.literal("teams-away"), teamIds: z.array(TeamIdSchema) }),
  /** Seats whose devices train so slowly that their race may need the server. */
  z.strictObject({ kind: z.literal("devices-slow"), seatIds: z.array(SeatIdSchema) }),
  /** Joins wait for an answer. */
  z.strictObject({ kind: z.literal("joins-waiting"), count: z.int() }),
  /** Results that the audit of a round could not confirm. The points stand: what to make of it is the host's to say. */
  z.strictObject({ kind: z.literal("claims-unverified"), claims: z.array(UnverifiedClaimSchema) }),
  /** More have come than the stated class size has room for: raise it, or approve joins one by one. */
  z.strictObject({ kind: z.literal("class-larger"), classSize: z.int(), wanted: z.int() }),
]);
export type HostWarning = z.infer<typeof HostWarningSchema>;

/** What conducting needs and nobody else may see. */
export const HostOwnViewSchema = z.strictObject({
  role: z.literal("host"),
  isOwner: z.boolean(),
  /** False: another tab of this host is in control, and this one offers to take over. */
  hasControl: z.boolean(),
  /** All seats with their names, also while those are hidden. Removed ones may come back, banned ones may not. */
  seats: z.array(
    z.strictObject({
      seatId: SeatIdSchema,
      name: z.string(),
      privateName: z.nullable(z.string()),
      standing: z.enum(["seated", "removed", "banned"]),
    }),
  ),
  /** Oldest first. */
  waiting: z.array(
    z.strictObject({ seatId: SeatIdSchema, name: z.string(), privateName: z.nullable(z.string()) }),
  ),
  teamNames: z.array(z.strictObject({ teamId: TeamIdSchema, name: z.string() })),
  coHosts: z.array(z.strictObject({ coHostId: CoHostIdSchema, isConnected: z.boolean() })),
  isInvitationOut: z.boolean(),
  warnings: z.array(HostWarningSchema),
});
export type HostOwnView = z.infer<typeof HostOwnViewSchema>;
