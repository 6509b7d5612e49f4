import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { everyPreset, presets } from "@/core/tasks/presets";
import { bankMarkdown, withSection } from "@/lab/bank-markdown";

const model = readFileSync(new URL("../../docs/model.md", import.meta.url), "utf8");

describe("the bank's section of docs/model.md", () => {
  it("is what the command writes from the committed bank", () => {
    expect(withSection(model, bankMarkdown()) === model, "run: npm run lab -- bank show --markdown").toBe(
      true,
    );
  });
});

describe("bankMarkdown", () => {
  const section = bankMarkdown();
  const [tables, doubts] = section.split("### Does not hold, or claims nothing") as [string, string];

  it("has a row for every preset, with the errors of the bank", () => {
    for (const { deckId, hypothesis, measured } of presets) {
      const table = tables.split("### ").find((part) => part.startsWith(deckId)) ?? "";
      const row = table.split("\n").find((line) => line.startsWith(`| ${hypothesis} |`)) ?? "";
      expect(row, `${deckId} ${hypothesis}`).not.toBe("");
      for (const { meanError } of measured) expect(row).toContain(meanError.toFixed(3));
      if (measured.length === 0) expect(row).toContain("not measured");
    }
  });

  it("lists every task that claims nothing, was shelved or was not measured", () => {
    for (const preset of everyPreset) {
      const { deckId, hypothesis, claim, measured, task } = preset;
      const isDoubtful =
        measured.length === 0 ||
        !presets.includes(preset) ||
        (claim === "control" && task.family !== "random-labels");
      if (isDoubtful) expect(doubts).toContain(`- ${deckId}, ${hypothesis}: `);
    }
  });
});

describe("withSection", () => {
  it("replaces what stands between the marks and keeps the rest", () => {
    const once = withSection(model, "one");
    expect(withSection(once, "two")).toBe(withSection(model, "two"));
    expect(once.split("\n").slice(0, 20)).toEqual(model.split("\n").slice(0, 20));
    expect(() => withSection("no marks", "one")).toThrow("no marked section");
  });
});
