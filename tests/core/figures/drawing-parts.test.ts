import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { axisTicks, axisWords } from "@/core/figures/draw-axes";
import { levelOf } from "@/core/figures/draw-map";
import { emptiestHeight } from "@/core/figures/emptiest-height";
import type { FigureAxis } from "@/core/figures/figure";
import { ink, lineWidth } from "@/core/figures/ink";
import { niceLogDomain } from "@/core/figures/nice-domain";
import { numberText } from "@/core/figures/number-text";
import { reportedArrow } from "@/core/figures/reported-arrow";
import { element, words } from "@/core/figures/svg";
import { textWidth } from "@/core/figures/text-width";
import { wrapWords } from "@/core/figures/wrap-words";

const tokens = readFileSync(fileURLToPath(new URL("../../../app/_ui/tokens.css", import.meta.url)), "utf8");

describe("the ink of files", () => {
  it.each(Object.entries(ink))("has the page's colour for %s", (name, colour) => {
    const [, known] = tokens.match(new RegExp(`--${name}: (#[0-9a-f]{6});`)) ?? [];
    expect(colour).toBe(known);
  });

  it.each(Object.entries(lineWidth))("has the page's width for %s", (name, width) => {
    const [, known] = tokens.match(new RegExp(`--w-${name}: ([\\d.]+)px;`)) ?? [];
    expect(width).toBe(Number(known));
  });
});

describe("elements", () => {
  it("escape what means something in XML, in attributes and words", () => {
    expect(element("g", { title: 'a<b & "c"', missing: undefined })).toBe(
      '<g title="a&lt;b &amp; &quot;c&quot;"/>',
    );
    expect(words("p < 1 & q > 2", { x: 1.23456 })).toBe('<text x="1.23">p &lt; 1 &amp; q &gt; 2</text>');
  });
});

describe("wrapWords", () => {
  it("fills lines up to the width and keeps every word", () => {
    const text = "Measured errors of many networks, each at its best learning rate";
    const lines = wrapWords(text, 120, 12);

    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(" ")).toBe(text);
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(120);
    for (const [index, line] of lines.slice(0, -1).entries())
      expect(textWidth(`${line} ${lines[index + 1]?.split(" ")[0]}`, 12)).toBeGreaterThan(120);
  });

  it("lets a word that is too long stand alone", () => {
    expect(wrapWords("a core/theory/phase-diagram b", 20, 12)).toEqual([
      "a",
      "core/theory/phase-diagram",
      "b",
    ]);
  });
});

describe("numberText", () => {
  it.each([
    [0, "0"],
    [0.5, "0.5"],
    [4000, "4,000"],
    [1e-7, "1e-7"],
    [0.0025, "0.0025"],
    [2_000_000, "2e+6"],
    [-0.77, "-0.77"],
  ])("writes %d as %s", (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});

describe("axes", () => {
  const axis = (kind: "linear" | "log", domain: [number, number], ticks?: number[]): FigureAxis => ({
    label: "error",
    unit: "share",
    kind,
    domain,
    ...(ticks ? { ticks } : {}),
  });

  it("say what they measure, in which unit and on which scale", () => {
    expect(axisWords(axis("linear", [0, 1]))).toBe("error (share)");
    expect(axisWords(axis("log", [1, 9]))).toBe("error (share, log scale)");
    expect(axisWords({ ...axis("linear", [0, 1]), unit: "none" })).toBe("error");
  });

  it("take given ticks inside the domain, and thin decades out evenly", () => {
    expect(axisTicks(axis("linear", [0, 4], [1, 3, 5]), 9)).toEqual([1, 3]);
    expect(axisTicks(axis("log", [1e-9, 1]), 4).toSorted((a, b) => a - b)).toEqual([1e-9, 1e-6, 1e-3, 1]);
    expect(axisTicks(axis("linear", [0, 1]), 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  });
});

describe("niceLogDomain", () => {
  it.each([
    [
      [0.03, 0.4],
      [0.02, 0.5],
    ],
    [
      [1, 1000],
      [1, 1000],
    ],
    [[5], [5, 50]],
    [
      [0.0007, 60],
      [0.0005, 100],
    ],
  ])("of %j is %j", (values, domain) => {
    expect(niceLogDomain(values)).toEqual(domain);
  });
});

describe("a reported direction", () => {
  const heightsOf = (path: string) => [...path.matchAll(/[ML][\d.-]+ ([\d.-]+)/g)].map(([, y]) => Number(y));

  it("falls to the right where deeper is better and rises where shallower is", () => {
    const [start = 0, end = 0] = heightsOf(reportedArrow("deeper", [0, 100], 50, 10).shaft);
    const [low = 0, high = 0] = heightsOf(reportedArrow("shallower", [0, 100], 50, 10).shaft);

    // Pixels grow downwards.
    expect(end).toBeGreaterThan(start);
    expect(high).toBeLessThan(low);
    expect((start + end) / 2).toBeCloseTo(50, 10);
  });

  it("stands in the middle of the widest gap", () => {
    expect(emptiestHeight([90, 20, 500], [0, 100])).toBe(55);
    expect(emptiestHeight([], [0, 100])).toBe(50);
  });
});

describe("levelOf", () => {
  it("runs from -10 to 10 and ends there", () => {
    expect([-3, -1, 0, 0.5, 1, 9].map((value) => levelOf(value, 1))).toEqual([-10, -10, 0, 5, 10, 10]);
  });
});
