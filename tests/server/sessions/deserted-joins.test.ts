import { expect, it } from "vitest";
import { desertedJoins, deviceExpectedMs, isFull } from "@/server/sessions/deserted-joins";
import { act, aSession, joinAction } from "@/tests/core/support/a-session";
import { hash, seatId } from "@/tests/core/support/identifiers";

const bot = {
  type: "bot:seated",
  seatId: seatId("bot-1"),
  bot: "greedy",
  tokenHash: hash("aaaa"),
  seatCodeHash: hash("bbbb"),
} as const;

it("names seats and waiting joins that no device has stood behind for thirty seconds, never a bot", () => {
  const joined = [1, 2, 3].reduce(
    (played, number) => act(played, joinAction(number)),
    act(aSession({ classSize: 2 }), bot),
  );
  const { state, now } = joined;
  expect(isFull(state)).toBe(true);
  const named = (nowMs: number, ...seen: string[]) => desertedJoins(state, (id) => seen.includes(id), nowMs);
  expect(named(now + deviceExpectedMs)).toEqual(["s1", "s2", "s3"]);
  expect(named(now + deviceExpectedMs - 1)).toEqual(["s1", "s2"]);
  expect(named(now + deviceExpectedMs, "s1", "s3")).toEqual(["s2"]);
  expect(named(now)).toEqual([]);
});

it("does not count a bot as one of the class", () => {
  const one = act(act(aSession({ classSize: 2 }), bot), joinAction(1));
  expect(isFull(one.state)).toBe(false);
  expect(isFull(act(one, joinAction(2)).state)).toBe(true);
});
