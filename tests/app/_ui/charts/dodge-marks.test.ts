import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dodgeMarks, type Mark } from "@/app/_ui/charts/dodge-marks";

const aMark: fc.Arbitrary<Mark> = fc.record({
  x: fc.constantFrom(100, 160, 220),
  y: fc.double({ min: 0, max: 60, noNaN: true }),
  radius: fc.constantFrom(5, 11),
  side: fc.constantFrom(1 as const, -1 as const),
});

describe("dodgeMarks", () => {
  it("leaves marks that do not touch where they are", () => {
    const marks: Mark[] = [
      { x: 10, y: 10, radius: 5, side: 1 },
      { x: 10, y: 40, radius: 5, side: 1 },
    ];

    expect(dodgeMarks(marks)).toEqual([10, 10]);
  });

  it("steps aside to the side of the mark, as far as needed", () => {
    const marks: Mark[] = [
      { x: 10, y: 10, radius: 5, side: -1 },
      { x: 10, y: 10, radius: 5, side: -1 },
    ];

    expect(dodgeMarks(marks)).toEqual([10, -1]);
  });

  it("never lets one mark cover another, however many meet", () => {
    fc.assert(
      fc.property(fc.array(aMark, { maxLength: 30 }), (marks) => {
        const places = dodgeMarks(marks);

        marks.forEach((left, i) => {
          marks.slice(i + 1).forEach((right, offset) => {
            const j = i + 1 + offset;
            const apart = Math.hypot((places[i] ?? 0) - (places[j] ?? 0), left.y - right.y);
            expect(apart).toBeGreaterThanOrEqual(left.radius + right.radius);
          });
          expect(((places[i] ?? 0) - left.x) * left.side).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });
});
