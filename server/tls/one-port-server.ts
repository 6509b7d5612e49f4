import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer, type Server as HttpsServer } from "node:https";
import type { Socket } from "node:net";
import type { TlsMaterial } from "@/server/tls/tls-material";

/** The first byte of every TLS connection: a handshake record. No HTTP request begins with it. */
const TLS_HANDSHAKE = 0x16;
const FIRST_BYTE_LIMIT_MS = 10_000;
/** For a whole plain connection, which is there for one redirect only. */
const REDIRECT_LIMIT_MS = 10_000;

/**
 * An HTTPS server that also understands plain HTTP on its port: it looks at the first byte of each connection, and
 * tells people who typed the address without `https` where to go. Everything else meets TLS only.
 */
export function createOnePortServer({ certificate, key }: TlsMaterial): HttpsServer {
  const server = createHttpsServer({ cert: certificate, key });
  const redirecting = createHttpServer(redirectToHttps);
  // What Node itself does with a new connection, put behind the look at the first byte.
  const acceptors = server.listeners("connection");
  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    const limit = setTimeout(() => socket.destroy(), FIRST_BYTE_LIMIT_MS);
    socket.once("close", () => clearTimeout(limit));
    // A reset before the first byte concerns nobody; later errors have their own listeners.
    socket.on("error", () => socket.destroy());
    socket.once("data", (chunk: Buffer) => {
      clearTimeout(limit);
      socket.pause();
      socket.unshift(chunk);
      if (chunk[0] === TLS_HANDSHAKE) {
        for (const accept of acceptors) accept.call(server, socket);
      } else {
        acceptPlain(socket, (plain) => redirecting.emit("connection", plain));
      }
      process.nextTick(() => socket.resume());
    });
  });
  return server;
}

function acceptPlain(socket: Socket, accept: (socket: Socket) => void): void {
  const limit = setTimeout(() => socket.destroy(), REDIRECT_LIMIT_MS);
  socket.once("close", () => clearTimeout(limit));
  accept(socket);
}

/** Same host, same port, same path. 308 keeps method and body; the connection ends, since nothing else is said on it. */
function redirectToHttps(request: IncomingMessage, response: ServerResponse): void {
  const { host } = request.headers;
  const path = request.url ?? "";
  response.setHeader("connection", "close");
  response.setHeader("cache-control", "no-store");
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host) || !path.startsWith("/")) {
    response.writeHead(400).end();
    return;
  }
  response.writeHead(308, { location: `https://${host}${path}` }).end();
}
