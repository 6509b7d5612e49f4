import { io, type Socket } from "socket.io-client";
import { protocolVersion } from "@/core/contract/protocol-version";
import type { Farewell, LiveMessage, ServerToClientEvents, ViewMessage } from "@/core/contract/server-events";
import type {
  Answer,
  ClientToServerEvents,
  CommandName,
  CommandPayload,
  CommandReply,
  Role,
} from "@/core/contract/socket-commands";
import { isRefusal, type Refusal } from "@/core/game/refusal";
import { ViewPoll } from "./view-poll";

/** What a connection tells its screen. Refusals of the connection itself are final until the page reloads. */
export interface ConnectionListener {
  readonly onView: (message: ViewMessage) => void;
  readonly onLive: (message: LiveMessage) => void;
  readonly onConnected: () => void;
  readonly onDisconnected: () => void;
  /** The connection has been down for 5 s: worth saying. Views come by HTTP until it is back. */
  readonly onGap: () => void;
  readonly onFarewell: (reason: Farewell["reason"]) => void;
  readonly onRefused: (refusal: Refusal) => void;
}

export interface SessionConnection {
  /** Sends a command and waits for its acknowledgement; unanswered after 8 s is the refusal `internal`. */
  send<Name extends CommandName>(
    name: Name,
    payload: CommandPayload<Name>,
  ): Promise<Answer<CommandReply<Name>>>;
  close(): void;
}

type ClientSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/**
 * Opens the socket of one viewer. It comes back by itself for ever (0.5 to 5 s with jitter): a lost connection, a
 * sleeping phone and a restarted server are one case, and each return begins with the present view.
 */
export function connectSession(
  joinCode: string,
  role: Role,
  listener: ConnectionListener,
): SessionConnection {
  const socket: ClientSocket = io({
    transports: ["websocket", "polling"],
    // Some networks and proxies let no websocket through: polling then carries the same messages.
    tryAllTransports: true,
    auth: { protocolVersion, joinCode, role },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
    randomizationFactor: 0.5,
  });
  let isFinal = false;
  const poll = new ViewPoll({ joinCode, role }, listener);
  const end = () => {
    isFinal = true;
    poll.stop();
    socket.disconnect();
  };
  socket.on("connect", () => {
    poll.stop();
    listener.onConnected();
  });
  socket.on("disconnect", (reason) => {
    listener.onDisconnected();
    if (isFinal) return;
    poll.start();
    // socket.io does not come back by itself when the server has closed the socket.
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 500 + 1000 * Math.random());
  });
  socket.on("connect_error", (error) => {
    if (isRefusal(error.message)) {
      end();
      listener.onRefused(error.message);
      return;
    }
    listener.onDisconnected();
    poll.start();
  });
  socket.on("view", listener.onView);
  socket.on("live", listener.onLive);
  socket.on("farewell", ({ reason }) => {
    if (reason !== "server-stopping") end();
    listener.onFarewell(reason);
  });
  return {
    send: (name, payload) => sendCommand(socket, name, payload),
    close: end,
  };
}

async function sendCommand<Name extends CommandName>(
  socket: ClientSocket,
  name: Name,
  payload: CommandPayload<Name>,
): Promise<Answer<CommandReply<Name>>> {
  try {
    // socket.io cannot follow the generic name through its own mapped types; the table on the server parses both.
    const untyped = socket.timeout(8000) as unknown as {
      emitWithAck(name: string, payload: unknown): Promise<Answer<CommandReply<Name>>>;
    };
    return await untyped.emitWithAck(name, payload);
  } catch {
    return { ok: false, refusal: "internal" };
  }
}
