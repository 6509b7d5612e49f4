import { z } from "zod/mini";

/** A 128-bit seed as 32 lower-case hexadecimal digits. Seeds come from a CSPRNG outside `core`. */
export const SeedSchema = z
  .string()
  .check(z.regex(/^[0-9a-f]{32}$/))
  .brand<"Seed">();
export type Seed = z.infer<typeof SeedSchema>;
