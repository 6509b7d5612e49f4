import type { Refusal } from "./refusal";
import type { SessionState } from "./session-state";

/** What an action did: a new state, or the reason for which nothing happened. */
export type Outcome =
  | { readonly ok: true; readonly state: SessionState }
  | { readonly ok: false; readonly reason: Refusal };

/** What a rule may know beside the state and the action: the server's clock when the action arrived. */
export interface ActionContext {
  /** Milliseconds since 1970, stamped on arrival. */
  readonly now: number;
}

export function accept(state: SessionState): Outcome {
  return { ok: true, state };
}

export function refuse(reason: Refusal): Outcome {
  return { ok: false, reason };
}
