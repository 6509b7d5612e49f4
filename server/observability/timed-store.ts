import type { SessionStore } from "@/server/persistence/session-store";
import type { Metrics } from "./metrics";

/** The same store with the time of its calls measured. */
export function timedStore(store: SessionStore, metrics: Pick<Metrics, "timeDatabase">): SessionStore {
  const timed =
    <Parameters extends unknown[], Result>(
      operation: string,
      run: (...parameters: Parameters) => Promise<Result>,
    ) =>
    (...parameters: Parameters) =>
      metrics.timeDatabase(operation, () => run(...parameters));
  return {
    ...store,
    createSession: timed("create-session", store.createSession),
    commit: timed("commit", store.commit),
    closeSession: timed("close-session", store.closeSession),
    deleteClosedBefore: timed("delete-closed", store.deleteClosedBefore),
    loadOpenSessions: timed("load-open-sessions", store.loadOpenSessions),
    writeHeartbeat: timed("heartbeat", store.writeHeartbeat),
  };
}
