import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LevelBallot } from "@/app/play/_player/LevelBallot";
import { levelBallot } from "@/core/game/ballot-levels";
import { uniformBallot } from "@/core/game/uniform-ballot";
import { HypothesisSchema } from "@/core/tasks/deck";
import english from "@/messages/en.json";
import japanese from "@/messages/ja.json";

const hypotheses = ["2-local", "3-local", "4-local", "2-global", "random-labels"].map((text) =>
  HypothesisSchema.parse(text),
);
const [first] = hypotheses;
if (first === undefined) throw new Error("there are hypotheses");

function render(locale: "en" | "ja", ballot: ReturnType<typeof uniformBallot>): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={locale === "en" ? english : japanese} timeZone="UTC">
      <LevelBallot
        label="Which rule?"
        hypotheses={hypotheses}
        ballot={ballot}
        onChange={() => undefined}
        disabled={false}
      />
    </NextIntlClientProvider>,
  );
}
const checkedIn = (markup: string) => [...markup.matchAll(/checked=""/g)].length;

describe("the ballot of three levels", () => {
  it("asks for a rule first and says what it is worth to leave it open", () => {
    const markup = render("en", uniformBallot(hypotheses));
    expect(checkedIn(markup)).toBe(1);
    // 15 (1 + .4 - 5 x .04) = 18
    expect(markup).toContain("18 points whatever the rule is");
    expect(markup).not.toContain("How sure are you?");
  });

  it("shows rule and level, and what each level is worth if right and if wrong", () => {
    const markup = render("en", levelBallot(hypotheses, { hypothesis: first, level: "think" }));
    expect(checkedIn(markup)).toBe(2);
    // Rest 40 / 4: 15 (1 + 1.2 - .4) = 27 and 15 (1 + .2 - .4) = 12; rest 14 over 4: 29.6 and about 4.9.
    expect(markup).toContain("27 / 12");
    expect(markup).toContain("30 / 5");
    expect(render("ja", levelBallot(hypotheses, { hypothesis: first, level: "sure" }))).toContain("確信");
  });

  it("shows no choice for a ballot in per cents that was cast before", () => {
    const percents = [50, 20, 10, 10, 10];
    const odd = hypotheses.map((hypothesis, index) => ({ hypothesis, percent: percents[index] ?? 0 }));
    expect(checkedIn(render("en", odd))).toBe(0);
  });
});
