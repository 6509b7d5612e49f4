import { describe, expect, it } from "vitest";
import { sentInputsAddress, sentInputsPath } from "@/core/contract/sent-inputs-path";

describe("sentInputsAddress", () => {
  it("names session, round and attempt, whatever the session is called", () => {
    const address = sentInputsAddress({ sessionId: "a&round=7#?", roundIndex: 2, attempt: 3 });
    const url = new URL(address, "http://any.invalid");
    expect(url.pathname).toBe(sentInputsPath);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      session: "a&round=7#?",
      round: "2",
      attempt: "3",
    });
  });
});
