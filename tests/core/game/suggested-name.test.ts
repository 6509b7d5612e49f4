import { describe, expect, it } from "vitest";
import { cleanName, nameKey } from "@/core/game/clean-name";
import { suggestedName, suggestedNameCount } from "@/core/game/suggested-name";

describe.each(["en", "ja"] as const)("suggested names in %s", (language) => {
  const names = Array.from({ length: suggestedNameCount }, (_, index) => suggestedName(language, index));

  it("are clean as they are, and all different to a class", () => {
    for (const name of names) expect(cleanName(name)).toBe(name);
    expect(new Set(names.map(nameKey)).size).toBe(suggestedNameCount);
  });

  it("are in their own writing", () => {
    for (const name of names) expect(/^[A-Za-z ]+$/.test(name)).toBe(language === "en");
  });

  it("are the same for the same number, whatever number is drawn", () => {
    expect(suggestedName(language, suggestedNameCount + 5)).toBe(names[5]);
    expect(suggestedName(language, -1)).toBe(names.at(-1));
  });
});
