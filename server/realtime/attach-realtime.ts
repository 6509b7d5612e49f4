import type { Server as HttpServer } from "node:http";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { Server, type Socket } from "socket.io";
import { protocolVersion } from "@/core/contract/protocol-version";
import type { ServerToClientEvents } from "@/core/contract/server-events";
import { type ClientToServerEvents, HandshakeSchema } from "@/core/contract/socket-commands";
import type { SessionId } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import type { SessionState } from "@/core/game/session-state";
import type { Viewer } from "@/core/game/view";
import type { Neighbours } from "@/server/api/neighbours";
import type { ReadAddress, TryBudget } from "@/server/api/try-budgets";
import { hasAllowedOrigin } from "@/server/http-origin";
import type { Log } from "@/server/log";
import type { Metrics } from "@/server/observability/metrics";
import type { Referee } from "@/server/referee/referee";
import type { Game } from "@/server/sessions/game";
import { identifyViewer } from "@/server/sessions/identify-viewer";
import type { HostId } from "@/server/sessions/presence-board";
import { hostIdOf, isKnown } from "@/server/sessions/session-cookies";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { answerCommand } from "./answer-command";
import type { CommandContext } from "./command-context";
import { mayDismiss, reasonToLeave } from "./dismissals";
import { HostTabs } from "./host-tabs";
import { LiveBoard } from "./live-board";
import { SessionBroadcaster, type ViewReceiver } from "./session-broadcaster";

/** Larger frames close the socket; every command's own limit is below. */
const largestFrameBytes = 80_000;
const liveIntervalMs = 1000;
/** A seat sends a few commands a second at the very most. */
const commandBudget = { points: 80, duration: 10 };

interface SocketData {
  /** As the handshake proved it. */
  viewer: Viewer;
  runner: SessionRunner;
  /** Which host the socket counts as; changes when the session is handed over. */
  hostId: HostId | null;
}
type GameSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;

interface Room {
  readonly broadcaster: SessionBroadcaster;
  readonly board: LiveBoard;
  readonly sockets: Set<GameSocket>;
  readonly tabs: HostTabs<GameSocket>;
  /** The state whose void tokens were looked for last. */
  checkedState: SessionState | null;
}

export interface Realtime {
  close(): Promise<void>;
}

/** Mounts the sockets on the HTTP server: handshake, views out, commands in. */
export function attachRealtime(
  httpServer: HttpServer,
  options: {
    game: Game;
    referee: Referee;
    publicUrl: string | null;
    log: Log;
    /** Tries at join codes, shared with the HTTP API: a handshake must not be a way around it. */
    wrongCodes: TryBudget;
    neighbours: Neighbours;
    addressOf: ReadAddress;
    metrics: Metrics;
  },
): Realtime {
  const { game, log } = options;
  const rooms = new Map<SessionId, Room>();
  const io = new Server<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>(
    httpServer,
    {
      path: "/socket.io/",
      transports: ["websocket", "polling"],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: largestFrameBytes,
      pingInterval: 5000,
      pingTimeout: 8000,
      allowRequest: (request, decide) => decide(null, hasAllowedOrigin(request, options.publicUrl)),
    },
  );
  const roomOf = (runner: SessionRunner): Room => {
    const known = rooms.get(runner.state.sessionId);
    if (known !== undefined) return known;
    const room: Room = {
      broadcaster: new SessionBroadcaster(runner, game.now),
      board: new LiveBoard(),
      sockets: new Set<GameSocket>(),
      tabs: new HostTabs<GameSocket>(),
      checkedState: null,
    };
    rooms.set(runner.state.sessionId, room);
    return room;
  };

  io.use(async (socket, next) => {
    const finish = options.metrics.beginAnswer("handshake", "connect");
    const admitted = await admit(socket, options);
    finish(typeof admitted === "string" ? admitted : null);
    if (typeof admitted === "string") return next(new Error(admitted));
    socket.data = admitted;
    next();
  });
  io.on("connection", (socket) => welcome(socket, roomOf(socket.data.runner), options));
  game.listen({
    onChange(runner, change) {
      const room = rooms.get(runner.state.sessionId);
      if (room === undefined) return;
      room.broadcaster.announce(change);
      // After the acknowledgements of the same commit, which would be lost with their socket.
      if (change.committed) setImmediate(dismissRemoved, room, runner);
      if (runner.state.phase === "closed") {
        rooms.delete(runner.state.sessionId);
        options.neighbours.forget(runner.state.sessionId);
      }
    },
  });
  const clock = setInterval(() => {
    for (const room of rooms.values()) sendLive(room);
  }, liveIntervalMs);

  return {
    async close() {
      clearInterval(clock);
      io.emit("farewell", { reason: "server-stopping" });
      for (const room of rooms.values()) room.broadcaster.stop();
      io.disconnectSockets(true);
      io.engine.close();
      log.debug("sockets closed");
    },
  };
}

/** Checks version, code and cookie; a string is the refusal. */
async function admit(
  socket: GameSocket,
  options: { game: Game; wrongCodes: TryBudget; neighbours: Neighbours; addressOf: ReadAddress },
): Promise<SocketData | Refusal> {
  const { game, wrongCodes, neighbours } = options;
  const address = options.addressOf(socket.request);
  const { auth } = socket.handshake;
  if ((auth as { protocolVersion?: unknown }).protocolVersion !== protocolVersion) return "protocol-version";
  const handshake = HandshakeSchema.safeParse(auth);
  if (!handshake.success) return "malformed";
  const runner = game.find(handshake.data.joinCode);
  const isAtHome = runner !== null && isKnown(socket.request, runner.state);
  if (isAtHome) neighbours.note(runner.state.sessionId, address);
  else if (runner === null || !neighbours.has(runner.state.sessionId, address)) {
    if (!(await wrongCodes.hasRoom(address))) return "too-many-tries";
  }
  if (runner === null) {
    await wrongCodes.take(address);
    return "unknown-code";
  }
  const viewer = identifyViewer(handshake.data.role, socket.request, runner.state);
  return typeof viewer === "string" ? viewer : { viewer, runner, hostId: null };
}

// Handlers are registered before anything asynchronous, or the first command of a fast client would be lost.
function welcome(
  socket: GameSocket,
  room: Room,
  options: { game: Game; referee: Referee; log: Log; metrics: Metrics },
): void {
  const { log, metrics } = options;
  const { viewer, runner } = socket.data;
  const seatId = viewer.role === "player" ? viewer.seatId : null;
  const viewerNow = () => presentViewer(socket, room);
  const receiver: ViewReceiver = {
    get viewer() {
      return viewerNow();
    },
    // The packet that `emit` would make (socket.io protocol 5: an event is type 2), of parts that were written before.
    send: (_message, toText) => {
      if (socket.connected) socket.conn.write(`2["view",${toText()}]`);
    },
  };
  const limiter = new RateLimiterMemory(commandBudget);
  const context: CommandContext = {
    game: options.game,
    referee: options.referee,
    board: room.board,
    runner,
    seatId,
    resend: () => room.broadcaster.sendTo(receiver),
    takeControl: () => enterAsHost(socket, room),
  };
  const speak = () => {
    if (seatId !== null) options.referee.heard(runner, seatId);
  };
  socket.onAny((name: string, ...rest: unknown[]) => {
    speak();
    void answerCommand({ name, rest, viewer: viewerNow(), context, limiter, log, metrics });
  });
  socket.on("disconnect", () => {
    room.sockets.delete(socket);
    room.broadcaster.remove(receiver);
    room.tabs.remove(socket);
    if (seatId !== null) runner.seatDisconnected(seatId);
    if (socket.data.hostId !== null) runner.hostDisconnected(socket.data.hostId);
  });

  if (seatId !== null) replaceOlderSocket(room, seatId);
  room.sockets.add(socket);
  if (seatId !== null) runner.seatConnected(seatId);
  enterAsHost(socket, room);
  speak();
  room.broadcaster.add(receiver);
  if (viewer.role !== "player") socket.emit("live", room.board.message(viewer.role));
}

/** A seat has one live socket: the newest. */
function replaceOlderSocket(room: Room, seatId: string): void {
  for (const other of room.sockets) {
    const { viewer } = other.data;
    if (viewer.role === "player" && viewer.seatId === seatId) {
      other.emit("farewell", { reason: "moved-to-another-tab" });
      other.disconnect(true);
    }
  }
}

/** The newest tab of a host has the controls. */
function enterAsHost(socket: GameSocket, room: Room): void {
  const { viewer, runner, hostId: before } = socket.data;
  if (viewer.role !== "host") return;
  const hostId = hostIdOf(socket.request, runner.state);
  if (hostId === null) return;
  socket.data.hostId = hostId;
  room.tabs.put(hostId, socket);
  if (hostId !== before) {
    if (before !== null) runner.hostDisconnected(before);
    runner.hostConnected(hostId);
  }
  room.broadcaster.announce({ phaseChanged: false, committed: true });
}

function presentViewer(socket: GameSocket, room: Room): Viewer {
  const { viewer, hostId } = socket.data;
  if (viewer.role !== "host") return viewer;
  return { role: "host", isCoHost: hostId !== "owner", hasControl: room.tabs.hasControl(socket) };
}

/** Sends away seats that the host removed, sockets whose token is void, and everybody when the session is over. */
function dismissRemoved(room: Room, runner: SessionRunner): void {
  const { state } = runner;
  if (!mayDismiss(room.checkedState, state)) return;
  room.checkedState = state;
  for (const socket of room.sockets) {
    const reason = reasonToLeave(socket.data.viewer, socket.request, state, socket.data.hostId);
    if (reason !== null) {
      socket.emit("farewell", { reason });
      socket.disconnect(true);
    } else if (socket.data.hostId !== null && hostIdOf(socket.request, state) !== socket.data.hostId) {
      enterAsHost(socket, room);
    }
  }
}

function sendLive(room: Room): void {
  for (const role of ["host", "projector"] as const) {
    const sockets = [...room.sockets].filter((socket) => socket.data.viewer.role === role);
    if (sockets.length === 0) continue;
    const message = room.board.message(role);
    for (const socket of sockets) socket.volatile.emit("live", message);
  }
}
