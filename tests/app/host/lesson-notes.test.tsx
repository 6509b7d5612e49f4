import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LessonNotes } from "@/app/host/LessonNotes";
import { ReadyLessons } from "@/app/host/ReadyLessons";
import { type ReadyLesson, readyLessonIds, readyLessons } from "@/core/lessons/ready-lessons";
import englishMessages from "@/messages/en.json";
import japaneseMessages from "@/messages/ja.json";

const languages = { en: englishMessages, ja: japaneseMessages };

function render(element: React.ReactNode, locale: "en" | "ja" = "en"): string {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={languages[locale]} timeZone="UTC">
      {element}
    </NextIntlClientProvider>,
  );
  return markup.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

describe("the list of ready-made lessons", () => {
  it.each(["en", "ja"] as const)("names every lesson and its minutes in %s", (locale) => {
    const text = render(<ReadyLessons onChange={() => {}} />, locale);

    for (const lessonId of readyLessonIds) {
      expect(text).toContain(languages[locale].lessons.list[lessonId].title);
    }
    expect(text.match(/50/g)?.length).toBeGreaterThanOrEqual(readyLessonIds.length);
  });
});

describe("a lesson's notes", () => {
  const notesOf = (index: number) => render(<LessonNotes ready={readyLessons[index] as ReadyLesson} />);

  it("show the measured errors of both twins by depth, and nothing of the round that is dealt", () => {
    const text = notesOf(0);

    expect(text).toContain("3-local 0.167 0.067");
    expect(text).toContain("3-global 0.227 0.269");
    expect(text).toContain("Round 3 (Dealt from the deck)");
  });

  it("show errors by learning rate where the lesson is about it", () => {
    expect(notesOf(2)).toContain("3-global, L = 1 0.495 0.473 0.232 0.191");
    expect(notesOf(1)).not.toContain("learning rate");
  });
});
