import { spawn } from "node:child_process";
import { childEnvironment, projectDirectory } from "./set-up.mjs";

const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Runs the server until it ends, passes signals on to it and ends with its exit code. */
export function runServer(parameters, mode) {
  const server = spawn(process.execPath, ["--import", "tsx", "server/main.ts", ...parameters], {
    cwd: projectDirectory,
    env: { ...childEnvironment, NODE_ENV: mode },
    stdio: "inherit",
  });
  for (const signal of passedOn) process.on(signal, () => server.kill(signal));
  server.on("exit", (code, signal) => {
    if (signal !== null) console.error(`The server was ended by ${signal}.`);
    process.exit(code ?? 1);
  });
}
