import { z } from "zod/mini";
import { DesignSchema } from "@/core/training/design";
import { largestSummaryBytes, mostSummaryPoints } from "./run-summary";
import { mostPilotRuns } from "./sweep";

/** What of a summary's bytes a device may fill; the rest is for design and seed. */
const largestMeasuresBytes = largestSummaryBytes - 200;

const step = () => z.int().check(z.minimum(0), z.maximum(10_000_000));
/** An error rate, a root mean square error, a norm or a loss. */
const size = () => z.number().check(z.minimum(0), z.maximum(1e9));

const measures = {
  /** Steps done. */
  step: step(),
  trainingError: size(),
  validationError: z.nullable(size()),
  diverged: z.boolean(),
  /** |w - w0| / |w0| per layer, from the input on. */
  displacement: z.nullable(z.array(size()).check(z.maxLength(17))),
  /** Norm of the last observed batch gradient. */
  gradientNorm: z.nullable(size()),
  /** How much the network depends on each input. */
  sensitivities: z.nullable(z.array(size()).check(z.maxLength(512))),
  /** [step, training error, validation error], steps ascending. */
  curve: z.array(z.tuple([step(), size(), z.nullable(size())])).check(z.maxLength(mostSummaryPoints)),
};

/** What a device tells of one finished run beside its result: kept for the reveal, never scored. */
export const RunMeasuresSchema = z
  .strictObject(measures)
  .check(z.refine((value) => jsonLength(value) <= largestMeasuresBytes));
export type RunMeasures = z.infer<typeof RunMeasuresSchema>;

/** The measures of one run of a pilot. */
export const PilotRunMeasuresSchema = z.strictObject({
  /** Its place in `pilotRuns`. */
  runIndex: z.int().check(z.minimum(0), z.maximum(mostPilotRuns - 1)),
  measures: RunMeasuresSchema,
});
export type PilotRunMeasures = z.infer<typeof PilotRunMeasuresSchema>;

/** What is kept of one finished run of a pilot or of the race: at most 4 kB of JSON. */
export const RunSummarySchema = z
  .strictObject({ design: DesignSchema, replicaIndex: z.int().check(z.minimum(0)), ...measures })
  .check(z.refine((value) => jsonLength(value) <= largestSummaryBytes));
export type RunSummary = z.infer<typeof RunSummarySchema>;

// Numbers, booleans and fixed keys only: characters are bytes.
function jsonLength(value: unknown): number {
  return JSON.stringify(value).length;
}
