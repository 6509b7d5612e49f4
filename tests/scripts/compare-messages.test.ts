import { describe, expect, it } from "vitest";
import { compareMessages } from "@/scripts/compare-messages.mjs";

describe("compareMessages", () => {
  it("accepts equal keys and placeholders, plural branches being free", () => {
    const english = { lobby: { seats: "{count, plural, one {# seat} other {# seats}} of {name}" } };
    const japanese = { lobby: { seats: "{name}の席数: {count, plural, other {#}}" } };

    expect(compareMessages(english, japanese)).toEqual([]);
  });

  it("names keys that one side lacks", () => {
    expect(compareMessages({ a: "x", b: { c: "x" } }, { a: "x", d: "x" })).toEqual([
      "b.c is missing in the other language",
      "d is missing in English",
    ]);
  });

  it("names empty texts and different placeholders", () => {
    expect(compareMessages({ a: "x", b: "{count} left" }, { a: " ", b: "{number} left" })).toEqual([
      "b has different placeholders",
      "a is empty",
    ]);
  });
});
