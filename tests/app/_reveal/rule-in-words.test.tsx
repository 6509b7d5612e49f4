import { createTranslator, NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { EvidencePage } from "@/app/_reveal/EvidencePage";
import { hypothesisLabel, hypothesisText } from "@/app/_reveal/hypothesis-label";
import { RulePage } from "@/app/_reveal/RulePage";
import type { RevealView } from "@/core/game/view";
import { SeedSchema } from "@/core/random/seed";
import type { Deck } from "@/core/tasks/deck";
import { decks } from "@/core/tasks/decks";
import { dealRule, hypothesisOf, taskFamilies } from "@/core/tasks/task-registry";
import englishMessages from "@/messages/en.json";
import japaneseMessages from "@/messages/ja.json";

const secretSeed = SeedSchema.parse("5ec2e75eed5ec2e75eed5ec2e75eed99");
const languages = [
  { locale: "en", messages: englishMessages },
  { locale: "ja", messages: japaneseMessages },
] as const;

describe.each(languages)("in $locale", ({ locale, messages }) => {
  const translate = createTranslator({
    locale,
    messages: messages as typeof englishMessages,
    namespace: "tasks",
  });

  test.each(Object.values(taskFamilies))(
    "the rule of $example.task.family has a name and is told in words",
    (family) => {
      const { task, inputDimension } = family.example;
      const hypothesis = hypothesisOf(task);
      const reveal: RevealView = {
        rule: dealRule(task, secretSeed, inputDimension),
        hypothesis,
        oracleError: null,
        oracleSource: null,
        regretScale: null,
        houseDesign: { depth: 1, width: 5, learningRate: 0.1 },
        scores: null,
      };
      const deck: Deck = { ...(decks[0] as Deck), inputDimension };
      const page = renderToStaticMarkup(
        <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
          <RulePage reveal={reveal} deck={deck} />
          <EvidencePage reveal={reveal} figure={null} deck={deck} />
        </NextIntlClientProvider>,
      );

      expect(page).toContain(hypothesisLabel(translate, hypothesis));
      expect(page).toContain(hypothesisText(translate, hypothesis));
      expect(page).not.toMatch(/tasks\.|reveal\.|NaN|undefined/);
      if (task.family !== "k-local" && task.family !== "k-global") expect(page).not.toContain("<math");
    },
  );
});
