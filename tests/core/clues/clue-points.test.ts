import { describe, expect, it } from "vitest";
import type { Clue } from "@/core/clues/clue";
import { directionCount } from "@/core/clues/clue-key";
import { cluePoints } from "@/core/clues/clue-points";
import { clueValues } from "@/core/clues/clue-values";
import { createRandom } from "@/core/random/random-streams";
import { randomTask, seedNumber } from "./a-clue-source";

const inputs = Array.from({ length: 20 }, (_, input) => input);
const directions = Array.from({ length: directionCount }, (_, direction) => direction);
const everyClue: Clue[] = [
  ...(["half", "quarter", "tenth"] as const).map((share): Clue => ({ kind: "resample", share })),
  ...([4, 8, 16] as const).flatMap((points) =>
    inputs.map((input): Clue => ({ kind: "negate", input, points })),
  ),
  ...([4, 8] as const).map((points): Clue => ({ kind: "shift", points })),
  { kind: "rows" },
  ...directions.flatMap((direction): Clue[] => [
    { kind: "line", direction },
    { kind: "jump-scan", direction },
  ]),
];

describe("cluePoints", () => {
  it("numbers all points of all purchases apart, so that no label can contradict another", () => {
    const numbers = everyClue.flatMap((clue) =>
      Array.from({ length: 16 }, (_, purchaseIndex) =>
        cluePoints(seedNumber(1), clue, purchaseIndex),
      ).flatMap((points) =>
        Array.from({ length: 16 }, (_, point) => [
          points.rowNumber(point, false),
          points.rowNumber(point, true),
        ]).flat(),
      ),
    );

    expect(new Set(numbers).size).toBe(numbers.length);
    expect(Math.min(...numbers.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(numbers.every((number) => Number.isInteger(number) && number < 2 ** 32)).toBe(true);
  });

  it("gives points and their common part different words", () => {
    const points = cluePoints(seedNumber(1), { kind: "rows" }, 0);

    const firstWords = [points.ofAll(), ...inputs.slice(0, 16).map((point) => points.ofPoint(point))].map(
      (stream) => stream.uint32(),
    );

    expect(new Set(firstWords).size).toBe(17);
  });

  it.each([-1, 0.5, 64])("throws for purchase number %d", (purchaseIndex) => {
    expect(() => cluePoints(seedNumber(1), { kind: "rows" }, purchaseIndex)).toThrow(/from 0 to 63/);
  });
});

describe("clueValues", () => {
  it("gives a drawn label to a row's number for good, and not the label of a test row", () => {
    const valueAt = clueValues({ task: randomTask, inputDimension: 10, secretSeed: seedNumber(3) });
    const row = new Float32Array(10);
    const labels = Array.from({ length: 400 }, (_, number) => valueAt(row, number));

    expect(labels.toReversed()).toEqual(
      Array.from({ length: 400 }, (_, number) => valueAt(row, 399 - number)),
    );
    for (const name of ["training-secrets", "validation-secrets", "test-secrets"] as const) {
      const random = createRandom(seedNumber(3));
      const dealt = labels.map((_, number) => (random.stream(name, number).uint32() >= 2 ** 31 ? 1 : -1));
      const equal = labels.filter((label, number) => label === dealt[number]).length;
      expect(Math.abs(equal - 200)).toBeLessThan(4 * 10);
    }
  });

  it("throws where inputs are sent, since other points have no labels", () => {
    const task = { family: "temperature", betaLow: 0, betaHigh: 0.3 } as const;

    expect(() => clueValues({ task, inputDimension: 30, secretSeed: seedNumber(3) })).toThrow(/no labels/);
  });
});
