import { describe, expect, it } from "vitest";
import { RefusalSchema } from "@/core/game/refusal-schema";
import english from "@/messages/en.json";
import japanese from "@/messages/ja.json";

describe.each([
  { language: "English", messages: english.refusal as Record<string, string>, end: /[.!?]$/ },
  { language: "Japanese", messages: japanese.refusal as Record<string, string>, end: /[。！？]$/ },
])("refusals in $language", ({ language, messages, end }) => {
  it("exist for every reason and for nothing else", () => {
    expect(Object.keys(messages).sort()).toEqual([...RefusalSchema.options].sort());
  });

  it("are whole sentences, each its own, that fit on a phone", () => {
    expect(new Set(Object.values(messages)).size).toBe(RefusalSchema.options.length);
    for (const [reason, text] of Object.entries(messages)) {
      expect(text, reason).toMatch(end);
      expect(text.length, reason).toBeLessThanOrEqual(140);
      expect(/[ぁ-ん]/.test(text), reason).toBe(language === "Japanese");
    }
  });
});
