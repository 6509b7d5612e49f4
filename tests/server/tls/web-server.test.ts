import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { get } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { describeRefusal } from "@/server/describe-refusal";
import { createLog } from "@/server/log";
import { createWebServer, type WebServer } from "@/server/tls/create-web-server";
import type { TlsMaterial, TlsRefusal } from "@/server/tls/tls-material";
import { writeCertificate } from "@/server/tls/write-certificate";

const log = createLog("silent");
const now = () => Date.now();
const opened: WebServer[] = [];
let folder = "";
let material: TlsMaterial;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deepstakes-web-"));
  material = await writeCertificate(["localhost", "127.0.0.1"], now());
  await writeFile(join(folder, "class.crt"), material.certificate);
  await writeFile(join(folder, "class.key"), material.key);
});
afterEach(async () => {
  for (const { httpServer, close } of opened.splice(0)) {
    await close();
    httpServer.close();
    httpServer.closeAllConnections();
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const files = (certificate = "class.crt", key = "class.key") => ({
  certificatePath: join(folder, certificate),
  keyPath: join(folder, key),
});

async function listen(options: Partial<Parameters<typeof createWebServer>[0]> = {}) {
  const created = await createWebServer({
    environment: { host: "127.0.0.1", dataDirectory: folder, tls: files() },
    log,
    now,
    ...options,
  });
  if (!created.ok) throw new Error(created.reason);
  const { webServer } = created;
  opened.push(webServer);
  webServer.httpServer.on("request", (request, response) => {
    request.resume();
    request.on("end", () => response.end(`encrypted ${request.url}`));
  });
  webServer.httpServer.listen(0, "127.0.0.1");
  await once(webServer.httpServer, "listening");
  const { port } = webServer.httpServer.address() as AddressInfo;
  return { webServer, port };
}

/** Asks over TLS and believes the given certificate only. */
function ask(port: number, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path: "/page", ca, agent: false }, (response) => {
      response.setEncoding("utf8").on("data", resolve);
    }).on("error", reject);
  });
}

async function everything(socket: Socket): Promise<string> {
  let text = "";
  for await (const chunk of socket) text += String(chunk);
  return text;
}

describe("one port", () => {
  it("speaks TLS with the operator's certificate", async () => {
    const { webServer, port } = await listen();

    expect(await ask(port, material.certificate)).toBe("encrypted /page");
    expect(webServer.fingerprint).toBe(new X509Certificate(material.certificate).fingerprint256);
  });

  it("sends plain http to the same host, port and path, with the method kept", async () => {
    const { port } = await listen();
    for (const method of ["GET", "POST"]) {
      const response = await fetch(`http://127.0.0.1:${port}/play/ABCDEF?x=1`, {
        method,
        redirect: "manual",
      });

      expect(response.status).toBe(308);
      expect(response.headers.get("location")).toBe(`https://127.0.0.1:${port}/play/ABCDEF?x=1`);
    }
  });

  it.each([
    ["no host", "GET / HTTP/1.0\r\n\r\n"],
    ["a host that would leave its place", "GET / HTTP/1.1\r\nhost: evil/ .org\r\n\r\n"],
    ["an address instead of a path", "GET http://evil.example/ HTTP/1.1\r\nhost: class.local\r\n\r\n"],
    ["no http at all", "\u0000\u0001\u0002\r\n\r\n"],
  ])("sends a request with %s nowhere", async (_, text) => {
    const { port } = await listen();
    const socket = connect(port, "127.0.0.1");
    socket.write(text);

    const answer = await everything(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toMatch(/location/i);
    expect(await ask(port, material.certificate)).toBe("encrypted /page");
  });

  it("takes a long request over TLS whole", async () => {
    const { port } = await listen();
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.setNoDelay(true);
    const encrypted: TLSSocket = connectTls({ socket, ca: material.certificate, host: "127.0.0.1" });
    await once(encrypted, "secureConnect");
    encrypted.write(
      "POST /slow HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 200000\r\nconnection: close\r\n\r\n",
    );
    for (let piece = 0; piece < 20; piece += 1) encrypted.write("x".repeat(10_000));

    expect(await everything(encrypted)).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*encrypted \/slow/);
  });

  it("outlives connections that are reset before and within the handshake", async () => {
    const { port } = await listen();
    for (const text of [null, "\u0016\u0003\u0001", "GET"]) {
      const socket = connect(port, "127.0.0.1");
      await once(socket, "connect");
      if (text !== null) await new Promise((resolve) => socket.write(Buffer.from(text, "latin1"), resolve));
      socket.resetAndDestroy();
    }

    expect(await ask(port, material.certificate)).toBe("encrypted /page");
  });
});

describe("the own certificate of a running server", () => {
  it("follows the addresses of the machine", async () => {
    const names = ["127.0.0.1"];
    const environment = { host: "0.0.0.0", dataDirectory: join(folder, "own"), tls: "own" as const };
    const { webServer, port } = await listen({
      environment,
      readNames: () => [...names],
      renewalCheckMs: 20,
    });
    const shown = async () => {
      const socket = connectTls({ host: "127.0.0.1", port, rejectUnauthorized: false });
      await once(socket, "secureConnect");
      const certificate = new X509Certificate(socket.getPeerCertificate().raw);
      socket.destroy();
      return certificate;
    };
    const first = await shown();
    expect(first.fingerprint256).toBe(webServer.fingerprint);
    expect(first.checkIP("10.9.8.7")).toBeUndefined();

    names.push("10.9.8.7");
    await expect.poll(async () => (await shown()).checkIP("10.9.8.7"), { timeout: 20_000 }).toBe("10.9.8.7");
  });
});

describe("bad certificate files", () => {
  const refusalOf = async (tls: ReturnType<typeof files>): Promise<TlsRefusal> => {
    const created = await createWebServer({
      environment: { host: "127.0.0.1", dataDirectory: folder, tls },
      log,
      now,
    });
    if (created.ok) throw new Error("accepted");
    return created;
  };

  it.each<[string, string, string, RegExp]>([
    [
      "a missing certificate",
      "none.crt",
      "class.key",
      /^TLS_CERT names the file .*none\.crt, which is not there/,
    ],
    ["a missing key", "class.crt", "none.key", /^TLS_KEY names the file .*none\.key, which is not there/],
    ["a folder", "folder", "class.key", /^TLS_CERT names the file .*folder, which is not there or may not/],
    ["a key as certificate", "class.key", "class.key", /^TLS_CERT names .* does not hold what it should/],
    ["a certificate as key", "class.crt", "class.crt", /^TLS_KEY names .* does not hold what it should/],
    [
      "another certificate's key",
      "class.crt",
      "other.key",
      /other\.key \(TLS_KEY\) does not belong to .*class\.crt/,
    ],
  ])("explains %s", async (_, certificate, key, explanation) => {
    await mkdir(join(folder, "folder"), { recursive: true });
    await writeFile(join(folder, "other.key"), (await writeCertificate(["localhost"], now())).key);

    expect(describeRefusal(await refusalOf(files(certificate, key)))).toMatch(explanation);
  });
});
