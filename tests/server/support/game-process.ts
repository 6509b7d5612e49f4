import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const projectDirectory = fileURLToPath(new URL("../../..", import.meta.url));

/** A game server in a process of its own, on one data folder and always the same port. */
export interface GameProcess {
  readonly url: string;
  /** Resolves when the server answers. */
  start(): Promise<void>;
  /** Ends it with the signal; returns its exit code, null when the signal killed it. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null>;
}

/** Starts the first process on a free port. */
export async function startGameProcess(dataDirectory: string): Promise<GameProcess> {
  let running = await spawnServer(dataDirectory, 0);
  const { port } = running;
  return {
    url: `http://127.0.0.1:${port}`,
    async start() {
      running = await spawnServer(dataDirectory, port);
    },
    async end(signal) {
      const { child } = running;
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, "exit");
      child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}

async function spawnServer(
  dataDirectory: string,
  port: number,
): Promise<{ child: ChildProcess; port: number }> {
  const script = join("tests", "server", "support", "run-game-server.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, dataDirectory, String(port)], {
    cwd: projectDirectory,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const readyPort = await new Promise<number>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const ready = /ready (\d+)/.exec(chunk.toString());
      if (ready !== null) resolve(Number(ready[1]));
    });
    child.once("exit", (code) => reject(new Error(`the server ended with code ${code}`)));
  });
  return { child, port: readyPort };
}
