"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { type BotTeams, BotTeamsProvider, botTeamsOf } from "@/app/_ui/BotTeams";
import type {
  Answer,
  CommandName,
  CommandPayload,
  CommandReply,
  Role,
} from "@/core/contract/socket-commands";
import { connectSession, type SessionConnection } from "./session-connection";
import { createSessionStore, type SessionStore, type SessionStoreState, withView } from "./session-store";

export type SendCommand = <Name extends CommandName>(
  name: Name,
  payload: CommandPayload<Name>,
) => Promise<Answer<CommandReply<Name>>>;

interface SessionContextValue {
  readonly store: SessionStore;
  readonly send: SendCommand;
}

const SessionContext = createContext<SessionContextValue | null>(null);

/** Connects the screens below to one session; a change of `joinCode`, `role` or `attempt` connects anew. */
export function SessionProvider(props: {
  readonly joinCode: string;
  readonly role: Role;
  /** Raise it to connect again, for example after taking a seat. */
  readonly attempt?: number;
  readonly children: ReactNode;
}) {
  const { joinCode, role, attempt = 0, children } = props;
  const [store] = useState(createSessionStore);
  const [connection] = useState<{ current: SessionConnection | null }>({ current: null });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is there to connect again
  useEffect(() => {
    store.setState({ refused: null, farewell: null });
    const opened = connectSession(joinCode, role, {
      onView: (message) => store.setState((state) => withView(state, message, performance.now())),
      onLive: (live) => store.setState({ live }),
      onConnected: () => store.setState({ isConnected: true, isReconnecting: false }),
      onDisconnected: () => store.setState({ isConnected: false }),
      onGap: () => store.setState({ isReconnecting: true }),
      onFarewell: (farewell) => store.setState({ farewell, isConnected: false, isReconnecting: false }),
      onRefused: (refused) => store.setState({ refused, isConnected: false, isReconnecting: false }),
    });
    connection.current = opened;
    return () => {
      connection.current = null;
      opened.close();
    };
  }, [joinCode, role, attempt, store, connection]);

  const value = useMemo<SessionContextValue>(
    () => ({
      store,
      send: async (name, payload) =>
        connection.current?.send(name, payload) ?? { ok: false, refusal: "internal" },
    }),
    [store, connection],
  );
  return (
    <SessionContext.Provider value={value}>
      <SessionBots>{children}</SessionBots>
    </SessionContext.Provider>
  );
}

/** Says below which teams are bots; they are seated before a round and change with the list of teams only. */
function SessionBots({ children }: { readonly children: ReactNode }) {
  const teams = useSession((state) => state.shared?.teams);
  const [bots, setBots] = useState<BotTeams>(new Map());
  const seated = botTeamsOf(teams ?? []);
  // The same map as long as it says the same: most views change something else.
  if (String([...seated]) !== String([...bots])) setBots(seated);
  return <BotTeamsProvider bots={bots}>{children}</BotTeamsProvider>;
}

/** Reads a part of the session; the component renders again when that part changes. */
export function useSession<Part>(select: (state: SessionStoreState) => Part): Part {
  return useStore(useSessionContext().store, select);
}

/** Sends commands of this viewer. */
export function useSend(): SendCommand {
  return useSessionContext().send;
}

/** The store itself, for code that must read the newest state outside of rendering. */
export function useSessionStore(): SessionStore {
  return useSessionContext().store;
}

function useSessionContext(): SessionContextValue {
  const value = useContext(SessionContext);
  if (value === null) throw new Error("no SessionProvider above");
  return value;
}
