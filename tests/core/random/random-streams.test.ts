import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { philox4x32 } from "@/core/random/philox";
import { createRandom, type StreamName } from "@/core/random/random-streams";
import { SeedSchema } from "@/core/random/seed";
import golden from "@/tests/fixtures/random-streams.json";

const seed = SeedSchema.parse("0123456789abcdeffedcba9876543210");

describe("createRandom", () => {
  it("gives the words and the float32 normals of the independent implementation", () => {
    for (const { seed: text, stream, row, words, normals } of golden.cases) {
      const random = createRandom(SeedSchema.parse(text));
      const wordStream = random.stream(stream as StreamName, row);
      const normalStream = random.stream(stream as StreamName, row);

      expect(words.map(() => wordStream.uint32())).toEqual(words);
      expect(normals.map(() => normalStream.normal())).toEqual(normals);
    }
  });

  it("shuffles like the independent implementation", () => {
    for (const { seed: text, row, size, order } of golden.shuffles) {
      const values = Uint32Array.from({ length: size }, (_, index) => index);

      createRandom(SeedSchema.parse(text)).stream("sample-order", row).shuffle(values);

      expect([...values]).toEqual(order);
    }
  });

  it("gives the address of a stream's first words", () => {
    const { key, counter } = createRandom(seed).address("sample-order", 9);
    const block = new Uint32Array(4);
    philox4x32(counter, key, block);
    const stream = createRandom(seed).stream("sample-order", 9);

    expect([...block]).toEqual([0, 1, 2, 3].map(() => stream.uint32()));
  });

  it("continues a stream from any position", () => {
    const whole = createRandom(seed).stream("rule", 5);
    const words = Array.from({ length: 23 }, () => whole.uint32());

    for (let start = 0; start < 23; start += 1) {
      const rest = createRandom(seed).stream("rule", 5, start);
      expect(Array.from({ length: 23 - start }, () => rest.uint32())).toEqual(words.slice(start));
      expect(rest.position()).toBe(23);
    }
  });

  it("draws integers that stay below the bound and use every value evenly", () => {
    const stream = createRandom(seed).stream("rule", 0);
    const counts = new Array(7).fill(0);
    const drawCount = 70_000;
    for (let draw = 0; draw < drawCount; draw += 1) counts[stream.integerBelow(7)] += 1;

    const chiSquare = counts.reduce((sum, count) => sum + (count - drawCount / 7) ** 2 / (drawCount / 7), 0);
    expect(chiSquare).toBeLessThan(22.5); // 99.9 % point of chi square with 6 degrees of freedom
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (bound) => {
        const value = stream.integerBelow(bound);
        return Number.isInteger(value) && value >= 0 && value < bound;
      }),
    );
  });

  it("takes the remainder of the first word that is not biased", () => {
    const anyBound = fc.oneof(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 2 ** 31 - 9, max: 2 ** 31 + 9 }),
      fc.integer({ min: 1, max: 2 ** 32 }),
    );
    fc.assert(
      fc.property(anyBound, fc.nat(1000), (bound, start) => {
        const words = createRandom(seed).stream("sample-order", 3, start);
        const isBiased = (word: number) => BigInt(word) >= 2n ** 32n - (2n ** 32n % BigInt(bound));
        let word = words.uint32();
        while (isBiased(word)) word = words.uint32();

        const stream = createRandom(seed).stream("sample-order", 3, start);

        expect(stream.integerBelow(bound)).toBe(Number(BigInt(word) % BigInt(bound)));
        expect(stream.position()).toBe(words.position());
      }),
    );
  });

  it("draws normals with mean 0, variance 1 and kurtosis 3", () => {
    const stream = createRandom(seed).stream("training-inputs", 1);
    const values = Array.from({ length: 100_000 }, () => stream.normal());
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;

    // Five standard errors each: sqrt(1/n), sqrt(2/n), sqrt(96/n).
    expect(Math.abs(moment(1))).toBeLessThan(0.016);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.023);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.16);
  });

  it("gives every stream and row its own words", () => {
    const random = createRandom(seed);
    const names: StreamName[] = [
      "training-inputs",
      "validation-inputs",
      "test-inputs",
      "rule",
      "initial-weights",
      "sample-order",
      "training-secrets",
      "validation-secrets",
      "test-secrets",
      "target-noise",
    ];
    const firstWords = names.flatMap((name) => [0, 1, 2].map((row) => random.stream(name, row).uint32()));

    expect(new Set(firstWords).size).toBe(firstWords.length);
  });
});
