import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { createReadAddress } from "@/server/api/try-budgets";

function requestWith(forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return { headers, socket: { remoteAddress: "10.0.0.1" } } as unknown as IncomingMessage;
}

describe("the address that a request comes from", () => {
  it("is that of the connection, whatever the sender writes", () => {
    const addressOf = createReadAddress({ trustProxy: false });

    expect(addressOf(requestWith())).toBe("10.0.0.1");
    expect(addressOf(requestWith("203.0.113.9"))).toBe("10.0.0.1");
  });

  it.each([
    ["203.0.113.9", "203.0.113.9"],
    ["2001:db8::7", "2001:db8::7"],
    // The first entry may be the sender's invention; the proxy adds the last.
    ["1.1.1.1, 203.0.113.9", "203.0.113.9"],
    ["nonsense", "10.0.0.1"],
    ["203.0.113.9, ", "10.0.0.1"],
    [undefined, "10.0.0.1"],
  ])("is what a trusted proxy adds (%s)", (forwarded, address) => {
    expect(createReadAddress({ trustProxy: true })(requestWith(forwarded))).toBe(address);
  });
});
