import { z } from "zod/mini";

const opaqueId = () => z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/));

export const SessionIdSchema = opaqueId().brand<"SessionId">();
export type SessionId = z.infer<typeof SessionIdSchema>;

export const SeatIdSchema = opaqueId().brand<"SeatId">();
export type SeatId = z.infer<typeof SeatIdSchema>;

export const TeamIdSchema = opaqueId().brand<"TeamId">();
export type TeamId = z.infer<typeof TeamIdSchema>;

export const PilotIdSchema = opaqueId().brand<"PilotId">();
export type PilotId = z.infer<typeof PilotIdSchema>;

export const LeaseIdSchema = opaqueId().brand<"LeaseId">();
export type LeaseId = z.infer<typeof LeaseIdSchema>;

export const CoHostIdSchema = opaqueId().brand<"CoHostId">();
export type CoHostId = z.infer<typeof CoHostIdSchema>;

/** Letters and digits that cannot be mistaken for each other when read from a projector: no 0 O 1 I L. */
export const joinCodeAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
export const joinCodeLength = 6;

export const JoinCodeSchema = z
  .string()
  .check(z.regex(/^[2-9A-HJKMNP-Z]{6}$/))
  .brand<"JoinCode">();
export type JoinCode = z.infer<typeof JoinCodeSchema>;

/** Reads what a person typed: any case, spaces and hyphens allowed. Null when it cannot be a join code. */
export function parseJoinCode(typed: string): JoinCode | null {
  const parsed = JoinCodeSchema.safeParse(typed.toUpperCase().replace(/[\s-]/g, ""));
  return parsed.success ? parsed.data : null;
}

/** A seat's own code, for another device or a lost cookie: same alphabet as a join code, one per seat. */
export const SeatCodeSchema = z
  .string()
  .check(z.regex(/^[2-9A-HJKMNP-Z]{6}$/))
  .brand<"SeatCode">();
export type SeatCode = z.infer<typeof SeatCodeSchema>;

/** The host's printable code, in four groups of four: opens the session on any device. */
export const RecoveryCodeSchema = z
  .string()
  .check(z.regex(/^[2-9A-HJKMNP-Z]{16}$/))
  .brand<"RecoveryCode">();
export type RecoveryCode = z.infer<typeof RecoveryCodeSchema>;

/** Makes one more device a co-host, once; in two groups of four. */
export const CoHostCodeSchema = z
  .string()
  .check(z.regex(/^[2-9A-HJKMNP-Z]{8}$/))
  .brand<"CoHostCode">();
export type CoHostCode = z.infer<typeof CoHostCodeSchema>;
