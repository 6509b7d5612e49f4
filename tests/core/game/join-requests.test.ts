import { describe, expect, it } from "vitest";
import type { Action } from "@/core/game/action";
import { seatOfRequest } from "@/core/game/seat-actions";
import { activeSeats } from "@/core/game/session-state";
import { act, aSession, joinAction, type Played, refusalOf } from "@/tests/core/support/a-session";
import { hash, seatId } from "@/tests/core/support/identifiers";

const joinRequestHash = hash("abcd", 1);
const asked = { ...joinAction(1), joinRequestHash };
const returned = (seatCodeHash: string | null): Action => ({
  type: "seat:returned",
  seatId: seatId("s1"),
  tokenHash: hash("1111"),
  seatCodeHash,
});
const forgotten = (...numbers: number[]): Action => ({
  type: "joins:forgotten",
  seatIds: numbers.map((number) => seatId(`s${number}`)),
});
const seated = ({ state }: Played) => activeSeats(state).map((seat) => seat.seatId);

describe("a join that names its request", () => {
  it("is found again by it, seated or waiting, and not once it has been removed", () => {
    const joined = act(aSession(), asked);
    expect(seatOfRequest(joined.state, joinRequestHash)).toBe("s1");
    expect(seatOfRequest(joined.state, hash("abcd", 2))).toBeNull();
    const waiting = act(aSession({ rules: { joinPolicy: "approve" } }), asked);
    expect(seatOfRequest(waiting.state, joinRequestHash)).toBe("s1");
    const admitted = act(waiting, { type: "joins:admitted", seatIds: [seatId("s1")] });
    expect(seatOfRequest(admitted.state, joinRequestHash)).toBe("s1");
    const removed = act(joined, { type: "seat:removed", seatId: seatId("s1") });
    expect(seatOfRequest(removed.state, joinRequestHash)).toBeNull();
  });

  it("comes back with new keys, in its seat or in its place among those who wait", () => {
    const seat = act(act(aSession(), asked), returned(hash("2222"))).state.seats[0];
    expect(seat).toMatchObject({ teamId: "t1", tokenHash: hash("1111"), seatCodeHash: hash("2222") });
    const kept = act(act(aSession(), asked), returned(null)).state.seats[0];
    expect(kept).toMatchObject({ tokenHash: hash("1111"), seatCodeHash: asked.seatCodeHash });
    const waiting = act(aSession({ rules: { joinPolicy: "approve" } }), asked);
    expect(act(waiting, returned(hash("2222"))).state.waiting).toMatchObject([
      { seatId: "s1", tokenHash: hash("1111"), seatCodeHash: hash("2222") },
    ]);
  });
});

describe("joins that are forgotten", () => {
  it("leave no trace, and make room for those who wait", () => {
    const full = [1, 2, 3, 4].reduce(
      (played, number) => act(played, joinAction(number)),
      aSession({ classSize: 2 }),
    );
    const after = act(full, forgotten(1, 3));
    expect(seated(after)).toEqual(["s2", "s4"]);
    expect(after.state.waiting).toEqual([]);
    expect(JSON.stringify(after.state)).not.toContain('"s1"');
    expect(refusalOf(after, forgotten(1, 3))).toBe("no-such-seat");
    expect(seated(act(act(after, forgotten(2)), { ...joinAction(5), name: "Student 1" }))).toEqual([
      "s4",
      "s5",
    ]);
  });
});
