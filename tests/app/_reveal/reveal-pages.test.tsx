import { createTranslator, NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { deckLabel } from "@/app/_reveal/deck-label";
import { EvidencePage } from "@/app/_reveal/EvidencePage";
import { Leaderboard } from "@/app/_reveal/Leaderboard";
import { RulePage } from "@/app/_reveal/RulePage";
import { reportedDirection } from "@/app/_reveal/reported-claims";
import { TeamIdSchema } from "@/core/game/identifiers";
import type { FigureView, RevealView } from "@/core/game/view";
import { type Deck, HypothesisSchema } from "@/core/tasks/deck";
import { decks } from "@/core/tasks/decks";
import type { Rule } from "@/core/tasks/rule";
import englishMessages from "@/messages/en.json";
import japaneseMessages from "@/messages/ja.json";

const deck = decks.find((candidate) => candidate.inputDimension === 16) as Deck;
const local: Rule = { family: "k-local", indices: [2, 6, 11] };
const global: Rule = { family: "k-global", offsets: [0, 5] };

function revealOf(rule: Rule, hypothesis: string): RevealView {
  return {
    rule,
    hypothesis: HypothesisSchema.parse(hypothesis),
    oracleError: 0.061,
    oracleSource: "house-run",
    regretScale: 0.1,
    houseDesign: { depth: 2, width: 20, learningRate: 0.3 },
    scores: null,
  };
}

const figure: FigureView = {
  runs: [],
  claim: "deep-wins",
  measured: [
    { depth: 1, width: 50, learningRate: 0.3, meanError: 0.153, standardDeviation: 0.01, replicaCount: 4 },
    { depth: 2, width: 20, learningRate: 0.3, meanError: 0.052, standardDeviation: 0.004, replicaCount: 4 },
  ],
};

function render(page: ReactNode, locale: "en" | "ja" = "en"): string {
  const messages = locale === "en" ? englishMessages : japaneseMessages;
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      {page}
    </NextIntlClientProvider>,
  );
}

describe("the rule page", () => {
  test("writes a local rule with this task's own inputs", () => {
    const page = render(<RulePage reveal={revealOf(local, "3-local")} deck={deck} />);
    expect(page).toContain("Multiply x3, x7, and x12.");
    expect(page).toContain(
      "<msub><mi>x</mi><mn>3</mn></msub><msub><mi>x</mi><mn>7</mn></msub><msub><mi>x</mi><mn>12</mn></msub>",
    );
    expect(page.match(/data-used="true"/g)).toHaveLength(3);
    expect(page.match(/data-used="false"/g)).toHaveLength(13);
  });

  test("writes a global rule as a sum over the ring", () => {
    const page = render(<RulePage reveal={revealOf(global, "2-global")} deck={deck} />);
    expect(page).toContain("<munderover>");
    expect(page).toContain("<msub><mi>x</mi><mrow><mi>j</mi><mo>+</mo><mn>5</mn></mrow></msub>");
    expect(page.match(/data-used="true"/g)).toHaveLength(16);
  });

  test("speaks Japanese", () => {
    const page = render(<RulePage reveal={revealOf(local, "3-local")} deck={deck} />, "ja");
    expect(page).toContain("ルールは 3-local でした。");
  });
});

describe("the evidence page", () => {
  test("keeps the bank's numbers back while the figure is locked", () => {
    const reveal = revealOf(local, "3-local");
    const locked = render(<EvidencePage reveal={reveal} figure={null} deck={deck} />);
    expect(locked).not.toContain("0.153");
    expect(locked).not.toContain("0.061");
    const open = render(<EvidencePage reveal={reveal} figure={figure} deck={deck} />);
    expect(open).toContain("0.153");
    expect(open).toContain("0.061");
  });

  test("reports no order of depths where none was published", () => {
    const page = render(<EvidencePage reveal={revealOf(local, "4-local")} figure={figure} deck={deck} />);
    expect(page).toContain("For k = 4 we found no report.");
  });

  test("makes the rank argument for k = 2 only", () => {
    const two = render(<EvidencePage reveal={revealOf(global, "2-global")} figure={figure} deck={deck} />);
    expect(two).toContain("14 of 16");
    const three = render(<EvidencePage reveal={revealOf(local, "3-local")} figure={figure} deck={deck} />);
    expect(three).not.toContain("quadratic form");
  });
});

describe("the reported direction", () => {
  test.each([
    ["1-local", "shallower"],
    ["1-global", "shallower"],
    ["2-local", "deeper"],
    ["2-global", "shallower"],
    ["3-local", "deeper"],
    ["3-global", "shallower"],
    ["4-local", null],
    ["5-local", null],
  ])("of %s is %s", (hypothesis, direction) => {
    expect(reportedDirection(HypothesisSchema.parse(hypothesis))).toBe(direction);
  });
});

describe("the standing", () => {
  const teams = [1, 2, 3].map((teamNumber) => ({
    teamId: TeamIdSchema.parse(`t${teamNumber}`),
    teamNumber,
    name: null,
    captainSeatId: null,
    seats: [],
    progress: null,
  }));
  const total = (number: number, rank: number, meanPoints: number, roundsPlayed: number) => ({
    teamId: TeamIdSchema.parse(`t${number}`),
    rank,
    meanPoints,
    roundsPlayed,
  });

  test("draws a tie as a tie", () => {
    const totals = [total(2, 1, 80, 2), total(1, 1, 80, 2), total(3, 3, 40, 2)];
    const page = render(<Leaderboard totals={totals} teams={teams} highlightTeamId={null} />);
    expect(page.match(/tied/g)).toHaveLength(1);
    expect(page).toContain("Mean points of 2 rounds");
  });

  test("says how many rounds each team played when they differ", () => {
    const totals = [total(1, 1, 80, 2), total(3, 2, 40, 1)];
    const page = render(<Leaderboard totals={totals} teams={teams} highlightTeamId={null} />);
    expect(page).toContain("Sumi: 2 and Ai: 1");
  });

  test("says so when nothing was scored", () => {
    expect(render(<Leaderboard totals={[]} teams={teams} highlightTeamId={null} />)).toContain(
      "No round has been scored yet.",
    );
  });
});

describe("deck names", () => {
  test("exist for every deck of the game", () => {
    const translate = createTranslator({ locale: "en", messages: englishMessages, namespace: "decks" });
    for (const { deckId } of decks) expect(deckLabel(translate, deckId)).not.toBe(deckId);
  });
});
