import type { Action } from "@/core/game/action";
import { applyAction } from "@/core/game/apply-action";
import type { Refusal } from "@/core/game/refusal";
import type { SessionState } from "@/core/game/session-state";

/** What a command asks for: an action, or a function of the state that the command meets. */
export type Proposal = Action | ((state: SessionState) => Action | Refusal);

/** What a command that arrived at `atMs` makes of the state that it meets. */
export function applyProposal(
  state: SessionState,
  { proposal, atMs }: { readonly proposal: Proposal; readonly atMs: number },
): { ok: true; state: SessionState; action: Action } | { ok: false; reason: Refusal } {
  const action = typeof proposal === "function" ? proposal(state) : proposal;
  if (typeof action === "string") return { ok: false, reason: action };
  const outcome = applyAction(state, action, { now: atMs });
  return outcome.ok ? { ...outcome, action } : outcome;
}
