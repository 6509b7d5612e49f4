import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerClue } from "@/core/clues/answer-clue";
import { type Clue, type ClueAnswer, ClueAnswerSchema } from "@/core/clues/clue";
import { unpackBit } from "@/core/tasks/packed-bits";
import type { RuleOf } from "@/core/tasks/rule";
import { makeSplit } from "@/core/tasks/task-instance";
import { dealRule, labelsOf } from "@/core/tasks/task-registry";
import { aClueSource, globalTask, localTask, randomTask, seedNumber } from "./a-clue-source";

const anySeed = fc.nat(1e6).map(seedNumber);
const anyTask = fc.constantFrom(
  localTask(2),
  localTask(3),
  localTask(4),
  globalTask(2),
  globalTask(3),
  randomTask,
);
const anyLabelClue: fc.Arbitrary<Clue> = fc.oneof(
  fc
    .constantFrom("half" as const, "quarter" as const, "tenth" as const)
    .map((share): Clue => ({ kind: "resample", share })),
  fc
    .record({ input: fc.nat(9), points: fc.constantFrom(4 as const, 8 as const, 16 as const) })
    .map((choice): Clue => ({ kind: "negate", ...choice })),
  fc.constantFrom(4 as const, 8 as const).map((points): Clue => ({ kind: "shift", points })),
  fc.constant<Clue>({ kind: "rows" }),
);

function changes(answer: ClueAnswer | null): boolean[] {
  if (answer === null || !("points" in answer)) throw new Error("this answer compares labels");
  return answer.points.map(({ before, after }) => before !== after);
}

function soldRows(answer: ClueAnswer | null) {
  if (answer?.kind !== "rows") throw new Error("this answer holds rows");
  return answer.rows;
}

describe("answerClue about labels", () => {
  it("is a function of secret seed, clue and purchase, and fits its schema", () => {
    fc.assert(
      fc.property(anySeed, anyTask, anyLabelClue, fc.nat(15), (seed, task, clue, purchaseIndex) => {
        const answer = answerClue(aClueSource(task, seed), clue, purchaseIndex);

        expect(answerClue(aClueSource(task, seed), clue, purchaseIndex)).toEqual(answer);
        expect(ClueAnswerSchema.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
        expect(answer?.kind).toBe(clue.kind);
      }),
    );
  });

  it("turns all labels or none when one input of a k-local rule changes its sign", () => {
    fc.assert(
      fc.property(
        anySeed,
        fc.integer({ min: 1, max: 5 }),
        fc.nat(9),
        fc.nat(9),
        (seed, k, input, purchaseIndex) => {
          const { indices } = dealRule(localTask(k), seed, 10) as RuleOf<"k-local">;

          const answer = answerClue(
            aClueSource(localTask(k), seed),
            { kind: "negate", input, points: 16 },
            purchaseIndex,
          );

          expect(new Set(changes(answer))).toEqual(new Set([indices.includes(input)]));
        },
      ),
    );
  });

  it("never turns a label of a k-global rule by a shift", () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 4 }), fc.nat(7), (seed, k, purchaseIndex) => {
        const answer = answerClue(
          aClueSource(globalTask(k), seed),
          { kind: "shift", points: 8 },
          purchaseIndex,
        );

        expect(changes(answer)).toEqual(Array(8).fill(false));
      }),
    );
  });

  it("turns no label where the inputs drawn again are none of a local rule's", () => {
    fc.assert(
      fc.property(anySeed, fc.nat(15), (seed, purchaseIndex) => {
        const { indices } = dealRule(localTask(2), seed, 10) as RuleOf<"k-local">;

        const answer = answerClue(
          aClueSource(localTask(2), seed),
          { kind: "resample", share: "half" },
          purchaseIndex,
        );

        if (answer?.kind !== "resample") throw new Error("the answer is of the clue's kind");
        expect(answer.inputs).toHaveLength(5);
        const isTouched = indices.some((index) => answer.inputs.includes(index));
        if (!isTouched) expect(changes(answer)).toEqual(Array(8).fill(false));
      }),
    );
  });

  it.each([
    ["half", 10, 5],
    ["quarter", 16, 4],
    ["tenth", 10, 1],
    ["tenth", 16, 2],
    ["tenth", 4, 1],
  ] as const)("draws %s of %d inputs again: %d", (share, inputDimension, count) => {
    const answer = answerClue(
      aClueSource(globalTask(2), seedNumber(5), inputDimension),
      { kind: "resample", share },
      0,
    );

    expect(answer?.kind === "resample" && new Set(answer.inputs).size).toBe(count);
  });

  it.each<Clue>([
    { kind: "resample", share: "tenth" },
    { kind: "negate", input: 0, points: 16 },
    { kind: "shift", points: 8 },
  ])("turns about half of random labels, whatever is changed: $kind", (clue) => {
    const turned = Array.from({ length: 200 }, (_, number) =>
      changes(answerClue(aClueSource(randomTask, seedNumber(number)), clue, 0)),
    ).flat();

    const share = turned.filter(Boolean).length / turned.length;
    expect(Math.abs(share - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / turned.length));
  });

  it("labels the rows that it sells by the rule, as they are shown", () => {
    fc.assert(
      fc.property(
        anySeed,
        fc.constantFrom(localTask(3), globalTask(2)),
        fc.nat(1),
        (seed, task, purchaseIndex) => {
          const rows = soldRows(answerClue(aClueSource(task, seed), { kind: "rows" }, purchaseIndex));
          const inputs = Float32Array.from(rows.flatMap((row) => row.inputs));

          const labels = labelsOf(dealRule(task, seed, 10), inputs, rows.length, 10);

          expect(rows.map((row) => row.label)).toEqual(rows.map((_, place) => unpackBit(labels, place)));
        },
      ),
    );
  });

  it("shows fresh rows at every purchase, none of them from training, validation or test data", () => {
    const secretSeed = seedNumber(1);
    const source = aClueSource(randomTask, secretSeed);
    const sold = [0, 1].flatMap((purchaseIndex) =>
      soldRows(answerClue(source, { kind: "rows" }, purchaseIndex)),
    );
    const first = (inputs: ArrayLike<number>, offset = 0) =>
      Math.round((inputs[offset] as number) * 100) / 100;
    const textOf = (inputs: ArrayLike<number>, offset = 0) =>
      Array.from({ length: 10 }, (_, column) => first(inputs, offset + column)).join();
    const soldTexts = sold.map((row) => textOf(row.inputs));

    expect(new Set(soldTexts).size).toBe(16);
    // Even when, against all rules, the public seed is the secret one.
    for (const publicSeed of [secretSeed, seedNumber(2)]) {
      const instance = { task: randomTask, inputDimension: 10, publicSeed, secretSeed };
      for (const split of ["training", "validation", "test"] as const) {
        const { inputs } = makeSplit(instance, split, 2000);
        const dealt = new Set(Array.from({ length: 2000 }, (_, row) => textOf(inputs, 10 * row)));
        expect(soldTexts.filter((text) => dealt.has(text))).toEqual([]);
      }
    }
  });
});
