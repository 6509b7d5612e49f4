import { z } from "zod/mini";

const order = z.int().check(z.minimum(1), z.maximum(5));
/** Standard deviation of what is added to the training targets; validation and test targets have none. */
const noise = z.number().check(z.minimum(0), z.maximum(10));
/** True: the picture is shifted and scaled to mean 0 and standard deviation 1/2 (`standardisedPicture`). */
const isStandardised = z.optional(z.boolean());
const smoothness = z.number().check(z.minimum(0.1), z.maximum(8));
const inverseTemperature = z.number().check(z.gt(-0.5), z.lt(0.5));

/** A hidden task up to what is drawn for each instance: a family of the registry with its parameters. */
export const TaskSpecSchema = z.discriminatedUnion("family", [
  z.strictObject({ family: z.literal("k-local"), k: order }),
  z.strictObject({ family: z.literal("k-global"), k: order }),
  z.strictObject({ family: z.literal("parity"), k: z.int().check(z.minimum(1), z.maximum(9)) }),
  z.strictObject({
    family: z.literal("temperature"),
    betaLow: inverseTemperature,
    betaHigh: inverseTemperature,
  }),
  z.strictObject({ family: z.literal("ball") }),
  z.strictObject({
    family: z.literal("hidden-manifold"),
    latentDimension: z.int().check(z.minimum(1), z.maximum(50)),
  }),
  z.strictObject({ family: z.literal("random-labels") }),
  z.strictObject({ family: z.literal("disc"), noise, isStandardised }),
  z.strictObject({ family: z.literal("jump"), noise, isStandardised }),
  z.strictObject({ family: z.literal("kink"), noise, isStandardised }),
  z.strictObject({ family: z.literal("rings"), noise, isStandardised }),
  z.strictObject({ family: z.literal("checker"), noise, isStandardised }),
  z.strictObject({ family: z.literal("smooth"), noise, isStandardised }),
  z.strictObject({
    family: z.literal("singular"),
    alpha: smoothness,
    beta: smoothness,
    jump: z.number().check(z.minimum(0), z.maximum(10)),
    noise,
  }),
  z.strictObject({
    family: z.literal("teacher-student"),
    hiddenCount: z.int().check(z.minimum(1), z.maximum(50)),
    noise,
  }),
]);
export type TaskSpec = z.infer<typeof TaskSpecSchema>;

export type FamilyName = TaskSpec["family"];
export type TaskOf<Family extends FamilyName> = Extract<TaskSpec, { family: Family }>;
