import type { Surroundings } from "@/core/game/view-for";

/** A session with nobody connected and nothing on the knobs. */
export const nobodyAround: Surroundings = {
  presence: new Map(),
  drafts: new Map(),
  touches: new Map(),
  stepsPerSecond: new Map(),
  connectedCoHostIds: new Set(),
  isHostAway: false,
  isRecovering: false,
};
