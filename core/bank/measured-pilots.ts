import { z } from "zod/mini";
import { isSameDesign, selectionInstances } from "@/core/bank/bank-protocol";
import { PresetIdSchema } from "@/core/tasks/deck";
import { type Design, type DesignGrid, DesignSchema } from "@/core/training/design";

/**
 * What a pilot of one design tells, by the place of the instance in `instances`: share of wrong validation signs, or
 * the root mean square distance to the noise-free function on the validation rows, after `stepBudget` steps (sooner at
 * zero training error); chance level when the run diverged, null as long as it was not trained.
 */
export const MeasuredPilotCellSchema = z.strictObject({
  design: DesignSchema,
  validationErrors: z.array(z.nullable(z.number())),
});
export type MeasuredPilotCell = z.infer<typeof MeasuredPilotCellSchema>;

/**
 * `core/bank/measured-pilots/<presetId>.json`, written by `npm run lab -- bank pilots`. Instance n is the bank's
 * instance n (same rule and data), so a pilot can be set beside the full runs of the same instance; its initial weights
 * and order are those of another replica (`pilotReplicaIndex`), as a pilot's are in the game.
 */
export const MeasuredPilotsSchema = z.strictObject({
  presetId: PresetIdSchema,
  engine: z.string(),
  /** SHA-256 of the engine's modules, in the order in which they were used. */
  engineVersions: z.array(z.string()),
  /** Most SGD steps of a run: the deck's `pilotStepBudget`. */
  stepBudget: z.int(),
  instances: z.array(z.int().check(z.nonnegative())),
  cells: z.array(MeasuredPilotCellSchema),
});
export type MeasuredPilots = z.infer<typeof MeasuredPilotsSchema>;

/** Instances on which pilots are measured: those from which the bank chose, where most cells have a full run. */
export const pilotInstances = selectionInstances;

/** The replica of a pilot; the bank's full runs are replica 0. */
export const pilotReplicaIndex = 1;

/** The cells whose pilots are measured: every depth, the two largest widths, the two rates in the middle. */
export function pilotCells({ depths, widths, learningRates }: DesignGrid): Design[] {
  const middle = Math.floor((learningRates.length - 1) / 2);
  return depths.flatMap((depth) =>
    widths
      .slice(-2)
      .flatMap((width) =>
        learningRates.slice(middle, middle + 2).map((learningRate) => ({ depth, width, learningRate })),
      ),
  );
}

/** Validation errors of a design's pilots, one per instance in order; null when not all of them were trained. */
export function pilotErrorsOf({ cells }: MeasuredPilots, design: Design): number[] | null {
  const errors = cells.find((cell) => isSameDesign(cell.design, design))?.validationErrors ?? [];
  const known = errors.filter((error) => error !== null);
  return known.length > 0 && known.length === errors.length ? known : null;
}
