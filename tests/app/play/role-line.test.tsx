import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { RoleLine } from "@/app/play/_player/RoleLine";
import { isPlayedByMany } from "@/app/play/_player/use-person-in-hand";
import { SeatIdSchema } from "@/core/game/identifiers";
import type { TeamView } from "@/core/game/view";
import english from "@/messages/en.json";
import japanese from "@/messages/ja.json";
import { aRound, aView, seatId } from "@/tests/app/_training/views";
import { teamViewOf } from "@/tests/app/host/shared-view";

function aTeam(...people: [peopleAtDevice: number, name: string][]): TeamView {
  const seats = people.map(([peopleAtDevice, name], index) => ({
    seatId: index === 0 ? seatId : SeatIdSchema.parse(`mate-${index}`),
    name,
    presence: "online" as const,
    peopleAtDevice,
    isAdvisor: false,
    bot: null,
  }));
  return { ...teamViewOf(1, {}), seats };
}

function render(
  locale: "en" | "ja",
  team: TeamView,
  parts: { roundIndex?: number; person?: number } = {},
): string {
  const { roundIndex = 0, person = 0 } = parts;
  const count = team.seats[0]?.peopleAtDevice ?? 1;
  const { own } = aView("exploring");
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={locale === "en" ? english : japanese} timeZone="UTC">
      <RoleLine
        team={team}
        own={own}
        round={aRound({ roundIndex })}
        hand={{ person, next: (person + 1) % count, count, pass: () => undefined }}
        withAll
      />
    </NextIntlClientProvider>,
  ).replaceAll(/<[^>]*>/g, "|");
}

const three = aTeam([1, "Haruka"], [1, "Bo"], [1, "Cy"]);

describe("the line of roles", () => {
  it("says the own role with one sentence, and everybody's by name", () => {
    const text = render("en", three);
    expect(text).toContain("This round: surveyor");
    expect(text).toContain("You look after the clues");
    expect(text).toContain("Bo: engineer");
    expect(text).toContain("Cy: sceptic");
    expect(text).not.toContain("Pass to");
  });

  it("goes on by one role in the next round, in both languages", () => {
    expect(render("en", three, { roundIndex: 1 })).toContain("This round: engineer");
    expect(render("ja", three, { roundIndex: 2 })).toContain("今回の役割：チェック係");
  });

  it("says on a shared device who has it, and to whom it goes next", () => {
    const shared = aTeam([3, "Haruka"]);
    const headline = (person: number) =>
      render("en", shared, { person })
        .split("|")
        .find((text) => text !== "");
    expect(headline(0)).toBe("Person 1: surveyor");
    expect(render("en", shared)).toContain("Pass to Person 2");
    expect(headline(2)).toBe("Person 3: sceptic");
    expect(render("en", shared, { person: 2 })).toContain("Pass to Person 1");
  });

  it("gives two people three roles, and one person none to share out", () => {
    expect(render("en", aTeam([1, "Haruka"], [1, "Bo"]))).toContain("surveyor and sceptic");
    expect(render("en", aTeam([1, "Haruka"]))).toBe("");
    expect(isPlayedByMany(aTeam([1, "Haruka"]))).toBe(false);
    expect(isPlayedByMany(aTeam([2, "Haruka"]))).toBe(true);
  });
});
