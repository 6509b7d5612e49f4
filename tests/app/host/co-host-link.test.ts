import { describe, expect, test } from "vitest";
import { coHostCodeIn, coHostCodeText, coHostLink } from "@/app/host/co-host-link";

describe("the link of an invitation", () => {
  test("carries its code where no server sees it", () => {
    const link = new URL(coHostLink("https://deepstakes.example", "K7MQ4X", "ABCD2345"));
    expect(`${link.pathname}${link.search}`).toBe("/host/K7MQ4X");
    expect(coHostCodeIn(link.hash)).toBe("ABCD2345");
  });

  test.each(["", "#", "#waiting", "#main"])("is not mistaken for %j", (fragment) => {
    expect(coHostCodeIn(fragment)).toBe("");
  });

  test("never gives more than a code can be long", () => {
    expect(coHostCodeIn(`#co-host=${"A".repeat(500)}`)).toHaveLength(20);
  });

  test("is read aloud in two groups", () => {
    expect(coHostCodeText("ABCD2345")).toBe("ABCD-2345");
  });
});
