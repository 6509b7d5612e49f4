import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  firstProduct,
  products,
  quadraticRank,
  sensitivityProfile,
  usedInputs,
} from "@/app/_reveal/rule-geometry";
import { createRandom } from "@/core/random/random-streams";
import { SeedSchema } from "@/core/random/seed";
import type { Rule } from "@/core/tasks/rule";
import { ruleValue } from "@/core/tasks/task-registry";

const threeLocal: Rule = { family: "k-local", indices: [2, 6, 11] };
const twoGlobal: Rule = { family: "k-global", offsets: [0, 5] };

describe("the drawing of a rule", () => {
  test("names inputs from 1", () => {
    expect(firstProduct(threeLocal)).toEqual([3, 7, 12]);
    expect(firstProduct(twoGlobal)).toEqual([1, 6]);
  });

  test("has one product for a local rule and one per input, around the ring, for a global one", () => {
    expect(products(threeLocal, 16)).toEqual([[3, 7, 12]]);
    const pairs = products(twoGlobal, 16);
    expect(pairs).toHaveLength(16);
    expect(pairs[15]).toEqual([16, 5]);
  });

  test("marks exactly the inputs that can turn the label", () => {
    expect(usedInputs(threeLocal, 16)).toEqual([3, 7, 12]);
    expect(usedInputs(twoGlobal, 16)).toHaveLength(16);
  });

  test("gives products whose sum is the rule's own value", () => {
    const deviates = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(deviates, fc.constantFrom(threeLocal, twoGlobal), (values, rule) => {
        const inputs = Float32Array.from(values);
        const sum = products(rule, 16)
          .map((product) => product.reduce((value, input) => value * (inputs[input - 1] as number), 1))
          .reduce((total, value) => total + value, 0);
        expect(sum).toBeCloseTo(ruleValue(rule, inputs, 0, 16), 4);
      }),
    );
  });
});

describe("the sensitivity profile", () => {
  test("is a half for used inputs of a local rule and nothing for the others", () => {
    const profile = sensitivityProfile(threeLocal, 16) ?? [];
    expect(profile.filter((share) => share === 0.5)).toHaveLength(3);
    expect(profile.filter((share) => share === 0)).toHaveLength(13);
  });

  test("has the values of a global rule that counting gives", () => {
    // NumPy, 800,000 rows, standard errors about 0.0002.
    expect(sensitivityProfile(twoGlobal, 40)?.[7]).toBeCloseTo(0.0825, 2);
    expect(sensitivityProfile({ family: "k-global", offsets: [0, 1, 2] }, 20)?.[0]).toBeCloseTo(0.1398, 2);
    expect(sensitivityProfile(twoGlobal, 6)).toBeNull();
  });

  test("agrees with counting turned labels", () => {
    const stream = createRandom(SeedSchema.parse("00112233445566778899aabbccddeeff")).stream("rule", 0);
    const normal = () =>
      Math.sqrt(-2 * Math.log((stream.integerBelow(1e6) + 1) / 1_000_001)) *
      Math.cos((2 * Math.PI * stream.integerBelow(1e6)) / 1e6);
    const trials = 4000;
    for (const rule of [threeLocal, twoGlobal]) {
      let turned = 0;
      for (let trial = 0; trial < trials; trial += 1) {
        const inputs = Float32Array.from({ length: 16 }, normal);
        const before = ruleValue(rule, inputs, 0, 16) >= 0;
        inputs[2] = normal();
        if (ruleValue(rule, inputs, 0, 16) >= 0 !== before) turned += 1;
      }
      const expected = sensitivityProfile(rule, 16)?.[2] as number;
      expect(Math.abs(turned / trials - expected)).toBeLessThan(0.03);
    }
  });
});

describe("the rank of a rule with k = 2", () => {
  test("counts the eigenvalues that do not vanish", () => {
    const eigenvalueCount = (offset: number, inputDimension: number) =>
      Array.from({ length: inputDimension }, (_, q) =>
        Math.cos((2 * Math.PI * q * offset) / inputDimension),
      ).filter((value) => Math.abs(value) > 1e-9).length;
    for (const [offset, inputDimension] of [
      [1, 10],
      [3, 10],
      [5, 16],
      [7, 16],
      [11, 24],
    ] as const) {
      const rule: Rule = { family: "k-global", offsets: [0, offset] };
      expect(quadraticRank(rule, inputDimension)).toBe(eigenvalueCount(offset, inputDimension));
    }
  });

  test("is two for a local rule and nothing for other k", () => {
    expect(quadraticRank({ family: "k-local", indices: [1, 4] }, 16)).toBe(2);
    expect(quadraticRank(threeLocal, 16)).toBeNull();
  });
});
