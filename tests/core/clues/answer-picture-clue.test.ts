import { describe, expect, it } from "vitest";
import { answerClue } from "@/core/clues/answer-clue";
import { lineNoise, scanNoise } from "@/core/clues/answer-picture-clue";
import { ClueAnswerSchema } from "@/core/clues/clue";
import { directionCount } from "@/core/clues/clue-key";
import { mean, standardDeviation } from "@/core/numerics/statistics";
import { standardisedPicture } from "@/core/tasks/standardised-picture";
import { dealRule, ruleValue } from "@/core/tasks/task-registry";
import { aClueSource, pictureTask, seedNumber } from "./a-clue-source";

const families = ["smooth", "jump", "disc", "checker", "rings"] as const;
type Family = (typeof families)[number];

function ask(kind: "line" | "jump-scan", family: Family, number: number, purchaseIndex = 0) {
  const source = aClueSource(pictureTask(family), seedNumber(number), 2);
  const answer = answerClue(source, { kind, direction: number % directionCount }, purchaseIndex);
  expect(ClueAnswerSchema.parse(answer)).toEqual(answer);
  return answer;
}

function line(family: Family, number: number, purchaseIndex = 0) {
  const answer = ask("line", family, number, purchaseIndex);
  if (answer?.kind !== "line") throw new Error("the answer is of the clue's kind");
  return answer;
}

function scan(family: Family, number: number) {
  const answer = ask("jump-scan", family, number);
  if (answer?.kind !== "jump-scan") throw new Error("the answer is of the clue's kind");
  return answer;
}

/** The picture itself, along the segment of an answer. */
function pictureAlong(family: Family, number: number, { from, to }: ReturnType<typeof line>) {
  const rule = dealRule(pictureTask(family), seedNumber(number), 2);
  const valueAt = standardisedPicture((inputs, offset) => ruleValue(rule, inputs, offset, 2));
  return (along: number) =>
    valueAt(Float32Array.of(from.x + along * (to.x - from.x), from.y + along * (to.y - from.y)), 0);
}

describe("answerClue about pictures", () => {
  it.each(families)("gives values of %s along the line, with the stated noise", (family) => {
    const errors = Array.from({ length: 60 }, (_, number) => {
      const answer = line(family, number);
      const valueAlong = pictureAlong(family, number, answer);
      return answer.values.map((value, place) => value - valueAlong(place / 15));
    }).flat();

    expect(Math.abs(mean(errors))).toBeLessThan(4 * (lineNoise / Math.sqrt(errors.length)));
    expect(Math.abs(standardDeviation(errors) / lineNoise - 1)).toBeLessThan(
      4 / Math.sqrt(2 * errors.length),
    );
  });

  it("keeps lines inside the square and parallel to their direction, and moves them at a repeat", () => {
    for (let number = 0; number < 40; number += 1) {
      const [once, again] = [line("disc", number), line("disc", number, 1)];
      for (const { from, to } of [once, again]) {
        expect(Math.max(...[from.x, from.y, to.x, to.y].map(Math.abs))).toBeLessThanOrEqual(1);
        const angle = Math.atan2(to.y - from.y, to.x - from.x);
        const turns = (angle * directionCount) / Math.PI - (number % directionCount);
        expect(Math.abs(turns - 2 * directionCount * Math.round(turns / (2 * directionCount)))).toBeLessThan(
          0.05,
        );
      }
      expect(again.values).not.toEqual(once.values);
      expect([again.from, again.to]).not.toEqual([once.from, once.to]);
    }
  });

  it("finds small bends in the smooth picture and steps in the others", () => {
    const sizesOf = (family: Family) => Array.from({ length: 200 }, (_, number) => scan(family, number).size);

    const smooth = sizesOf("smooth");
    expect(mean(smooth)).toBeLessThan(scanNoise);
    for (const family of ["jump", "disc", "checker", "rings"] as const) {
      const sizes = sizesOf(family);
      expect(mean(sizes)).toBeGreaterThan(0.8);
      expect(mean(sizes)).toBeLessThan(1.5);
    }
  });

  it("states the noise of a scan", () => {
    const errors = Array.from({ length: 300 }, (_, number) => {
      const answer = scan("checker", number);
      const valueAlong = pictureAlong("checker", number, {
        ...line("checker", number),
        ...answer,
        kind: "line",
      });
      const at = (step: number) => valueAlong(step / 64);
      const bends = Array.from({ length: 63 }, (_, step) =>
        Math.abs(at(step + 2) - 2 * at(step + 1) + at(step)),
      );
      return answer.size - Math.max(...bends);
    });

    expect(Math.abs(mean(errors))).toBeLessThan(4 * (scanNoise / Math.sqrt(errors.length)));
    expect(Math.abs(standardDeviation(errors) / scanNoise - 1)).toBeLessThan(
      4 / Math.sqrt(2 * errors.length),
    );
  });

  it("says where the step is", () => {
    const found = Array.from({ length: 40 }, (_, number) => number).filter(
      (number) => scan("disc", number).size > 0.7,
    );

    // A few lines miss the disc.
    expect(found.length).toBeGreaterThan(30);
    for (const number of found) {
      const answer = scan("disc", number);
      const valueAlong = pictureAlong("disc", number, { ...line("disc", number), ...answer, kind: "line" });

      const step = Math.abs(valueAlong(answer.along + 1.4 / 64) - valueAlong(answer.along - 1.4 / 64));

      expect(step).toBeGreaterThan(0.8);
    }
  });
});

describe("answerClue about a predictor", () => {
  it("tells the error that was measured, and nothing before", () => {
    const source = aClueSource(pictureTask("disc"), seedNumber(1), 2);
    const clue = { kind: "baseline", predictor: "quadratic" } as const;

    expect(answerClue(source, clue, 0)).toBeNull();
    expect(answerClue({ ...source, baselineErrors: { linear: 0.4 } }, clue, 0)).toBeNull();
    expect(answerClue({ ...source, baselineErrors: { quadratic: 0.35961 } }, clue, 0)).toEqual({
      ...clue,
      error: 0.36,
    });
  });
});
