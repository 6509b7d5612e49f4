import type { Server as HttpServer } from "node:http";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { Server, type Socket } from "socket.io";
import { protocolVersion } from "@/core/contract/protocol-version";
import type { Farewell, ServerToClientEvents } from "@/core/contract/server-events";
import { type ClientToServerEvents, HandshakeSchema, type Role } from "@/core/contract/socket-commands";
import type { SessionId } from "@/core/game/identifiers";
import type { Refusal } from "@/core/game/refusal";
import { activeSeats, type SessionState } from "@/core/game/session-state";
import type { Viewer } from "@/core/game/view";
import type { ReadAddress, TryBudget } from "@/server/api/try-budgets";
import { hasAllowedOrigin } from "@/server/http-origin";
import type { Log } from "@/server/log";
import type { Metrics } from "@/server/observability/metrics";
import type { Referee } from "@/server/referee/referee";
import type { Game } from "@/server/sessions/game";
import { isHost, isKnown, seatOf } from "@/server/sessions/session-cookies";
import type { SessionRunner } from "@/server/sessions/session-runner";
import { answerCommand } from "./answer-command";
import type { CommandContext } from "./command-handlers";
import { LiveBoard } from "./live-board";
import { SessionBroadcaster, type ViewReceiver } from "./session-broadcaster";

/** Larger frames close the socket; every command's own limit is below. */
const largestFrameBytes = 80_000;
const liveIntervalMs = 1000;
/** A seat sends a few commands a second at the very most. */
const commandBudget = { points: 80, duration: 10 };

interface SocketData {
  viewer: Viewer;
  runner: SessionRunner;
}
type GameSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, SocketData>;

interface Room {
  readonly broadcaster: SessionBroadcaster;
  readonly board: LiveBoard;
  readonly sockets: Set<GameSocket>;
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
    const room = {
      broadcaster: new SessionBroadcaster(runner, game.now),
      board: new LiveBoard(),
      sockets: new Set<GameSocket>(),
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
      if (runner.state.phase === "closed") rooms.delete(runner.state.sessionId);
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
  options: { game: Game; wrongCodes: TryBudget; addressOf: ReadAddress },
): Promise<SocketData | Refusal> {
  const { game, wrongCodes } = options;
  const address = options.addressOf(socket.request);
  const { auth } = socket.handshake;
  if ((auth as { protocolVersion?: unknown }).protocolVersion !== protocolVersion) return "protocol-version";
  const handshake = HandshakeSchema.safeParse(auth);
  if (!handshake.success) return "malformed";
  const runner = game.find(handshake.data.joinCode);
  if (runner === null || !isKnown(socket.request, runner.state)) {
    if (!(await wrongCodes.hasRoom(address))) return "too-many-tries";
  }
  if (runner === null) {
    await wrongCodes.take(address);
    return "unknown-code";
  }
  const viewer = identify(handshake.data.role, socket, runner);
  return typeof viewer === "string" ? viewer : { viewer, runner };
}

function identify(role: Role, socket: GameSocket, runner: SessionRunner): Viewer | Refusal {
  if (role === "projector") return runner.state.mode === "solo" ? "not-allowed" : { role };
  if (role === "host") return isHost(socket.request, runner.state) ? { role } : "not-allowed";
  const seat = seatOf(socket.request, runner.state);
  return seat === null ? "not-seated" : { role, seatId: seat.seatId };
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
  const receiver: ViewReceiver = { viewer, send: (message) => socket.emit("view", message) };
  const limiter = new RateLimiterMemory(commandBudget);
  const context: CommandContext = {
    game: options.game,
    referee: options.referee,
    board: room.board,
    runner,
    seatId,
    resend: () => room.broadcaster.sendTo(receiver),
  };
  const speak = () => {
    if (seatId !== null) options.referee.heard(runner, seatId);
  };
  socket.onAny((name: string, ...rest: unknown[]) => {
    speak();
    void answerCommand({ name, rest, viewer, context, limiter, log, metrics });
  });
  socket.on("disconnect", () => {
    room.sockets.delete(socket);
    room.broadcaster.remove(receiver);
    if (seatId !== null) runner.seatDisconnected(seatId);
  });

  if (seatId !== null) replaceOlderSocket(room, seatId);
  room.sockets.add(socket);
  if (seatId !== null) runner.seatConnected(seatId);
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

/** Sends away seats that the host removed, sockets whose token is void, and everybody when the session is over. */
function dismissRemoved(room: Room, runner: SessionRunner): void {
  const isClosed = runner.state.phase === "closed";
  for (const socket of room.sockets) {
    const reason = isClosed ? "session-closed" : reasonToLeave(socket, runner.state);
    if (reason === null) continue;
    socket.emit("farewell", { reason });
    socket.disconnect(true);
  }
}

/** Null while the socket's cookie still proves its role. A void token of a seat that stays means another device. */
function reasonToLeave({ data, request }: GameSocket, state: SessionState): Farewell["reason"] | null {
  const { viewer } = data;
  if (viewer.role === "host") return isHost(request, state) ? null : "moved-to-another-tab";
  if (viewer.role === "projector" || seatOf(request, state)?.seatId === viewer.seatId) return null;
  const staysSeated = activeSeats(state).some((seat) => seat.seatId === viewer.seatId);
  return staysSeated ? "moved-to-another-tab" : "removed";
}

function sendLive(room: Room): void {
  for (const role of ["host", "projector"] as const) {
    const sockets = [...room.sockets].filter((socket) => socket.data.viewer.role === role);
    if (sockets.length === 0) continue;
    const message = room.board.message(role);
    for (const socket of sockets) socket.volatile.emit("live", message);
  }
}
