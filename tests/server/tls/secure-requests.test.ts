import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { describe, expect, it } from "vitest";
import { hasAllowedOrigin, isSecure } from "@/server/http-origin";

function requestOver(socket: Socket, origin: string): IncomingMessage {
  return { headers: { origin, host: "class.local:3000" }, socket } as unknown as IncomingMessage;
}

describe("hasAllowedOrigin over TLS", () => {
  it("refuses a page that came without TLS under the same address", () => {
    const encrypted = new TLSSocket(new Socket());

    expect(hasAllowedOrigin(requestOver(encrypted, "https://class.local:3000"), null)).toBe(true);
    expect(hasAllowedOrigin(requestOver(encrypted, "http://class.local:3000"), null)).toBe(false);
    expect(hasAllowedOrigin(requestOver(new Socket(), "http://class.local:3000"), null)).toBe(true);
  });

  it("accepts the encrypted page of a proxy that speaks plain http to the server", () => {
    expect(hasAllowedOrigin(requestOver(new Socket(), "https://class.local:3000"), null)).toBe(true);
  });
});

describe("isSecure", () => {
  it.each([
    [{ publicUrl: null, tls: null }, false],
    [{ publicUrl: null, tls: "own" as const }, true],
    [{ publicUrl: "https://play.example.org", tls: null }, true],
    [{ publicUrl: "http://play.example.org", tls: null }, false],
  ])("of %j is %s", (environment, expected) => {
    expect(isSecure(environment)).toBe(expected);
  });
});
