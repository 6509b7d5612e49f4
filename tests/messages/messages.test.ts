import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { pseudoMessages } from "@/app/_i18n/pseudo-locale";
import english from "@/messages/en.json";
import japanese from "@/messages/ja.json";
import { icuArguments } from "./icu-arguments";
import { messageEntries } from "./message-entries";

const englishEntries = messageEntries(english);
const japaneseTexts = new Map(messageEntries(japanese));
const languages = [
  { locale: "en" as const, messages: english },
  { locale: "ja" as const, messages: japanese },
  { locale: "en-XA" as const, messages: pseudoMessages(english) },
];

describe("messages", () => {
  it("have the same keys in English and Japanese", () => {
    expect([...japaneseTexts.keys()].sort()).toEqual(englishEntries.map(([path]) => path).sort());
  });

  it("have the same arguments and tags in English and Japanese", () => {
    for (const [path, text] of englishEntries) {
      expect(icuArguments(japaneseTexts.get(path) ?? ""), path).toEqual(icuArguments(text));
    }
  });

  it.each(languages)("are never empty and never padded in $locale", ({ messages }) => {
    for (const [path, text] of messageEntries(messages)) {
      expect(text.trim(), path).not.toBe("");
      expect(text, path).toBe(text.trim());
    }
  });

  it.each(languages)("can all be formatted in $locale", ({ locale, messages }) => {
    const problems: string[] = [];
    const translate = createTranslator({
      locale,
      // The paths come from the messages themselves, so their types say nothing here.
      messages: messages as unknown as Record<string, never>,
      onError: (error) => problems.push(error.message),
    }) as unknown as { rich: (path: string, values: Record<string, unknown>) => unknown };

    for (const [path, text] of messageEntries(messages)) {
      const values = icuArguments(text).map((name) =>
        name.startsWith("<") ? [name.slice(1, -1), (chunks: unknown) => chunks] : [name, 2],
      );
      translate.rich(path, Object.fromEntries(values));
    }

    expect(problems).toEqual([]);
  });

  it("write Japanese with full-width kana and half-width letters and digits", () => {
    for (const [path, text] of japaneseTexts) {
      expect(text, path).not.toMatch(/[\uff61-\uff9f]/);
      expect(text, path).not.toMatch(/[０-９Ａ-Ｚａ-ｚ]/);
    }
  });

  it("leave no English sentence untranslated in Japanese", () => {
    const same = englishEntries.filter(
      ([path, text]) => japaneseTexts.get(path) === text && /[A-Za-z]{3,} [A-Za-z]{2,} /.test(text),
    );

    expect(same).toEqual([]);
  });
});

describe("icuArguments", () => {
  it("finds arguments in plain text, formats, plural branches and tags", () => {
    expect(
      icuArguments("{left, number} of {total}: {n, plural, one {# in <b>{team}</b>} other {#}}"),
    ).toEqual(["<b>", "left", "n", "team", "total"]);
  });
});
