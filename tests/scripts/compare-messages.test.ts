import { describe, expect, it } from "vitest";
import { compareMessages } from "@/scripts/compare-messages.mjs";

describe("compareMessages", () => {
  it("accepts equal keys and placeholders, plural branches being free", () => {
    const english = {
      lobby: { seats: "{count, plural, one {seat} other {seats by {place}}} of {name} <b>now</b>" },
    };
    const japanese = { lobby: { seats: "<b>{name}</b>の席数: {count, number} {place}" } };

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

  it("sees a placeholder that only one branch has", () => {
    const english = { a: "{count, plural, one {one} other {# of {total}}}" };

    expect(compareMessages(english, { a: "{count}" })).toEqual(["a has different placeholders"]);
  });
});
