import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MeasuredGridSchema } from "@/core/bank/measured-grid";
import { LessonSchema } from "@/core/game/lesson";
import { lessonProblems } from "@/core/lessons/lesson-problems";
import { readyLessonIds, readyLessonMinutes, readyLessons } from "@/core/lessons/ready-lessons";
import { mean } from "@/core/numerics/statistics";
import { type PresetId, PresetIdSchema } from "@/core/tasks/deck";
import { dealtPresets, findPreset } from "@/core/tasks/presets";

const trialsOf = (presetId: PresetId) =>
  MeasuredGridSchema.parse(
    JSON.parse(
      readFileSync(new URL(`../../../core/bank/measured-grid/${presetId}.json`, import.meta.url), "utf8"),
    ),
  ).trials;

function bestError(presetId: PresetId, depth: number, learningRate: number): number {
  const byWidth = new Map<number, number[]>();
  for (const { design, testError } of trialsOf(presetId)) {
    if (design.depth !== depth || design.learningRate !== learningRate) continue;
    byWidth.set(design.width, [...(byWidth.get(design.width) ?? []), testError]);
  }
  return Math.min(...[...byWidth.values()].map(mean));
}

const claimOf = (presetId: string) => findPreset(PresetIdSchema.parse(presetId))?.claim;

describe("ready-made lessons", () => {
  it("are listed in the order of their texts", () => {
    expect(readyLessons.map(({ lessonId }) => lessonId)).toEqual([...readyLessonIds]);
  });

  it.each(readyLessons)("$lessonId can be played and takes 50 minutes", (ready) => {
    expect(LessonSchema.safeParse(ready.lesson).success).toBe(true);
    expect(lessonProblems(ready.lesson)).toEqual([]);
    expect(ready.talkMinutes).toHaveLength(ready.lesson.length);
    expect(readyLessonMinutes(ready)).toBe(50);
    for (const { deckId, presetId } of ready.lesson) {
      const ids = dealtPresets(deckId).map((preset) => preset.presetId);
      expect(presetId === null ? ids.length > 0 : ids.includes(presetId)).toBe(true);
    }
  });

  it("talk for more than a third of the time", () => {
    for (const ready of readyLessons) {
      const talk = ready.talkMinutes.reduce((sum, minutes) => sum + minutes, ready.closingMinutes);
      expect(talk).toBeGreaterThan(readyLessonMinutes(ready) / 3);
    }
  });

  it("set twins beside each other: one is won by deep networks, the other by shallow ones", () => {
    expect(claimOf("sixteen-inputs-3-local")).toBe("deep-wins");
    expect(claimOf("sixteen-inputs-3-global")).toBe("shallow-wins");
    expect(claimOf("pictures-smooth")).toBe("shallow-wins");
    expect(claimOf("pictures-rings")).toBe("deep-wins");
  });

  it("tell teachers the errors of the bank, to the third decimal", () => {
    const told = readyLessons.flatMap(({ errorsByRate }) => errorsByRate);
    expect(told.length).toBeGreaterThan(0);
    for (const { presetId, depth, errors } of told) {
      for (const [rate, error] of errors) {
        expect(error, `${presetId} L=${depth} at ${rate}`).toBe(
          Math.round(1000 * bestError(presetId, depth, rate)) / 1000,
        );
      }
    }
  });

  it("tell of rates at which the better depth changes with the rate on 3-global, and not on 2-global", () => {
    const errorAt = (preset: string, depth: number, rate: number) =>
      readyLessons
        .flatMap(({ errorsByRate }) => errorsByRate)
        .find((row) => row.presetId === `twenty-inputs-${preset}` && row.depth === depth)
        ?.errors.find(([other]) => other === rate)?.[1] ?? Number.NaN;

    expect(errorAt("3-global", 2, 0.1)).toBeLessThan(errorAt("3-global", 1, 0.1));
    expect(errorAt("3-global", 1, 1)).toBeLessThan(errorAt("3-global", 2, 1));
    for (const rate of [0.03, 0.1, 0.3]) {
      expect(errorAt("2-global", 1, rate)).toBeLessThan(errorAt("2-global", 2, rate));
    }
  });
});
