import { ActionSchema, SessionCreatedSchema } from "./action";
import { applyAction, createSession } from "./apply-action";
import { readStored, type StoredReading } from "./read-stored";
import type { SessionState } from "./session-state";

/** One line of a session's log. `action` is JSON as it was stored. */
export interface LoggedAction {
  readonly atMs: number;
  readonly action: unknown;
}

/**
 * The state after a whole log, or after the events that follow a snapshot. An event that was accepted once is
 * accepted again; where one is not, or cannot be read, the log belongs to other rules and `problem` says which.
 */
export function readLog(
  snapshot: SessionState | null,
  log: readonly LoggedAction[],
): StoredReading<SessionState> {
  let state = snapshot;
  for (const [index, { atMs, action }] of log.entries()) {
    const place = `event ${index + 1} of ${log.length}`;
    if (state === null) {
      const created = readStored(SessionCreatedSchema, action);
      if (!created.ok) return { ok: false, problem: `${place}: ${created.problem}` };
      state = createSession(created.value, { now: atMs });
      continue;
    }
    const read = readStored(ActionSchema, action);
    if (!read.ok) return { ok: false, problem: `${place}: ${read.problem}` };
    const outcome = applyAction(state, read.value, { now: atMs });
    if (!outcome.ok) return { ok: false, problem: `${place}: ${read.value.type} is ${outcome.reason}` };
    state = outcome.state;
  }
  return state === null ? { ok: false, problem: "the log is empty" } : { ok: true, value: state };
}

/** The same of a log that this version has written, where a problem is a bug and throws. */
export function replayLog(snapshot: SessionState | null, log: readonly LoggedAction[]): SessionState {
  const read = readLog(snapshot, log);
  if (!read.ok) throw new Error(`the log cannot be replayed: ${read.problem}`);
  return read.value;
}
