import { describe, expect, it } from "vitest";
import { negotiateLocale } from "@/app/_i18n/locale";

describe("negotiateLocale", () => {
  it("follows the visitor's own choice before anything else", () => {
    expect(negotiateLocale("ja", "en-US,en;q=0.9")).toBe("ja");
    expect(negotiateLocale("en-XA", "ja")).toBe("en-XA");
  });

  it("follows the browser's best wish that exists", () => {
    expect(negotiateLocale(undefined, "fr-FR,ja;q=0.8,en;q=0.5")).toBe("ja");
    expect(negotiateLocale(undefined, "ja-JP")).toBe("ja");
    expect(negotiateLocale(undefined, "ja;q=0.3,en-GB;q=0.7")).toBe("en");
    expect(negotiateLocale(undefined, "ja;q=0,en;q=0.1")).toBe("en");
  });

  it("falls back to English for nothing, nonsense and unknown cookies", () => {
    expect(negotiateLocale(undefined, null)).toBe("en");
    expect(negotiateLocale("xx", ";;,=q")).toBe("en");
    expect(negotiateLocale("../../etc", "de")).toBe("en");
  });
});
