import type { SharedView } from "@/core/game/view";

export type SessionHold = "lost" | "recovering" | "paused" | "hostAway";

/** What holds the class up, the worst first; null when nothing does. The cockpit says itself that it is paused. */
export function sessionHold(
  shared: Pick<SharedView, "phase" | "mode" | "isRecovering" | "pausedAtMs" | "isHostAway"> | null,
  isLost: boolean,
): SessionHold | null {
  if (isLost) return "lost";
  if (shared === null || shared.phase === "closed") return null;
  if (shared.isRecovering) return "recovering";
  if (shared.pausedAtMs !== null) return shared.phase === "exploring" ? null : "paused";
  return shared.isHostAway && shared.mode === "class" ? "hostAway" : null;
}
