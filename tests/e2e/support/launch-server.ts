import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const projectDirectory = fileURLToPath(new URL("../../..", import.meta.url));
const START_LIMIT_MS = 120_000;
const POLL_MS = 100;

/** A server process of its own on the production build, with its own port and data folder. */
export interface LaunchedServer {
  url: string;
  port: number;
  dataDirectory: string;
  /** Everything that it has printed so far. */
  output(): string;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** SIGTERM; returns the exit code. */
  stop(): Promise<number | null>;
  /** Starts again on the same port and data after `kill` or `stop`. */
  startAgain(): Promise<void>;
  /** Stops it if it still runs and deletes its data. */
  dispose(): Promise<void>;
}

/** Starts the server and waits until it answers. `variables` are added to its environment. */
export async function launchServer(variables: Record<string, string> = {}): Promise<LaunchedServer> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "deepstakes-e2e-"));
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  let output = "";
  const start = async () => {
    const child = spawnServer({ PORT: String(port), DATA_DIR: dataDirectory, ...variables });
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    await waitUntilHealthy(child, url, () => output);
    return child;
  };
  let server = await start();
  const end = async (signal: NodeJS.Signals) => {
    if (hasEnded(server)) return server.exitCode;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
    return server.exitCode;
  };
  return {
    url,
    port,
    dataDirectory,
    output: () => output,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
    async startAgain() {
      server = await start();
    },
    async dispose() {
      await end("SIGTERM");
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("The probe has no port");
  return address.port;
}

function spawnServer(variables: Record<string, string>): ChildProcess {
  const inherited = { ...process.env };
  for (const name of [
    "PUBLIC_URL",
    "DATABASE_URL",
    "LOG_LEVEL",
    "HTTPS",
    "HOST_PASSWORD",
    "TLS_CERT",
    "TLS_KEY",
    "TRUST_PROXY",
  ])
    delete inherited[name];
  return spawn(process.execPath, ["--import", "tsx", "server/main.ts"], {
    cwd: projectDirectory,
    env: {
      ...inherited,
      HOST: "127.0.0.1",
      NEXT_TELEMETRY_DISABLED: "1",
      ...variables,
      NODE_ENV: "production",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function waitUntilHealthy(server: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (hasEnded(server)) throw new Error(`The server ended with code ${server.exitCode}:\n${output()}`);
    if (await isHealthy(url)) return;
    await delay(POLL_MS);
  }
  server.kill("SIGKILL");
  throw new Error(`The server did not become healthy:\n${output()}`);
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    // A server with TLS answers here with its redirect.
    const { status } = await fetch(`${url}/healthz`, { redirect: "manual" });
    return status === 200 || status === 308;
  } catch {
    return false;
  }
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}
