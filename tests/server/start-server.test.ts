import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { Server } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeAddresses } from "@/server/announce-address";
import type { Environment } from "@/server/env";
import { sendJson } from "@/server/http-handler";
import { createLog } from "@/server/log";
import { lockDirectory } from "@/server/persistence/directory-lock";
import type { ServerContext } from "@/server/server-context";
import { type RunningServer, startServer } from "@/server/start-server";

const projectDirectory = fileURLToPath(new URL("../..", import.meta.url));

const environment: Environment = {
  port: 0,
  host: "127.0.0.1",
  publicUrl: null,
  dataDirectory: "unused",
  databaseUrl: null,
  tls: null,
  trustProxy: false,
  hostPassword: null,
  metricsToken: null,
  logLevel: "silent",
};

describe("startServer", () => {
  const closed: string[] = [];
  const upgraded: Socket[] = [];
  let context: ServerContext;
  let server: RunningServer;
  let url = "";

  const mountGame = async (httpServer: Server, given: ServerContext) => {
    context = given;
    httpServer.on("upgrade", (_request, socket: Socket) => {
      upgraded.push(socket);
      socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: planted\r\nconnection: upgrade\r\n\r\n");
    });
    return {
      handlers: [
        (request: { url?: string | undefined }, response: Parameters<typeof sendJson>[0]) => {
          if (request.url !== "/api/planted") return false;
          sendJson(response, 200, { now: given.now(), random: [...given.randomBytes(2)] });
          return true;
        },
      ],
      async close() {
        await given.store.writeHeartbeat(77);
        closed.push(`game, heartbeat ${await given.store.readHeartbeat()}`);
        for (const socket of upgraded) socket.destroy();
      },
    };
  };

  const start = (port = 0) =>
    startServer({
      environment: { ...environment, port },
      development: false,
      servePages: false,
      database: { kind: "memory" },
      log: createLog("silent"),
      mountGame,
      now: () => 1234,
      randomBytes: (count) => new Uint8Array(count).fill(9),
    });

  beforeAll(async () => {
    const started = await start();
    if (!started.ok) throw new Error(started.reason);
    server = started.server;
    url = `http://127.0.0.1:${server.port}`;
  });

  afterAll(() => server.close());

  it("says that it works", async () => {
    const response = await fetch(`${url}/healthz`);

    expect(response.status).toBe(200);
    expect(await response.text()).toBe("ok\n");
  });

  it("asks the game's handlers, with the injected clock and randomness", async () => {
    expect(await (await fetch(`${url}/api/planted`)).json()).toEqual({ now: 1234, random: [9, 9] });
    expect(context.environment.host).toBe("127.0.0.1");
  });

  it("refuses an unknown address below /api/", async () => {
    const response = await fetch(`${url}/api/unknown`);

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ ok: false, reason: "not-found" });
  });

  it("says that a port is taken", async () => {
    const squatter = createServer().listen(0, "127.0.0.1");
    await once(squatter, "listening");
    const { port } = squatter.address() as AddressInfo;

    const second = await start(port);

    expect(second).toEqual({ ok: false, reason: "port-in-use", host: "127.0.0.1", port });
    squatter.close();
  });

  it("closes once, with open connections, and the game before its store", async () => {
    const client = connect(server.port, "127.0.0.1");
    client.write("GET / HTTP/1.1\r\nhost: planted\r\nupgrade: planted\r\nconnection: upgrade\r\n\r\n");
    await once(client, "data");
    closed.length = 0;

    await Promise.all([server.close(), server.close()]);

    expect(closed).toEqual(["game, heartbeat 77"]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});

describe("server/main", () => {
  const runMain = async (variables: Record<string, string>) => {
    const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], {
      cwd: projectDirectory,
      env: { ...process.env, PORT: "0", ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    await once(child, "close");
    return { code: child.exitCode, errors };
  };

  it("explains bad settings and ends with code 1", async () => {
    const { code, errors } = await runMain({ PORT: "many", PUBLIC_URL: "play" });

    expect(code).toBe(1);
    expect(errors).toContain("PORT must be a whole number from 0 to 65535");
    expect(errors).toContain("PUBLIC_URL must be an http or https address");
  });

  it("names the data folder that another server uses and leaves that server's lock alone", async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), "deepstakes main "));
    const first = await lockDirectory(dataDirectory);
    const held = await readFile(join(dataDirectory, "server.lock"), "utf8");

    const { code, errors } = await runMain({ DATA_DIR: dataDirectory });

    expect(code).toBe(1);
    expect(errors).toContain(`using the data folder ${dataDirectory}`);
    expect(errors).toContain(`process ${process.pid}`);
    expect(await readFile(join(dataDirectory, "server.lock"), "utf8")).toBe(held);
    if (first.ok) await first.release();
    await rm(dataDirectory, { recursive: true, force: true });
  });
});

describe("describeAddresses", () => {
  const plain = { port: 3000, fingerprint: null };

  it("names encrypted addresses and the fingerprint of the server's own certificate", () => {
    const own = { host: "0.0.0.0", publicUrl: null, tls: "own" as const };
    const text = describeAddresses(own, { port: 3000, fingerprint: "AB:CD" }, ["192.168.1.5"]);

    expect(text).toContain("On this machine:      https://localhost:3000\n");
    expect(text).toContain("In the local network: https://192.168.1.5:3000\n");
    expect(text).toContain("\n  AB:CD\n");
    expect(text).not.toContain("http://");
  });

  it("names this machine, the local network and what to share", () => {
    const text = describeAddresses({ host: "0.0.0.0", publicUrl: null, tls: null }, plain, [
      "192.168.1.5",
      "10.0.0.2",
    ]);

    expect(text).toContain("On this machine:      http://localhost:3000\n");
    expect(text).toContain("In the local network: http://192.168.1.5:3000\n");
    expect(text).toContain("In the local network: http://10.0.0.2:3000\n");
    expect(text).toMatch(/\n {2}http:\/\/192\.168\.1\.5:3000\n[█▀▄ ]+\n/);
  });

  it("writes an IPv6 address in brackets", () => {
    expect(describeAddresses({ host: "::1", publicUrl: null, tls: null }, plain, [])).toContain(
      "http://[::1]:3000\n",
    );
  });

  it("shares the public address where there is one, and no network address that nobody can reach", () => {
    const text = describeAddresses(
      { host: "127.0.0.1", publicUrl: "https://play.example.org", tls: null },
      plain,
      ["10.0.0.2"],
    );

    expect(text).toContain("On this machine:      http://127.0.0.1:3000\n");
    expect(text).not.toContain("10.0.0.2");
    expect(text).toMatch(/\n {2}https:\/\/play\.example\.org\n[█▀▄ ]+\n/);
  });
});
