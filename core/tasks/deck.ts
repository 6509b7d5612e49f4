import { z } from "zod/mini";
import { DesignGridSchema, DesignSchema } from "@/core/training/design";

/** A rule that a ballot can name, such as `2-global`. */
export const HypothesisSchema = z
  .string()
  .check(z.regex(/^[1-5]-(local|global)$/))
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
  hypotheses: z.array(HypothesisSchema).check(z.minLength(2)),
});
export type Deck = z.infer<typeof DeckSchema>;

/** The hidden rule's family and order; the indices are drawn per deal from the secret seed. */
export const TaskSpecSchema = z.discriminatedUnion("family", [
  z.strictObject({ family: z.literal("k-local"), k: z.int().check(z.minimum(1), z.maximum(5)) }),
  z.strictObject({ family: z.literal("k-global"), k: z.int().check(z.minimum(1), z.maximum(5)) }),
]);
export type TaskSpec = z.infer<typeof TaskSpecSchema>;

/** Test errors that `npm run lab -- measure` found for one preset, by depth: best width and rate of the grid. */
export const MeasuredDepthSchema = z.strictObject({
  depth: z.int(),
  width: z.int(),
  learningRate: z.number(),
  meanError: z.number(),
  standardDeviation: z.number(),
  replicaCount: z.int(),
});
export type MeasuredDepth = z.infer<typeof MeasuredDepthSchema>;

export const PresetSchema = z.strictObject({
  presetId: PresetIdSchema,
  deckId: DeckIdSchema,
  task: TaskSpecSchema,
  hypothesis: HypothesisSchema,
  /** What the measurements of this preset show; `control` claims nothing about depth. */
  claim: z.enum(["shallow-wins", "deep-wins", "control"]),
  /** The best measured design: trained by the server on each new instance as the house run. */
  houseDesign: DesignSchema,
  measured: z.array(MeasuredDepthSchema),
});
export type Preset = z.infer<typeof PresetSchema>;
