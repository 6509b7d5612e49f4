import { z } from "zod/mini";
import { KnobSchema } from "./knob";
import { mostPilotRuns } from "./sweep";

/**
 * What a pilot varies besides its design: the learning rate with one seed for all, the seed alone, or in a duel one
 * knob, whose other value is trained with the same seeds.
 */
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
  z.strictObject({
    kind: z.literal("duel"),
    knob: KnobSchema,
    /** The knob's value in the second design. */
    value: z.number().check(z.positive(), z.maximum(4096)),
  }),
]);
export type Sweep = z.infer<typeof SweepSchema>;
