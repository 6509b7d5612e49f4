import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LearningCurves } from "@/app/_ui/charts/LearningCurves";
import { bestSweptRun, type SweptCurves, sweepCurvesLayout } from "@/app/_ui/charts/sweep-curves-layout";
import english from "@/messages/en.json";
import japanese from "@/messages/ja.json";

const rates = [0.01, 0.03, 0.1, 0.3, 1];

function aSweep(lastErrors: readonly number[]): SweptCurves[] {
  return lastErrors.map((error, runIndex) => ({
    replicaIndex: runIndex,
    learningRate: rates[runIndex] ?? 2 ** runIndex,
    training: [
      { step: 10, error: 0.5 },
      { step: 100, error: error / 2 },
    ],
    validation: [
      { step: 10, error: 0.5 },
      { step: 100, error },
    ],
    isFinished: true,
  }));
}

const options = {
  stepBudget: 1000,
  chanceError: 0.5,
  plot: { left: 40, right: 300, top: 10, bottom: 130 },
  labelGap: 20,
};

describe("the layout of a sweep", () => {
  it("draws every run and marks the one with the lowest last validation error", () => {
    const { runs } = sweepCurvesLayout(aSweep([0.45, 0.3, 0.12, 0.2, 0.5]), options);
    expect(runs.map((run) => run.learningRate)).toEqual(rates);
    expect(runs.map((run) => run.isBest)).toEqual([false, false, true, false, false]);
    for (const run of runs) {
      expect(run.validationPath).toMatch(/^M40\.0 [\d.]+L170\.0 [\d.]+$/);
      expect(run.trainingPath).not.toBe("");
    }
    expect(runs[2]?.end?.y).toBeGreaterThan(runs[3]?.end?.y ?? 1e9);
  });

  it("names as many runs as have room, the best among them, and keeps the words apart and inside", () => {
    const errors = Array.from({ length: 16 }, (_, index) => 0.3 + 0.001 * index);
    const { runs, chanceLabelY } = sweepCurvesLayout(aSweep(errors), options);
    const heights = runs.flatMap((run) => (run.labelY === null ? [] : [run.labelY]));
    expect(heights).toHaveLength(6);
    expect(runs[0]?.labelY).not.toBeNull();
    const all = [...heights, chanceLabelY].sort((left, right) => left - right);
    for (const [index, height] of all.entries()) {
      expect(height).toBeGreaterThanOrEqual(options.plot.top);
      expect(height).toBeLessThanOrEqual(options.plot.bottom);
      if (index > 0) expect(height - (all[index - 1] ?? 0)).toBeGreaterThanOrEqual(options.labelGap - 1e-9);
    }
  });

  it("has no best run before a validation error, and passes over what is no number", () => {
    const silent = aSweep([0.3, 0.2]).map((run) => ({ ...run, validation: [] }));
    expect(bestSweptRun(silent)).toBeNull();
    const [first, second] = aSweep([0.3, 0.2]) as [SweptCurves, SweptCurves];
    const broken = { ...second, validation: [{ step: 10, error: Number.NaN }] };
    expect(bestSweptRun([broken, first])?.learningRate).toBe(0.01);
  });
});

describe("the figure of a sweep", () => {
  const render = (locale: "en" | "ja", seeds: readonly SweptCurves[]) =>
    renderToStaticMarkup(
      <NextIntlClientProvider locale={locale} messages={locale === "en" ? english : japanese} timeZone="UTC">
        <LearningCurves
          title="Pilot"
          seeds={seeds}
          stepBudget={1000}
          chanceError={0.5}
          playheadStep={50}
          withoutControls
        />
      </NextIntlClientProvider>,
    );

  it("names the rates at the lines, says which is best and lists every run in its table", () => {
    const markup = render("en", aSweep([0.45, 0.3, 0.12, 0.2, 0.5]));
    for (const rate of rates) expect(markup).toContain(`>rate ${rate}</text>`);
    expect(markup).toContain(
      'aria-label="5 learning rates; the best so far is 0.1 with validation error 0.12"',
    );
    for (const rate of rates) {
      expect(markup).toContain(`training, rate ${rate}`);
      expect(markup).toContain(`validation, rate ${rate}`);
    }
    expect(markup).not.toMatch(/NaN|seed/);
    expect(render("ja", aSweep([0.4, 0.2]))).toContain("学習率 0.03</text>");
  });

  it("is drawn before the first report without a value", () => {
    const silent = aSweep([0.3, 0.2]).map((run) => ({ ...run, training: [], validation: [] }));
    const markup = render("en", silent);
    expect(markup).toContain("The curve starts with the first report.");
    expect(markup).not.toMatch(/NaN|Infinity|undefined/);
  });
});
