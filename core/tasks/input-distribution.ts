import { z } from "zod/mini";

/**
 * Laws of one component of a public input, all components independent: standard normal, uniform on (-1, 1), uniform
 * on (0, 1), or -1 and +1 with equal probability.
 */
export const InputDistributionSchema = z.enum(["normal", "symmetric-cube", "unit-cube", "signs"]);
export type InputDistribution = z.infer<typeof InputDistributionSchema>;
