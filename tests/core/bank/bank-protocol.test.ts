import { describe, expect, it } from "vitest";
import {
  chooseFinalists,
  chooseShortlist,
  claimCarriedBy,
  designsOf,
  finalistsOf,
  firstFreshInstance,
  pairedLead,
  shortlistInstances,
  studentQuantile,
  summariseFresh,
} from "@/core/bank/bank-protocol";
import { knobEffects, spreadOfCell } from "@/core/bank/knob-effects";
import type { Trial } from "@/core/bank/measured-grid";
import type { Design } from "@/core/training/design";

const grid = { depths: [1, 2, 3, 5, 7], widths: [10, 20], learningRates: [0.1, 1] };

function aTrial(design: Design, instance: number, testError: number): Trial {
  return { instance, design, testError, trainingError: 0, step: 10, state: "converged" };
}

const design = (depth: number, width = 10, learningRate = 0.1): Design => ({ depth, width, learningRate });

/** Every cell on two instances; `errorOf` says how good it is. */
function selection(errorOf: (cell: Design) => number): Trial[] {
  return designsOf(grid).flatMap((cell) => [0, 1].map((instance) => aTrial(cell, instance, errorOf(cell))));
}

/** Ten fresh runs of a cell whose mean is `error`; `noise` is shared by all cells of an instance, `own` is not. */
function fresh(cell: Design, error: number, { noise = 0, own = 0 } = {}): Trial[] {
  return Array.from({ length: 10 }, (_, extra) => {
    const shared = (extra - 4.5) * noise;
    return aTrial(cell, firstFreshInstance + extra, error + shared + (extra % 2 === 0 ? own : -own));
  });
}

describe("chooseFinalists", () => {
  it("takes the best two of each depth class and the best of each depth", () => {
    const trials = selection(
      ({ depth, width, learningRate }) => 0.1 * depth + 0.001 * width + 0.01 * learningRate,
    );

    const finalists = chooseFinalists(trials, grid);

    expect(finalists).toEqual([
      design(1, 10, 0.1),
      design(1, 10, 1),
      design(2, 10, 0.1),
      design(2, 10, 1),
      design(3, 10, 0.1),
      design(3, 10, 1),
      design(5, 10, 0.1),
      design(7, 10, 0.1),
    ]);
  });

  it("does not look at fresh runs", () => {
    const trials = selection(({ depth, width }) => depth + width);
    const misleading = designsOf(grid).flatMap((cell) => fresh(cell, 100 - cell.depth - cell.width));

    expect(chooseFinalists([...trials, ...misleading], grid)).toEqual(chooseFinalists(trials, grid));
  });
});

describe("chooseShortlist", () => {
  it("goes by the first look alone, and the finalists come from it by both looks", () => {
    const first = selection(({ depth, width }) => 0.1 * depth + 0.001 * width);
    const shortlist = chooseShortlist(first, grid);
    const [lucky] = shortlist;
    const second = shortlist.flatMap((cell) =>
      shortlistInstances.map((instance) => aTrial(cell, instance, cell === lucky ? 5 : 0.1 * cell.depth)),
    );

    expect(chooseShortlist([...first, ...second], grid)).toEqual(chooseShortlist(first, grid));
    expect(chooseFinalists(first, grid)).toContainEqual(lucky);
    expect(chooseFinalists([...first, ...second], grid)).not.toContainEqual(lucky);
  });
});

describe("summariseFresh", () => {
  it("uses only the instances that took no part in the choice", () => {
    const cell = design(1);
    const runs = [0.1, 0.2, 0.3].map((error, extra) => aTrial(cell, firstFreshInstance + extra, error));
    const others = [aTrial(cell, 0, 0.9), aTrial(design(3), firstFreshInstance, 0.5)];

    const summary = summariseFresh([...others, ...runs], cell);

    expect(summary).toEqual({ ...cell, meanError: 0.2, standardDeviation: 0.1, replicaCount: 3 });
  });
});

describe("pairedLead", () => {
  it("takes differences instance by instance, so that what all cells share drops out", () => {
    const trials = [
      ...fresh(design(1), 0.2, { noise: 0.05 }),
      ...fresh(design(3), 0.19, { noise: 0.05, own: 0.001 }),
    ];

    const lead = pairedLead(trials, design(3), design(1));

    expect(lead.difference).toBeCloseTo(0.01, 12);
    expect(lead.standardError).toBeCloseTo(0.001 / 3, 12);
    expect(lead).toMatchObject({ pairCount: 10, isShown: true });
    expect(pairedLead(trials, design(1), design(3)).isShown).toBe(false);
  });

  it("shows nothing when the noise is as large as the difference, or without pairs", () => {
    const trials = [...fresh(design(1), 0.2, { own: 0.05 }), ...fresh(design(3), 0.19)];

    expect(pairedLead(trials, design(3), design(1)).isShown).toBe(false);
    expect(pairedLead(trials, design(3), design(7)).isShown).toBe(false);
  });
});

describe("claimCarriedBy", () => {
  const chosen = selection(({ depth, width }) => Math.abs(depth - 3) + width);
  const own = 0.002;

  it("lets deep win only if its best cell of the choice leads every shallow finalist", () => {
    const weak = [...fresh(design(1, 10), 0.3, { own }), ...fresh(design(3), 0.1)];
    expect(claimCarriedBy([...chosen, ...weak])).toBe("deep-wins");

    const strong = [...weak, ...fresh(design(1, 20), 0.1, { own })];
    expect(claimCarriedBy([...chosen, ...strong])).toBe("control");
  });

  it("lets shallow win the same way", () => {
    const trials = [
      ...fresh(design(1), 0.1),
      ...fresh(design(5), 0.2, { own }),
      ...fresh(design(3), 0.3, { own }),
    ];

    expect(claimCarriedBy([...chosen, ...trials])).toBe("shallow-wins");
  });

  it("ignores depth 2, which belongs to neither side", () => {
    const trials = [...fresh(design(1), 0.2, { own }), ...fresh(design(2), 0.01), ...fresh(design(3), 0.2)];

    expect(claimCarriedBy([...chosen, ...trials])).toBe("control");
    expect(claimCarriedBy([...chosen, ...fresh(design(2), 0.01), ...fresh(design(1), 0.3)])).toBe("control");
  });

  it("compares the deep cell that was chosen before, not the one that came out best", () => {
    const trials = [
      ...fresh(design(1), 0.2, { own }),
      ...fresh(design(3), 0.2, { own: 0.004 }),
      ...fresh(design(7), 0.01),
    ];

    expect(finalistsOf([...chosen, ...trials])[0]).toEqual(design(3));
    expect(claimCarriedBy([...chosen, ...trials])).toBe("control");
  });
});

describe("studentQuantile", () => {
  it.each([
    [2, 4.303, 0.1],
    [5, 2.5706, 0.001],
    [9, 2.26216, 0.0001],
    [29, 2.04523, 0.00001],
    [1000, 1.96234, 0.00001],
  ])("is the table's value for %d degrees of freedom", (degrees, value, tolerance) => {
    expect(Math.abs(studentQuantile(degrees) - value)).toBeLessThan(tolerance);
  });
});

describe("knobEffects", () => {
  it("compares the best cells where a knob stands worst and best", () => {
    const effects = knobEffects(
      selection(({ depth, width, learningRate }) => depth * width * (learningRate === 1 ? 3 : 1)),
      grid,
    );

    expect(effects).toEqual({ depth: 7, width: 2, learningRate: 3 });
  });
});

describe("spreadOfCell", () => {
  it("is not below that of the other cells of the depth", () => {
    const lucky = [0.2, 0.2, 0.2].map((error, instance) => aTrial(design(1), instance, error));
    const others = [20, 30].flatMap((width) =>
      [0.1, 0.2, 0.3].map((error, instance) => aTrial(design(1, width), instance, error)),
    );

    expect(spreadOfCell([...lucky, ...others], design(1))).toBeCloseTo(0.1, 12);
  });
});
