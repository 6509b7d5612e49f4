import { z } from "zod/mini";

/** What a socket may be; the server knows it from the cookie. */
export const roles = ["host", "projector", "player"] as const;

/**
 * Who may send a command. `owner` is a host who is no co-host; `solo` is the seat of a solo session, which conducts
 * its own lesson.
 */
export type Sender = (typeof roles)[number] | "owner" | "solo";

/** One line of the table of commands. */
export interface CommandRule {
  readonly roles: readonly Sender[];
  readonly payload: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
  /** Largest payload in bytes of JSON. */
  readonly largestBytes: number;
}

export const phaseSequenceSchema = z.int().check(z.minimum(0));
export const NothingSchema = z.strictObject({});
export const PhaseOnlySchema = z.strictObject({ phaseSequence: phaseSequenceSchema });
