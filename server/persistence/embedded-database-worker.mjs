// Plain JavaScript, so that a worker thread can load it under tsx, under the test runner and without either.
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const SPARE_CONNECTIONS = 4;

const db = await PGlite.create(workerData.dataDirectory);
// The free port is chosen by the operating system; loopback only.
const socketServer = new PGLiteSocketServer({
  db,
  host: "127.0.0.1",
  port: 0,
  maxConnections: SPARE_CONNECTIONS,
});
await socketServer.start();

parentPort.on("message", async () => {
  await socketServer.stop();
  await db.close();
  parentPort.postMessage({ type: "stopped" });
  parentPort.close();
});
parentPort.postMessage({ type: "ready", address: socketServer.getServerConn() });
