import { z } from "zod/mini";

/**
 * What a team chooses: a fully connected ReLU network with `depth` hidden layers of `width` units each,
 * trained by plain SGD at a constant `learningRate`.
 */
export const DesignSchema = z.strictObject({
  depth: z.int().check(z.minimum(1), z.maximum(16)),
  width: z.int().check(z.minimum(1), z.maximum(4096)),
  learningRate: z.number().check(z.positive(), z.maximum(100)),
});
export type Design = z.infer<typeof DesignSchema>;

/** The values that each knob may take, ascending. In sessions a design must lie on its deck's grid. */
export const DesignGridSchema = z.strictObject({
  depths: z.array(z.int()).check(z.minLength(1)),
  widths: z.array(z.int()).check(z.minLength(1)),
  learningRates: z.array(z.number()).check(z.minLength(1)),
});
export type DesignGrid = z.infer<typeof DesignGridSchema>;
