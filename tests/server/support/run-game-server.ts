import { startGameServer } from "./game-server";

// A process of its own for tests that kill it: `run-game-server.ts <data folder> <port>`, says "ready <port>".
const [dataDirectory, port] = process.argv.slice(2);
if (dataDirectory === undefined) throw new Error("which data folder?");
const server = await startGameServer({
  database: { kind: "embedded", dataDirectory },
  port: Number(port ?? 0),
});
process.on("SIGTERM", () => void server.close().then(() => process.exit(0)));
console.log(`ready ${server.port}`);
