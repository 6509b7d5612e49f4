import { createHash } from "node:crypto";
import {
  CoHostCodeSchema,
  CoHostIdSchema,
  JoinCodeSchema,
  joinCodeAlphabet,
  PilotIdSchema,
  RecoveryCodeSchema,
  SeatCodeSchema,
  SeatIdSchema,
  SessionIdSchema,
} from "@/core/game/identifiers";
import { type Seed, SeedSchema } from "@/core/random/seed";

/** What a seed is for. Each is an independent draw: none can be computed from another. */
export type SeedPurpose = "public" | "race" | "secret" | "pilot";

export interface RandomSource {
  seed(purpose: SeedPurpose): Seed;
  /** An unbiased whole number from 0 to below `bound`, for choices that are secret. */
  pick(bound: number): number;
  sessionId(): ReturnType<typeof SessionIdSchema.parse>;
  seatId(): ReturnType<typeof SeatIdSchema.parse>;
  pilotId(): ReturnType<typeof PilotIdSchema.parse>;
  joinCode(): ReturnType<typeof JoinCodeSchema.parse>;
  seatCode(): ReturnType<typeof SeatCodeSchema.parse>;
  recoveryCode(): ReturnType<typeof RecoveryCodeSchema.parse>;
  coHostCode(): ReturnType<typeof CoHostCodeSchema.parse>;
  coHostId(): ReturnType<typeof CoHostIdSchema.parse>;
  /** The same values in an order of chance, each order equally likely. */
  shuffle<Value>(values: readonly Value[]): Value[];
  /** A 128-bit token for a cookie, in hexadecimal. */
  token(): string;
}

/** All randomness of the server, from one source of bytes (the CSPRNG; a fixed one in tests). */
export function createRandomSource(randomBytes: (count: number) => Uint8Array): RandomSource {
  const hexadecimal = (count: number) => Buffer.from(randomBytes(count)).toString("hex");
  const pick = (bound: number): number => {
    const limit = Math.floor(2 ** 32 / bound) * bound;
    for (;;) {
      const drawn = Buffer.from(randomBytes(4)).readUInt32LE();
      if (drawn < limit) return drawn % bound;
    }
  };
  const letters = (count: number) =>
    Array.from({ length: count }, () => joinCodeAlphabet[pick(joinCodeAlphabet.length)]).join("");
  return {
    seed: () => SeedSchema.parse(hexadecimal(16)),
    pick,
    sessionId: () => SessionIdSchema.parse(hexadecimal(12)),
    seatId: () => SeatIdSchema.parse(hexadecimal(6)),
    pilotId: () => PilotIdSchema.parse(hexadecimal(6)),
    joinCode: () => JoinCodeSchema.parse(letters(6)),
    seatCode: () => SeatCodeSchema.parse(letters(6)),
    recoveryCode: () => RecoveryCodeSchema.parse(letters(16)),
    coHostCode: () => CoHostCodeSchema.parse(letters(8)),
    coHostId: () => CoHostIdSchema.parse(hexadecimal(6)),
    shuffle: (values) => shuffled(values, pick),
    token: () => hexadecimal(16),
  };
}

/** Fisher and Yates. */
function shuffled<Value>(values: readonly Value[], pick: (bound: number) => number): Value[] {
  const order = [...values];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = pick(last + 1);
    const moved = order[last] as Value;
    order[last] = order[chosen] as Value;
    order[chosen] = moved;
  }
  return order;
}

/** What is stored of a token or a code. Codes are short: their guesses are rate-limited at the edge. */
export function hashOf(secretText: string): string {
  return createHash("sha256").update(secretText).digest("hex");
}
