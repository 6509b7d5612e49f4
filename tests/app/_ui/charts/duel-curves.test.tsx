import fc from "fast-check";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DuelDrawing } from "@/app/_ui/charts/DuelDrawing";
import type { DuelCurves } from "@/app/_ui/charts/duel-curves";
import { duelCurvesLayout } from "@/app/_ui/charts/duel-curves-layout";
import { duelVerdict } from "@/app/_ui/charts/duel-verdict";
import { LearningCurves } from "@/app/_ui/charts/LearningCurves";
import english from "@/messages/en.json";
import japanese from "@/messages/ja.json";

function aDuel(shallow: readonly number[], deep: readonly number[], isFinished = true): DuelCurves[] {
  return [shallow, deep].flatMap((errors, side) =>
    errors.map((error, seedIndex) => ({
      replicaIndex: side * shallow.length + seedIndex,
      seedIndex,
      side: { knob: "depth" as const, value: side === 0 ? 1 : 3 },
      training: [{ step: 10, error: 0.5 }],
      validation: [
        { step: 10, error: 0.5 },
        { step: 100, error },
      ],
      isFinished,
    })),
  );
}

const options = {
  stepBudget: 1000,
  chanceError: 0.5,
  plot: { left: 40, right: 300, top: 10, bottom: 130 },
  labelGap: 20,
};

describe("how a duel ended", () => {
  it("is told by the medians, seed by seed", () => {
    expect(duelVerdict({ first: [0.21, 0.2, 0.22], second: [0.14, 0.15, 0.13] })).toEqual({
      kind: "differs",
      better: "second",
      lowError: 0.14,
      highError: 0.21,
      wins: 3,
      count: 3,
    });
  });

  it("may be chance where the ranges overlap, and is no difference where both print alike", () => {
    expect(duelVerdict({ first: [0.1, 0.2, 0.3], second: [0.15, 0.29, 0.31] })).toMatchObject({
      kind: "overlaps",
      better: "first",
      wins: 3,
    });
    expect(duelVerdict({ first: [0.2, 0.201], second: [0.204, 0.203] })?.kind).toBe("same");
    expect(duelVerdict({ first: [], second: [0.2] })).toBeNull();
  });

  it("does not depend on which design is named first", () => {
    const errors = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(errors, errors, (left, right) => {
        fc.pre(Math.round(left.sort((a, b) => a - b)[1] ?? 0) !== (right.sort((a, b) => a - b)[1] ?? 0));
        const [first, second] = [left.map((error) => error / 1000), right.map((error) => error / 1000)];
        const one = duelVerdict({ first, second });
        const other = duelVerdict({ first: second, second: first });
        expect({ ...one, better: "" }).toEqual({ ...other, better: "" });
        expect(one?.better).not.toBe(other?.better);
      }),
    );
  });
});

describe("the layout of a duel", () => {
  it("is two lines, each with the range of its seeds, and words apart from each other", () => {
    const { sides, chanceLabelY } = duelCurvesLayout(aDuel([0.2, 0.22, 0.21], [0.19, 0.21, 0.2]), options);
    expect(sides.map((side) => side.value)).toEqual([1, 3]);
    for (const side of sides) {
      expect(side.path).toMatch(/^M40\.0 [\d.]+L170\.0 [\d.]+$/);
      expect(side.bandPath).toMatch(/^M.*Z$/);
    }
    expect(sides[0]?.end?.error).toBe(0.21);
    const heights = [chanceLabelY, ...sides.map((side) => side.labelY)].sort((left, right) => left - right);
    for (const [index, height] of heights.entries())
      if (index > 0) expect(height - (heights[index - 1] ?? 0)).toBeGreaterThanOrEqual(20 - 1e-9);
  });

  it("has no band for one seed and no end before a report", () => {
    expect(duelCurvesLayout(aDuel([0.2], [0.1]), options).sides.map((side) => side.bandPath)).toEqual([
      "",
      "",
    ]);
    const silent = aDuel([0.2], [0.1]).map((run) => ({ ...run, validation: [] }));
    expect(duelCurvesLayout(silent, options).sides.map((side) => side.end)).toEqual([null, null]);
  });
});

describe("the figure of a duel", () => {
  const wrap = (locale: "en" | "ja", node: React.ReactNode) =>
    renderToStaticMarkup(
      <NextIntlClientProvider locale={locale} messages={locale === "en" ? english : japanese} timeZone="UTC">
        {node}
      </NextIntlClientProvider>,
    );
  const draw = (locale: "en" | "ja", runs: readonly DuelCurves[]) =>
    wrap(
      locale,
      <DuelDrawing
        {...{
          runs,
          stepBudget: 1000,
          chanceError: 0.5,
          errorKind: "share",
          playheadStep: 50,
          isCompact: false,
        }}
        size={{ width: 340, height: 180, labelSize: 14 }}
      />,
    );
  const figure = (locale: "en" | "ja", runs: readonly DuelCurves[]) =>
    wrap(
      locale,
      <LearningCurves
        title="Pilot"
        seeds={runs}
        stepBudget={1000}
        chanceError={0.5}
        playheadStep={null}
        withoutControls
      />,
    );
  const runs = aDuel([0.21, 0.2, 0.22], [0.14, 0.15, 0.13]);

  it("names each design at its line, in both languages", () => {
    expect(draw("en", runs)).toContain(">depth 1: 0.21</text>");
    expect(draw("en", runs)).toContain(">depth 3: 0.14</text>");
    expect(draw("ja", runs)).toContain(">深さ 3：0.14</text>");
    expect(draw("en", runs)).not.toMatch(/NaN|undefined/);
  });

  it("says the difference in words once both are over, and lists every seed of both", () => {
    const words = "depth 3 ends 0.07 lower than depth 1 (0.14 against 0.21), on 3 of 3 seeds.";
    expect(figure("en", runs)).toContain(`aria-label="${words}"`);
    expect(figure("en", runs)).toContain("validation, depth 3, seed 2");
    expect(figure("ja", runs)).toContain("深さ 3 は 深さ 1 より検証誤差が 0.07 小さくなりました");
    expect(figure("en", aDuel([0.2], [0.1], false))).not.toContain("lower than");
  });
});
