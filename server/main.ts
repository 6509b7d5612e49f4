import { describeAddresses, localAddresses } from "@/server/announce-address";
import { describeRefusal } from "@/server/describe-refusal";
import { readEnvironment } from "@/server/env";
import { createLog } from "@/server/log";
import { createMountGame } from "@/server/mount-game";
import { startServer } from "@/server/start-server";

const SHUTDOWN_LIMIT_MS = 8000;

function refuse(lines: readonly string[]): never {
  console.error(["Deepstakes did not start.", ...lines.map((line) => `  ${line}`)].join("\n"));
  process.exit(1);
}

const read = readEnvironment(process.env);
if (!read.ok) refuse(read.problems);
const { environment } = read;
const log = createLog(environment.logLevel);
const development = process.argv.includes("--dev");
const started = await startServer({ environment, development, log, mountGame: createMountGame() });
if (!started.ok) refuse([describeRefusal(started)]);
const { server } = started;
console.log(describeAddresses(environment, server, localAddresses()));

async function shutDown(exitCode: number): Promise<void> {
  setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
  await server.close();
  process.exit(exitCode);
}

process.on("SIGTERM", () => shutDown(0));
process.on("SIGINT", () => shutDown(0));
server.failed.then((error) => {
  log.fatal({ err: error }, "the server cannot go on");
  return shutDown(1);
});
