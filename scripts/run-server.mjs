import { spawn } from "node:child_process";
import { childEnvironment, projectDirectory } from "./set-up.mjs";

const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"];
const PARENT_CHECK_MS = 500;

/** Runs the server until it ends, passes signals on to it and ends with its exit code. */
export function runServer(parameters, mode) {
  const server = spawn(process.execPath, ["--import", "tsx", "server/main.ts", ...parameters], {
    cwd: projectDirectory,
    env: { ...childEnvironment, NODE_ENV: mode },
    stdio: "inherit",
  });
  for (const signal of passedOn) process.on(signal, () => server.kill(signal));
  endWithNpm(() => server.kill("SIGTERM"));
  server.on("exit", (code, signal) => {
    if (signal !== null) console.error(`The server was ended by ${signal}.`);
    process.exit(code ?? 1);
  });
}

// npm starts scripts through a shell, and a shell that npm ends passes no signal on. This process then gets another
// parent; without a look at that the server would stay behind.
function endWithNpm(end) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, PARENT_CHECK_MS);
  timer.unref();
}
