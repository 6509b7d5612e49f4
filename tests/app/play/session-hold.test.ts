import { describe, expect, test } from "vitest";
import { sessionHold } from "@/app/play/_player/session-hold";

const running = {
  phase: "racing",
  mode: "class",
  isRecovering: false,
  pausedAtMs: null,
  isHostAway: false,
} as const;

describe("what a player is told to hold the class up", () => {
  test("is nothing while everything runs", () => {
    expect(sessionHold(running, false)).toBeNull();
  });

  test("is the worst of several", () => {
    const all = { ...running, isRecovering: true, pausedAtMs: 5, isHostAway: true };
    expect(sessionHold(all, true)).toBe("lost");
    expect(sessionHold(all, false)).toBe("recovering");
    expect(sessionHold({ ...all, isRecovering: false }, false)).toBe("paused");
    expect(sessionHold({ ...all, isRecovering: false, pausedAtMs: null }, false)).toBe("hostAway");
  });

  test("is no second notice of a pause in the cockpit, which says it itself", () => {
    expect(sessionHold({ ...running, phase: "exploring", pausedAtMs: 5 }, false)).toBeNull();
  });

  test("is no absent host for somebody who plays alone", () => {
    expect(sessionHold({ ...running, mode: "solo", isHostAway: true }, false)).toBeNull();
  });

  test("is nothing once the session is over", () => {
    expect(sessionHold({ ...running, phase: "closed", isHostAway: true }, false)).toBeNull();
  });

  test("is a lost connection also before the first view", () => {
    expect(sessionHold(null, true)).toBe("lost");
    expect(sessionHold(null, false)).toBeNull();
  });
});
