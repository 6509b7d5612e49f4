import type { BallotMode, CommitBy, JoinPolicy, TeamMode } from "@/core/game/lesson";

/** The choices of each rule of a class, the usual one first. */
export const teamModes = ["self-chosen", "balanced", "by-host"] as const satisfies readonly TeamMode[];
export const commitRules = ["captain", "two-of-team"] as const satisfies readonly CommitBy[];
export const joinPolicies = ["open", "approve"] as const satisfies readonly JoinPolicy[];
export const ballotModes = ["probabilities", "levels"] as const satisfies readonly BallotMode[];
