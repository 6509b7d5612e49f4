import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanName, longestName, nameKey } from "@/core/game/clean-name";

describe("cleanName", () => {
  it.each([
    ["plain names as they are", "Aiko", "Aiko"],
    ["Japanese names as they are", "田中 愛子", "田中 愛子"],
    ["outer and repeated spaces", "  Ben   van \t Dyk \n", "Ben van Dyk"],
    ["ideographic spaces", "田中　愛子", "田中 愛子"],
    ["bidirectional marks", "\u202eevil\u202c \u2067x\u2069", "evil x"],
    ["control characters", "Da\u0007n\u0000", "Dan"],
    ["zero-width characters", "A\u200bi\u200dko\ufeff", "Aiko"],
    ["letters and accents typed apart", "Jose\u0301", "José"],
    ["letters and accents with a hidden mark between", "Jose\u200d\u0301", "José"],
    ["lone halves of a pair", "Ki\ud800m", "Kim"],
  ])("takes %s", (_, typed, clean) => {
    expect(cleanName(typed)).toBe(clean);
  });

  it.each([
    ["nothing", ""],
    ["spaces", "   "],
    ["direction marks", "\u202e\u2066\u200f"],
    ["Hangul fillers", "\u3164\u115f\uffa0"],
    ["a blank Braille cell", "\u2800"],
    ["accents without a letter", "\u0301\u0302"],
    ["private characters", "\ue000"],
  ])("refuses a name of %s", (_, typed) => {
    expect(cleanName(typed)).toBeNull();
  });

  it("takes 20 characters and refuses 21, counting a pair of halves as one and hidden marks not at all", () => {
    expect(cleanName("x".repeat(20))).toBe("x".repeat(20));
    expect(cleanName("x".repeat(21))).toBeNull();
    expect(cleanName("🦉".repeat(20))).toBe("🦉".repeat(20));
    expect(cleanName("🦉".repeat(21))).toBeNull();
    expect(cleanName(`\u200b${"x".repeat(20)}\u200b`)).toBe("x".repeat(20));
  });

  it("does not let accents pile up over a letter without end", () => {
    expect(cleanName(`x${"\u0301".repeat(40)}`)).toBeNull();
  });

  it("gives a short visible name that cleaning again does not change, whatever is typed", () => {
    const signs = [
      "a",
      "e",
      "\u0301",
      "か",
      "\u3099",
      "\u0958",
      " ",
      "\u3000",
      "\t",
      "\u200d",
      "\u202e",
      "\u3164",
    ];
    const typed = fc.string({
      unit: fc.constantFrom(...signs, "🦉", "\ud83e", "\ufe0f", "\u2800"),
      maxLength: 30,
    });
    fc.assert(
      fc.property(typed, (text) => {
        const clean = cleanName(text);
        if (clean === null) return;
        expect(cleanName(clean)).toBe(clean);
        expect([...clean].length).toBeLessThanOrEqual(longestName);
        expect(clean).toMatch(/^\S(.*\S)?$/u);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("nameKey", () => {
  it("is equal for names that differ in case, width or spaces", () => {
    expect(nameKey("Ａｉｋｏ")).toBe(nameKey("aiko"));
    expect(nameKey("Ben Dyk")).toBe(nameKey("bendyk"));
    expect(nameKey("ｱｲｺ")).toBe(nameKey("アイコ"));
  });

  it("is different for different names", () => {
    expect(nameKey("Aiko")).not.toBe(nameKey("Aika"));
  });
});
