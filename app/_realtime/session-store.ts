import { createStore } from "zustand/vanilla";
import type { Farewell, LiveMessage, ViewMessage } from "@/core/contract/server-events";
import type { Refusal } from "@/core/game/refusal";
import type { OwnView, SharedView } from "@/core/game/view";

/** What a screen knows of its session: the last view, how the connection is, and how far its clock is off. */
export interface SessionStoreState {
  readonly shared: SharedView | null;
  readonly own: OwnView | null;
  readonly live: LiveMessage;
  readonly version: number;
  /** Server time minus `performance.now()`, so that a wrong device clock does no harm. */
  readonly serverOffsetMs: number;
  readonly isConnected: boolean;
  /** The connection has been lost for 5 s; it comes back by itself. */
  readonly isReconnecting: boolean;
  readonly farewell: Farewell["reason"] | null;
  readonly refused: Refusal | null;
}

export const emptySessionState: SessionStoreState = {
  shared: null,
  own: null,
  live: { race: [], devices: [] },
  version: -1,
  serverOffsetMs: 0,
  isConnected: false,
  isReconnecting: false,
  farewell: null,
  refused: null,
};

export type SessionStore = ReturnType<typeof createSessionStore>;

export function createSessionStore() {
  return createStore<SessionStoreState>()(() => emptySessionState);
}

/** The state after a view message: parts that did not change stay the same objects. */
export function withView(
  state: SessionStoreState,
  message: ViewMessage,
  performanceNowMs: number,
): SessionStoreState {
  return {
    ...state,
    shared: withChanges(state.shared, message.shared),
    own: message.own ?? state.own,
    version: message.version,
    serverOffsetMs: message.serverNowMs - performanceNowMs,
  };
}

/** The first message of a socket is whole; later ones bring the keys that have changed. */
function withChanges(known: SharedView | null, changes: ViewMessage["shared"]): SharedView | null {
  return changes === null ? known : ({ ...known, ...changes } as SharedView);
}
