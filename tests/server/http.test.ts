import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { readJsonBody } from "@/server/http-body";
import { formatCookie, readCookie } from "@/server/http-cookies";
import { sendJson } from "@/server/http-handler";
import { hasAllowedOrigin } from "@/server/http-origin";
import { setSecurityHeaders } from "@/server/http-security-headers";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A real server that answers with what `answer` makes of the request. */
async function serve(answer: (request: IncomingMessage) => Promise<unknown> | unknown): Promise<string> {
  const server = createServer(async (request, response) => sendJson(response, 200, await answer(request)));
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("readJsonBody", () => {
  const post = async (body: string | ReadableStream) => {
    const url = await serve((request) => readJsonBody(request, 20));
    const streaming = typeof body === "string" ? {} : { duplex: "half" };
    return (await fetch(url, { method: "POST", body, ...streaming })).json();
  };

  it("returns what was sent, up to the limit", async () => {
    expect(await post('{"a":"123456789012"}')).toEqual({ ok: true, value: { a: "123456789012" } });
  });

  it("refuses one byte more", async () => {
    expect(await post('{"a":"1234567890123"}')).toEqual({ ok: false, reason: "too-large" });
  });

  it("refuses a long body whose length was not announced", async () => {
    const chunk = new TextEncoder().encode("[1,2,3,4,");
    let left = 10;
    const stream = new ReadableStream({
      pull(controller) {
        left -= 1;
        if (left < 0) controller.close();
        else controller.enqueue(chunk);
      },
    });

    expect(await post(stream)).toEqual({ ok: false, reason: "too-large" });
  });

  it("says so when the text is not JSON", async () => {
    expect(await post("{")).toEqual({ ok: false, reason: "malformed" });
  });
});

describe("cookies", () => {
  it("are found by their whole name", () => {
    const header = "xseat=1; seat=two; seat2=3";

    expect(readCookie(header, "seat")).toBe("two");
    expect(readCookie(header, "eat")).toBeNull();
    expect(readCookie(undefined, "seat")).toBeNull();
  });

  it("stay out of reach of scripts and other sites", () => {
    const attributes = formatCookie("seat", "abc", { secure: true, maxAgeSeconds: 60 }).split("; ");

    expect(attributes[0]).toBe("seat=abc");
    expect(attributes).toEqual(expect.arrayContaining(["HttpOnly", "SameSite=Lax", "Secure", "Max-Age=60"]));
    expect(formatCookie("seat", "abc", { secure: false, maxAgeSeconds: 60 })).not.toContain("Secure");
  });
});

describe("hasAllowedOrigin", () => {
  const ask = async (headers: Record<string, string>, publicUrl: string | null) => {
    const url = await serve((request) => hasAllowedOrigin(request, publicUrl));
    return (await fetch(url, { headers })).json();
  };

  it("accepts no origin, the asked host and the public address", async () => {
    expect(await ask({}, null)).toBe(true);
    const url = await serve((request) => hasAllowedOrigin(request, null));
    expect(await (await fetch(url, { headers: { origin: url } })).json()).toBe(true);
    expect(await ask({ origin: "https://play.example.org" }, "https://play.example.org")).toBe(true);
  });

  it.each(["https://evil.example.org", "null", "not an origin"])("refuses %s", async (origin) => {
    expect(await ask({ origin }, "https://play.example.org")).toBe(false);
  });
});

describe("setSecurityHeaders", () => {
  async function headersOf(path: string, sent: Record<string, string> = {}) {
    let seenByPages: string | string[] | undefined;
    const server = createServer((request, response) => {
      setSecurityHeaders(request, response, { development: false, nonce: "bm9uY2U=" });
      seenByPages = request.headers["content-security-policy"];
      response.end();
    });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { headers } = await fetch(`http://127.0.0.1:${port}${path}`, { headers: sent });
    return { headers, port, seenByPages };
  }

  it("lets a page run its own scripts and WebAssembly only", async () => {
    const { headers, port, seenByPages } = await headersOf("/play/ABCDEF");
    const policy = headers.get("content-security-policy") ?? "";

    expect(policy.split("; ")).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic' 'wasm-unsafe-eval'",
        "style-src-elem 'self' 'nonce-bm9uY2U='",
        "worker-src 'self' blob:",
        `connect-src 'self' ws://127.0.0.1:${port} wss://127.0.0.1:${port}`,
        "frame-ancestors 'none'",
      ]),
    );
    expect(seenByPages).toBe(policy);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("gives build files no policy, also when the request brings one", async () => {
    const { headers, seenByPages } = await headersOf("/_next/static/chunk.js", {
      "content-security-policy": "script-src 'nonce-evil'",
    });

    expect(headers.get("content-security-policy")).toBeNull();
    expect(seenByPages).toBeUndefined();
  });
});
