import { z } from "zod/mini";
import { phases } from "./phase";

export const PhaseSchema = z.enum(phases);

/** The lengths that a host may set, in seconds. Scoring has a fixed cap; all other phases last until the host goes on. */
export const LengthsSchema = z.strictObject({
  briefingSeconds: z.int().check(z.minimum(5), z.maximum(600)),
  exploringSeconds: z.int().check(z.minimum(10), z.maximum(600)),
  racingSeconds: z.int().check(z.minimum(10), z.maximum(120)),
});
export type Lengths = z.infer<typeof LengthsSchema>;
