import type { Hypothesis } from "@/core/tasks/deck";
import type { CitationId } from "@/core/theory/citations";
import { hypothesisParts } from "./hypothesis-label";

export type ReportedDirection = "deeper" | "shallower";

/**
 * What Mori and Ueda (arXiv:2005.12488) report: which order of depths generalises better, and the input dimension
 * that they used. Experiments, not a theorem; local and global were compared at different dimensions.
 */
export const reportedClaims = [
  {
    k: 1,
    local: "shallower",
    global: "shallower",
    localInputs: 1000,
    globalInputs: 1000,
    citations: ["mori-ueda-2020.order-of-one"],
  },
  {
    k: 2,
    local: "deeper",
    global: "shallower",
    localInputs: 500,
    globalInputs: 100,
    citations: ["mori-ueda-2020.local", "mori-ueda-2020.global"],
  },
  {
    k: 3,
    local: "deeper",
    global: "shallower",
    localInputs: 100,
    globalInputs: 40,
    citations: ["mori-ueda-2020.local", "mori-ueda-2020.global"],
  },
] as const satisfies readonly {
  k: number;
  local: ReportedDirection;
  global: ReportedDirection;
  localInputs: number;
  globalInputs: number;
  citations: readonly CitationId[];
}[];

/** The reported order of depths for a rule; null where nothing was reported (k of 4 and more). */
export function reportedDirection(hypothesis: Hypothesis): ReportedDirection | null {
  const parts = hypothesisParts(hypothesis);
  if (parts === null || parts.kind === "parity") return null;
  return reportedClaims.find((claim) => claim.k === parts.k)?.[parts.kind] ?? null;
}

/**
 * Our own measurements of 2-local with 100 inputs: width 100, Glorot start, each depth at its best learning rate.
 * Test error of depth 1 and of depth 7; the order turns as samples are added.
 */
export const signFlip = [
  { samples: 1000, shallowError: 0.423, deepError: 0.394 },
  { samples: 2000, shallowError: 0.225, deepError: 0.224 },
  { samples: 4000, shallowError: 0.112, deepError: 0.155 },
  { samples: 8000, shallowError: 0.058, deepError: 0.095 },
] as const;
export const signFlipInputs = 100;
export const signFlipCitation = "deepstakes.sign-flip" satisfies CitationId;
