import { z } from "zod/mini";
import { mostPilotRuns } from "./sweep";

/** What a pilot varies besides its design: the learning rate with one seed for all, or the seed alone. */
export const SweepSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("learning-rates"),
    learningRates: z
      .array(z.number().check(z.positive(), z.maximum(100)))
      .check(z.minLength(2), z.maxLength(mostPilotRuns)),
  }),
  z.strictObject({
    kind: z.literal("seeds"),
    count: z.int().check(z.minimum(2), z.maximum(mostPilotRuns)),
  }),
]);
export type Sweep = z.infer<typeof SweepSchema>;
