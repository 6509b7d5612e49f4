import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { BotTeamsProvider, BotText, botTeamsOf } from "@/app/_ui/BotTeams";
import { Leaderboard } from "@/app/_ui/charts/Leaderboard";
import { Stamp } from "@/app/_ui/Stamp";
import { TeamName } from "@/app/_ui/TeamName";
import { botNames } from "@/core/bots/bot";
import englishMessages from "@/messages/en.json";
import japaneseMessages from "@/messages/ja.json";

const bots = botTeamsOf([
  { teamNumber: 1, seats: [{ bot: null }] },
  { teamNumber: 2, seats: [{ bot: "bayes" }] },
  { teamNumber: 3, seats: [] },
]);

function markup(element: React.ReactNode, locale: "en" | "ja" = "en"): string {
  const messages = locale === "en" ? englishMessages : japaneseMessages;
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <BotTeamsProvider bots={bots}>{element}</BotTeamsProvider>
    </NextIntlClientProvider>,
  );
}
const text = (element: React.ReactNode, locale: "en" | "ja" = "en") =>
  markup(element, locale)
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

describe("a team that the server plays", () => {
  it("is found by the seat that its bot sits in", () => {
    expect([...bots]).toEqual([[2, "bayes"]]);
  });

  it("is called by its bot's name in both languages, a team of students by its colour", () => {
    expect(text(<TeamName teamNumber={2} withKanji />)).toBe("Bayes (bot)");
    expect(text(<TeamName teamNumber={2} />, "ja")).toBe("ベイズボット");
    expect(text(<TeamName teamNumber={1} withKanji />)).toBe("Sumi 墨");
  });

  it("has a mark of its own in its stamp in place of the kanji", () => {
    expect(markup(<Stamp teamNumber={1} />)).toContain("墨");
    expect(markup(<Stamp teamNumber={2} />)).not.toContain("<text");
    expect(markup(<Stamp teamNumber={2} />).match(/<path/g)).toHaveLength(2);
  });

  it("says in the ranking how it plays, and a team of students says nothing", () => {
    const rows = [1, 2].map((teamNumber) => ({ teamNumber, rank: teamNumber, points: 50, isOwn: false }));
    const sentence = englishMessages.ui.bots.text.bayes;

    expect(text(<Leaderboard rows={rows} mostPoints={100} />).split(sentence)).toHaveLength(2);
    expect(text(<BotText teamNumber={1} />)).toBe("");
  });

  it("has a name and a sentence for every bot in both languages", () => {
    for (const { ui } of [englishMessages, japaneseMessages]) {
      expect(Object.keys(ui.bots.name).sort()).toEqual([...botNames].sort());
      expect(Object.keys(ui.bots.text).sort()).toEqual([...botNames].sort());
    }
  });
});
