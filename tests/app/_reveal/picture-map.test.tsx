import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PictureMap } from "@/app/_reveal/PictureMap";
import { isPictureRule, type PictureRule } from "@/app/_reveal/picture-rule";
import { pictureLevels, pictureValue } from "@/app/_reveal/picture-values";
import { SeedSchema } from "@/core/random/seed";
import { findDeck } from "@/core/tasks/decks";
import { presets } from "@/core/tasks/presets";
import { makeSplit, ruleOfInstance } from "@/core/tasks/task-instance";
import englishMessages from "@/messages/en.json";
import japaneseMessages from "@/messages/ja.json";

const disc: PictureRule = { family: "disc", centreX: 0.2, centreY: 0.1 };
const pictures = presets.filter((preset) => findDeck(preset.deckId)?.loss === "squared");

function render(locale: "en" | "ja"): string {
  const messages = locale === "en" ? englishMessages : japaneseMessages;
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <PictureMap rule={disc} words="The target is 1 inside a disc." />
    </NextIntlClientProvider>,
  );
}

describe("pictureValue", () => {
  it.each(pictures)("is the target that networks learn: $presetId", ({ task }) => {
    const seeds = { publicSeed: seedOf("a"), secretSeed: seedOf("b") };
    const instance = { task, inputDimension: 2, ...seeds };
    const rule = ruleOfInstance(instance);
    if (!isPictureRule(rule)) throw new Error(`${rule.family} is no picture`);
    const rows = makeSplit(instance, "test", 200);
    const valueAt = pictureValue(rule);

    const drawn = Array.from({ length: 200 }, (_, row) =>
      Math.fround(valueAt(rows.inputs[2 * row] as number, rows.inputs[2 * row + 1] as number)),
    );
    expect(drawn).toEqual("targets" in rows ? [...rows.targets] : []);
  });
});

describe("pictureLevels", () => {
  it("covers every cell once, with the highest input on top", () => {
    const { strips, most } = pictureLevels((x, y) => x + 2 * y, { side: 4, levelCount: 3 });
    const cells = [...strips].flatMap(([level, list]) =>
      list.flatMap(([column, row, length]) =>
        Array.from({ length }, (_, extra) => `${row}.${column + extra} ${level}`),
      ),
    );

    expect(most).toBeCloseTo(2.25, 10);
    expect(cells).toHaveLength(16);
    expect(new Set(cells.map((cell) => cell.split(" ")[0])).size).toBe(16);
    expect(cells).toContain("0.3 3");
    expect(cells).toContain("3.0 -3");
  });
});

describe("PictureMap", () => {
  it("draws a disc in two levels, names it for listeners and gives the scale", () => {
    const markup = render("en");

    expect(markup.match(/data-level="/g)).toHaveLength(2);
    expect(markup).toMatch(
      /aria-label="The target is 1 inside a disc. Values run from −0\.\d\d to 0\.\d\d\."/,
    );
    expect(markup).toContain("mean 0 and standard deviation 0.5");
  });

  it("speaks Japanese", () => {
    expect(render("ja")).toContain("真の絵");
  });
});

function seedOf(digit: string) {
  return SeedSchema.parse(digit.repeat(32));
}
