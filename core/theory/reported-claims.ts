import type { CitationId } from "@/core/theory/citations";

/** Which networks generalise better. */
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
