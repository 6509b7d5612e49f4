import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spreadLabels } from "@/core/figures/spread-labels";

const wantedPositions = fc.array(fc.double({ min: -50, max: 450, noNaN: true }), { maxLength: 24 });

describe("spreadLabels", () => {
  it("leaves labels where they are when there is room", () => {
    expect(spreadLabels([10, 200, 90], 20, [0, 300])).toEqual([10, 200, 90]);
  });

  it("moves two labels that collide by equal amounts", () => {
    expect(spreadLabels([100, 104], 20, [0, 300])).toEqual([92, 112]);
  });

  it("keeps the order of the values, a gap between labels, and all of them inside", () => {
    fc.assert(
      fc.property(wantedPositions, fc.double({ min: 1, max: 60, noNaN: true }), (wanted, gap) => {
        const placed = spreadLabels(wanted, gap, [0, 400]);
        const usedGap = wanted.length > 1 ? Math.min(gap, 400 / (wanted.length - 1)) : gap;
        const sorted = [...placed].sort((left, right) => left - right);

        expect(placed).toHaveLength(wanted.length);
        sorted.slice(1).forEach((position, index) => {
          expect(position - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(usedGap - 1e-6);
        });
        for (const position of placed) {
          expect(position).toBeGreaterThanOrEqual(-1e-9);
          expect(position).toBeLessThanOrEqual(400 + 1e-6);
        }
        wanted.forEach((left, i) => {
          wanted.forEach((right, j) => {
            if (left < right) expect(placed[i]).toBeLessThan(placed[j] ?? 0);
          });
        });
      }),
    );
  });

  it("moves labels no further than any other allowed arrangement that was tried", () => {
    const cost = (wanted: readonly number[], placed: readonly number[]) =>
      wanted.reduce((sum, value, index) => sum + (value - (placed[index] ?? 0)) ** 2, 0);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 50, max: 350, noNaN: true }), { minLength: 2, maxLength: 8 }),
        fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 8, maxLength: 8 }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (unsorted, extraGaps, start) => {
          const wanted = [...unsorted].sort((left, right) => left - right);
          let position = start;
          const other = wanted.map((_, index) => {
            if (index > 0) position += 20 + (extraGaps[index] ?? 0);
            return position;
          });
          fc.pre((other.at(-1) ?? 0) <= 400);

          expect(cost(wanted, spreadLabels(wanted, 20, [0, 400]))).toBeLessThanOrEqual(
            cost(wanted, other) + 1e-6,
          );
        },
      ),
    );
  });
});
