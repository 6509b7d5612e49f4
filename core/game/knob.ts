import { z } from "zod/mini";
import type { Design } from "@/core/training/design";

/** The knobs of a design that teammates share, named as the design names them. */
export const KnobSchema = z.enum(["depth", "width", "learningRate"]);
export type Knob = z.infer<typeof KnobSchema> & keyof Design;
