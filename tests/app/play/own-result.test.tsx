import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { OwnResult } from "@/app/play/_result/OwnResult";
import { levelBallot } from "@/core/game/ballot-levels";
import { TeamIdSchema } from "@/core/game/identifiers";
import type { TeamScore } from "@/core/game/session-state";
import type { OwnTeamRound, RevealView, SharedView } from "@/core/game/view";
import { scoreTeams } from "@/core/scoring/score-teams";
import english from "@/messages/en.json";
import japanese from "@/messages/ja.json";
import { aPilot, aRound, aView } from "@/tests/app/_training/views";
import { teamViewOf } from "@/tests/app/host/shared-view";

const round = aRound();
const [first, second, ...others] = round.deck.hypotheses;
if (first === undefined || second === undefined) throw new Error("the deck has hypotheses");
const ballot = [
  { hypothesis: first, percent: 60 },
  { hypothesis: second, percent: 40 },
  ...others.map((hypothesis) => ({ hypothesis, percent: 0 })),
];
const [own, rival] = [TeamIdSchema.parse("team-1"), TeamIdSchema.parse("team-2")];
const scale = { oracleError: 0.14, regretScale: 0.2 };

function scoresOf(ownErrors: readonly number[], rivalErrors: readonly number[]): TeamScore[] {
  const entry = (teamId: TeamScore["teamId"], errors: readonly number[]) => ({
    teamId,
    errors,
    belief: [0.6, 0.4],
    beliefInTruth: 0.6,
    unspentShare: 26 / 40,
  });
  return scoreTeams([entry(own, ownErrors), entry(rival, rivalErrors)], scale).map((score, index) => ({
    ...score,
    errors: [...score.errors],
    teamId: index === 0 ? own : rival,
  }));
}

function render(
  locale: "en" | "ja",
  scores: readonly TeamScore[],
  changed: {
    teamRound?: Partial<OwnTeamRound>;
    shared?: Partial<SharedView>;
    reveal?: Partial<RevealView>;
  } = {},
): string {
  const view = aView("reveal", {
    teamRound: {
      creditsSpent: 14,
      pilots: [aPilot("p1", { hasResult: true })],
      lastBallot: ballot,
      commitment: { design: { depth: 3, width: 50, learningRate: 0.1 }, isAutomatic: false },
      ...changed.teamRound,
    },
  });
  const teams = [1, 2].map((number) => ({
    ...teamViewOf(number, {}),
    teamId: TeamIdSchema.parse(`team-${number}`),
  }));
  const reveal: RevealView = {
    rule: { family: "k-local", indices: [0, 1] },
    hypothesis: first as RevealView["hypothesis"],
    ...scale,
    oracleSource: "house-run",
    houseDesign: { depth: 1, width: 200, learningRate: 0.3 },
    scores: [...scores],
    ...changed.reveal,
  };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={locale === "en" ? english : japanese} timeZone="UTC">
      <OwnResult
        shared={{ ...view.shared, teams, ...changed.shared }}
        own={{ ...view.own, score: scores[0] ?? null }}
        {...{ round, reveal }}
      />
    </NextIntlClientProvider>,
  );
}

const apart = scoresOf([0.2, 0.21, 0.22, 0.2, 0.22], [0.3, 0.31, 0.32, 0.3, 0.32]);
/** The visible text, without what is one tap away. */
const openText = (markup: string) =>
  markup
    .replaceAll(/<details.*?<\/details>/g, "")
    .replaceAll(/<table.*?<\/table>/g, "")
    .replaceAll(/<[^>]*>/g, " ");

describe("a team's own result", () => {
  it("gives for each part the numbers that make it", () => {
    const text = openText(render("en", apart));
    // Standard error: deviations -.01 0 .01 -.01 .01, squares 4e-4 over 4, sqrt(1e-4 / 5) = .0045
    expect(text).toContain("Your design: 0.210 ± 0.004 with depth 3, width 50, rate 0.1.");
    expect(text).toContain("Best known: 0.140 with depth 1, width 200, rate 0.3.");
    expect(text).toContain("0.070 above the house run");
    expect(text).toContain("with 60 %. It was the rule.");
    expect(text).toContain("You paid 14 of 40 credits: one pilot and no clue.");
  });

  it("says the same in Japanese", () => {
    const text = openText(render("ja", apart));
    expect(text).toContain("あなたの設計：0.210 ± 0.004（深さ 3、幅 50、学習率 0.1）");
    expect(text).toContain("60 % と予想し、正解でした。");
    expect(text).toContain("40 クレジット中 14 を使いました（試走 1 回、手がかり 0 個）。");
  });

  it("has the formulas one tap away", () => {
    const markup = render("en", apart);
    const formulas = [...markup.matchAll(/<details.*?<\/details>/g)].map(([details]) => details);
    expect(formulas).toHaveLength(3);
    expect(formulas[0]).toContain("60 × (1 − 0.070 / 0.200)");
    expect(formulas[0]).toContain("standard error of the mean of 5 seeds");
    expect(formulas[1]).toContain("15 × (1 + 2 × 0.60 − 0.52)");
    expect(formulas[2]).toContain("10 × 26 / 40");
    expect(openText(markup)).not.toContain("×");
  });

  it("names a wrong belief beside the truth", () => {
    const text = openText(render("en", apart, { reveal: { hypothesis: second } }));
    expect(text).toContain("which you gave 40 %");
  });

  it("draws a tie as a tie, for the place and for the accuracy", () => {
    const tied = scoresOf([0.2, 0.22, 0.2, 0.22, 0.21], [0.22, 0.2, 0.22, 0.2, 0.21]);
    const markup = render("en", tied);
    expect(openText(markup)).toContain("1st, tied");
    expect(markup).toMatch(/role="img" aria-label="Tied: [^"]+ and [^"]+"/);
    expect(render("en", apart)).not.toContain("Tied:");

    const grouped = scoresOf([0.2, 0.22, 0.2, 0.22, 0.21], [0.23, 0.2, 0.22, 0.2, 0.21]);
    expect(render("en", grouped)).toMatch(
      /aria-label="Chance cannot tell these means apart: [^"]+ and [^"]+"/,
    );
  });

  it("stands among the bots where one plays alone, and alone where there are none", () => {
    const among = render("en", apart, { shared: { mode: "solo" } });
    expect(openText(among)).toContain("You among the bots");
    expect(among).toContain('aria-current="true"');
    const alone = render("en", apart.slice(0, 1), { shared: { mode: "solo" } });
    expect(openText(alone)).not.toContain("You among the bots");
    expect(openText(alone)).not.toContain("1st");
    expect(openText(render("en", apart))).not.toContain("You among the bots");
  });

  it("names the level of a class that votes in levels", () => {
    const vote = levelBallot(round.deck.hypotheses, { hypothesis: first, level: "sure" });
    const markup = render("en", apart, {
      teamRound: { lastBallot: vote },
      shared: { ballotMode: "levels" },
    });
    expect(openText(markup)).toContain("“sure”");
    expect(openText(markup)).toContain("with 86 %");
  });

  it("has no believed rule where none was believed more than another", () => {
    const even = levelBallot(round.deck.hypotheses, null);
    expect(openText(render("en", apart, { teamRound: { lastBallot: even } }))).toContain(
      "not sure of any rule.",
    );
    expect(openText(render("en", apart, { teamRound: { lastBallot: null } }))).toContain(
      "no ballot, so all rules count alike.",
    );
  });
});
