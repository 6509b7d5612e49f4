import { z } from "zod/mini";
import { refusals } from "./refusal";

export const RefusalSchema = z.enum(refusals);
