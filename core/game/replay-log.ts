import { type Action, ActionSchema, SessionCreatedSchema } from "./action";
import { applyAction, createSession } from "./apply-action";
import type { SessionState } from "./session-state";

/** One line of a session's log. `action` is JSON as it was stored. */
export interface LoggedAction {
  readonly atMs: number;
  readonly action: unknown;
}

/**
 * The state after a whole log, or after the events that follow a snapshot. An event that was accepted once is
 * accepted again; one that is not means that the log belongs to other rules, which is a bug and throws.
 */
export function replayLog(snapshot: SessionState | null, log: readonly LoggedAction[]): SessionState {
  let state = snapshot;
  for (const { atMs, action } of log) {
    if (state === null) {
      state = createSession(SessionCreatedSchema.parse(action), { now: atMs });
      continue;
    }
    const parsed: Action = ActionSchema.parse(action);
    const outcome = applyAction(state, parsed, { now: atMs });
    if (!outcome.ok) throw new Error(`the log holds a refused action: ${parsed.type}, ${outcome.reason}`);
    state = outcome.state;
  }
  if (state === null) throw new Error("the log is empty");
  return state;
}
