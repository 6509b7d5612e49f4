import { describe, expect, it } from "vitest";
import { joinCodeAlphabet, joinCodeLength, parseJoinCode } from "@/core/game/identifiers";

describe("parseJoinCode", () => {
  it("reads what people type: any case, spaces and hyphens", () => {
    for (const typed of ["ABC234", "abc234", " abc 234 ", "abc-234"])
      expect(parseJoinCode(typed)).toBe("ABC234");
  });

  it("refuses letters that look like digits, and other lengths", () => {
    for (const typed of [
      "ABC230",
      "ABCI34",
      "ABCL34",
      "ABCO34",
      "ABC123",
      "ABC23",
      "ABC2345",
      "",
      "ＡＢＣ２３４x",
    ]) {
      expect(parseJoinCode(typed), typed).toBeNull();
    }
  });

  it("reads a code of every character of the alphabet, and of no other", () => {
    for (let code = 33; code < 127; code += 1) {
      const character = String.fromCharCode(code);
      const isRead = parseJoinCode(character.repeat(joinCodeLength)) !== null;
      expect(isRead, character).toBe(joinCodeAlphabet.includes(character.toUpperCase()));
    }
  });
});
