import { describe, expect, it } from "vitest";
import { defaultClassRules, type SessionSettings } from "@/core/game/lesson";
import { largestLessonFile, readLessonFile, writeLessonFile } from "@/core/lessons/lesson-file";
import { readyLessons } from "@/core/lessons/ready-lessons";

const { isRehearsal: _, ...rules } = defaultClassRules;
const lengths = { briefingSeconds: 45, exploringSeconds: 240, racingSeconds: 60 };
const settings: Omit<SessionSettings, "isRehearsal"> = { ...rules, seatsPerTeam: 3, classSize: 40, lengths };
const file = { rounds: readyLessons[0]?.lesson ?? [], settings };
const changed = (change: object) => JSON.stringify({ ...JSON.parse(writeLessonFile(file)), ...change });

describe("a lesson's file", () => {
  it("is read as it was written", () => {
    expect(readLessonFile(writeLessonFile(file))).toEqual({ ok: true, file });
  });

  it("fills in rules that an older file does not have", () => {
    const { seatsPerTeam, classSize } = settings;
    const read = readLessonFile(changed({ settings: { seatsPerTeam, classSize, lengths } }));

    expect(read).toEqual({ ok: true, file });
  });

  it("never makes a lesson a rehearsal", () => {
    expect(readLessonFile(changed({ settings: { ...settings, isRehearsal: true } }))).toEqual({
      ok: false,
      problem: "malformed",
    });
  });

  it.each([
    ["too-large", " ".repeat(largestLessonFile + 1)],
    ["not-json", "a lesson"],
    ["not-a-lesson", "[1, 2]"],
    ["not-a-lesson", changed({ format: "another" })],
    ["other-version", changed({ version: 2 })],
    ["malformed", changed({ rounds: [] })],
    ["malformed", changed({ rounds: [{ deckId: "warm-up" }] })],
    ["malformed", changed({ extra: true })],
    ["unknown-task", changed({ rounds: [{ deckId: "no-such-deck", presetId: null }] })],
    ["unknown-task", changed({ rounds: [{ deckId: "warm-up", presetId: "pictures-rings" }] })],
  ])("is refused as %s", (problem, text) => {
    expect(readLessonFile(text)).toEqual({ ok: false, problem });
  });
});
