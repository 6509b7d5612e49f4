import { z } from "zod/mini";
import type { FamilyName } from "@/core/tasks/task-spec";

const place = z.int().check(z.nonnegative());
const angle = z.number();
const numbers = z.array(z.number());

/**
 * The hidden rule of one task instance: a secret until the reveal. The schemas stand together here, away from the
 * code of the families, because every page parses a rule and none deals one. Meanings: see the file of each family.
 */
export const RuleSchema = z.discriminatedUnion("family", [
  z.strictObject({ family: z.literal("k-local"), indices: z.array(place).check(z.minLength(1)) }),
  z.strictObject({ family: z.literal("k-global"), offsets: z.array(place).check(z.minLength(1)) }),
  z.strictObject({ family: z.literal("parity"), indices: z.array(place).check(z.minLength(1)) }),
  z.strictObject({ family: z.literal("temperature"), betaLow: z.number(), betaHigh: z.number() }),
  z.strictObject({ family: z.literal("ball"), squaredRadius: z.number() }),
  z.strictObject({
    family: z.literal("hidden-manifold"),
    latentDimension: z.int(),
    features: numbers,
    teacherWeights: numbers,
    teacherSigns: numbers,
  }),
  z.strictObject({ family: z.literal("random-labels") }),
  z.strictObject({ family: z.literal("disc"), centreX: z.number(), centreY: z.number() }),
  z.strictObject({ family: z.literal("jump"), angle }),
  z.strictObject({ family: z.literal("kink"), angle }),
  z.strictObject({ family: z.literal("rings"), centreX: z.number(), centreY: z.number() }),
  z.strictObject({ family: z.literal("checker"), angle, shiftX: z.number(), shiftY: z.number() }),
  z.strictObject({ family: z.literal("smooth"), angle }),
  z.strictObject({
    family: z.literal("singular"),
    alpha: z.number(),
    beta: z.number(),
    jump: z.number(),
    axis: place,
    boundaryPhases: numbers,
    innerPhases: numbers,
    direction: numbers,
  }),
  z.strictObject({
    family: z.literal("teacher-student"),
    hiddenWeights: numbers,
    outputWeights: numbers,
  }),
]);
export type Rule = z.infer<typeof RuleSchema>;
export type RuleOf<Family extends FamilyName> = Extract<Rule, { family: Family }>;
