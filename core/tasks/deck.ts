import { z } from "zod/mini";
import { familyHypotheses } from "@/core/tasks/family-hypotheses";
import { InputDistributionSchema } from "@/core/tasks/input-distribution";
import { DesignGridSchema } from "@/core/training/design";

/** A rule that a ballot can name, such as `2-global` or `rings`. */
export const HypothesisSchema = z
  .string()
  .check(z.regex(new RegExp(`^([1-5]-(local|global)|[1-9]-parity|${familyHypotheses.join("|")})$`)))
  .brand<"Hypothesis">();
export type Hypothesis = z.infer<typeof HypothesisSchema>;

export const DeckIdSchema = z
  .string()
  .check(z.regex(/^[a-z0-9-]{1,40}$/))
  .brand<"DeckId">();
export type DeckId = z.infer<typeof DeckIdSchema>;

export const PresetIdSchema = z
  .string()
  .check(z.regex(/^[a-z0-9-]{1,60}$/))
  .brand<"PresetId">();
export type PresetId = z.infer<typeof PresetIdSchema>;

/**
 * All that a player may see of a task before the reveal. Every preset of a deck shares it, so that sizes tell
 * nothing about the rule (design 3).
 */
export const DeckSchema = z.strictObject({
  deckId: DeckIdSchema,
  /** The smallest device that its runs are meant for. */
  tier: z.enum(["phone", "laptop"]),
  /** True where players are told the task and only the design is to be found; such decks are never dealt blindly. */
  isAnnounced: z.boolean(),
  /**
   * How devices get the inputs: they make them from the public seed with this distribution, or the server sends
   * numbers. One preset whose inputs must be sent makes those of the whole deck sent, or the way would tell the task.
   */
  inputs: z.union([InputDistributionSchema, z.literal("sent")]),
  /** Classification by `logistic` or `softmax`, regression by `squared`. */
  loss: z.enum(["logistic", "softmax", "squared"]),
  inputDimension: z.int().check(z.minimum(2)),
  trainingSampleCount: z.int(),
  validationSampleCount: z.int(),
  testSampleCount: z.int(),
  batchSize: z.int(),
  /** Most SGD steps of a race replica; a run also ends at zero training error. */
  stepBudget: z.int(),
  /** Most SGD steps of a pilot. */
  pilotStepBudget: z.int(),
  designGrid: DesignGridSchema,
  /** Rules that a ballot spreads its belief over, in display order. */
  hypotheses: z.array(HypothesisSchema).check(z.minLength(1)),
});
export type Deck = z.infer<typeof DeckSchema>;

/**
 * Test errors of one preset in the bank, by depth: best width and rate of the grid, over replicas that took no part in
 * the choice. Share of wrong signs, or in regression the root mean square distance to the noise-free function.
 */
export const MeasuredDepthSchema = z.strictObject({
  depth: z.int(),
  width: z.int(),
  learningRate: z.number(),
  meanError: z.number(),
  standardDeviation: z.number(),
  replicaCount: z.int(),
});
export type MeasuredDepth = z.infer<typeof MeasuredDepthSchema>;
