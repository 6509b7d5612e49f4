import { createHash } from "node:crypto";
import { type Seed, SeedSchema } from "@/core/random/seed";
import { createRandomSource, type RandomSource } from "@/server/sessions/random-source";

/** The same ids, codes, tokens and public seeds on every server; only the secret seed is the given one. */
export function fixedRandom(secretSeed: string): RandomSource {
  let count = 0;
  const source = createRandomSource((length) => {
    count += 1;
    return createHash("sha512").update(`draw ${count}`).digest().subarray(0, length);
  });
  const secret: Seed = SeedSchema.parse(secretSeed);
  return {
    ...source,
    seed: (purpose) => {
      const drawn = source.seed(purpose);
      return purpose === "secret" ? secret : drawn;
    },
  };
}
