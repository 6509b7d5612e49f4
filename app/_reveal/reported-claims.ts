import type { Hypothesis } from "@/core/tasks/deck";
import type { CitationId } from "@/core/theory/citations";
import { type ReportedDirection, reportedClaims } from "@/core/theory/reported-claims";
import { hypothesisParts } from "./hypothesis-label";

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
