import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, distance, lab, linearRgb, seen, visions } from "./colour-vision";

const css = readFileSync(new URL("../../../app/_ui/tokens.css", import.meta.url), "utf8");

/** The custom properties with a colour that a theme's block declares. */
function themeColours(theme: "paper" | "dark"): Map<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6});/g)].map((found) => [
      found[1] ?? "",
      found[2] ?? "",
    ]),
  );
}

const teams = ["team-1", "team-2", "team-3", "team-4", "team-5", "team-6"];

describe("colour measures", () => {
  it("agree with known values", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 6);
    expect(lab(linearRgb("#ffffff"))[0]).toBeCloseTo(100, 2);
    // sRGB red in CIELAB (D65): 53.24, 80.09, 67.20.
    const red = lab(linearRgb("#ff0000"));
    expect(red[0]).toBeCloseTo(53.24, 1);
    expect(red[1]).toBeCloseTo(80.09, 1);
    expect(red[2]).toBeCloseTo(67.2, 1);
  });

  it("leave greys as they are for every kind of vision", () => {
    for (const vision of visions) {
      for (const channel of seen([0.3, 0.3, 0.3], vision)) expect(channel).toBeCloseTo(0.3, 3);
    }
  });
});

describe.each([
  { theme: "paper" as const, text: [17, 9, 5.5], leastDistance: 25 },
  { theme: "dark" as const, text: [15.8, 10.5, 6.9], leastDistance: 33 },
])("the $theme theme", ({ theme, text, leastDistance }) => {
  const colours = themeColours(theme);
  const colour = (name: string) => colours.get(name) ?? `missing --${name}`;
  const onPaper = (name: string) => contrast(colour(name), colour("paper"));

  it("declares every colour that the other theme declares", () => {
    const other = themeColours(theme === "paper" ? "dark" : "paper");
    expect([...colours.keys()].sort()).toEqual([...other.keys()].sort());
    expect(colours.size).toBeGreaterThan(20);
  });

  it("keeps text readable on paper and on sunk paper", () => {
    const inks = ["ink", "ink-2", "ink-3"];
    inks.forEach((ink, index) => {
      expect(Math.round(onPaper(ink) * 10) / 10, ink).toBeGreaterThanOrEqual((text[index] ?? 0) - 0.05);
      expect(contrast(colour(ink), colour("paper-sunk")), ink).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour(ink), colour("paper-raised")), ink).toBeGreaterThanOrEqual(4.5);
    });
    expect(contrast(colour("on-signal"), colour("signal"))).toBeGreaterThanOrEqual(7);
    expect(contrast(colour("ink"), colour("signal-wash"))).toBeGreaterThanOrEqual(4.5);
    expect(onPaper("neg")).toBeGreaterThanOrEqual(4.5);
  });

  it("keeps marks, borders and drawings visible", () => {
    for (const name of ["line-strong", "bank", "pencil", "neg", "pos", ...teams]) {
      expect(onPaper(name), name).toBeGreaterThanOrEqual(3);
    }
    for (const team of teams) expect(onPaper(team), team).toBeGreaterThanOrEqual(3.2);
  });

  it("keeps the focus ring visible on paper", () => {
    expect(onPaper("focus")).toBeGreaterThanOrEqual(3);
  });

  it("keeps the kanji inside a stamp readable as large text", () => {
    for (const team of teams) {
      expect(contrast(colour("on-team"), colour(team)), team).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(visions)("keeps any two teams apart for %s vision", (vision) => {
    const pairs = teams.flatMap((left, index) =>
      teams.slice(index + 1).map((right) => [left, right] as const),
    );
    for (const [left, right] of pairs) {
      const apart = distance(colour(left), colour(right), vision);
      expect(Math.round(apart), `${left} and ${right}`).toBeGreaterThanOrEqual(leastDistance);
    }
  });

  it.each(visions)("keeps the ends of a signed field apart for %s vision", (vision) => {
    expect(distance(colour("neg"), colour("pos"), vision)).toBeGreaterThanOrEqual(33);
  });
});
