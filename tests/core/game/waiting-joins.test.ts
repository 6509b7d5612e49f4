import { describe, expect, it } from "vitest";
import type { Action } from "@/core/game/action";
import { mostWaiting } from "@/core/game/lesson";
import { activeSeats } from "@/core/game/session-state";
import {
  act,
  aSession,
  aSessionIn,
  joinAction,
  type Played,
  refusalOf,
} from "@/tests/core/support/a-session";
import { hash, seatId } from "@/tests/core/support/identifiers";

const approving = aSession({ rules: { joinPolicy: "approve" }, classSize: 3 });
const ids = (...numbers: number[]) => numbers.map((number) => seatId(`s${number}`));
const admit = (...numbers: number[]): Action => ({ type: "joins:admitted", seatIds: ids(...numbers) });
const turnAway = (...numbers: number[]): Action => ({ type: "joins:turned-away", seatIds: ids(...numbers) });
const join = (played: Played, ...numbers: number[]) =>
  numbers.reduce((before, number) => act(before, joinAction(number)), played);
const seated = ({ state }: Played) => activeSeats(state).map((seat) => seat.seatId);
const waiting = ({ state }: Played) => state.waiting.map((other) => other.seatId);
const ban = (number: number): Action => ({ type: "seat:banned", seatId: seatId(`s${number}`) });
const remove = (number: number): Action => ({ type: "seat:removed", seatId: seatId(`s${number}`) });
const rejoin = (number: number, name = `Student ${number}`): Action => ({
  type: "seat:rejoined",
  seatId: seatId(`s${number}`),
  name,
  privateName: null,
});

describe("joins that wait for the host", () => {
  it("take no seat until they are admitted, in the host's order", () => {
    const asked = join(approving, 1, 2, 3);
    expect(seated(asked)).toEqual([]);
    expect(waiting(asked)).toEqual(["s1", "s2", "s3"]);

    const admitted = act(asked, admit(3, 1));

    expect(seated(admitted)).toEqual(["s3", "s1"]);
    expect(waiting(admitted)).toEqual(["s2"]);
    expect(admitted.state.seats[0]).toMatchObject({ teamId: "t1", tokenHash: joinAction(3).tokenHash });
  });

  it("are admitted as far as the class has room", () => {
    const asked = join(approving, 1, 2, 3, 4);
    const admitted = act(asked, admit(1, 2, 3, 4));
    expect(seated(admitted)).toHaveLength(3);
    expect(waiting(admitted)).toEqual(["s4"]);
    expect(refusalOf(admitted, admit(4))).toBe("class-full");
  });

  it("may be turned away, and are gone then", () => {
    const asked = join(approving, 1, 2);
    const turned = act(asked, turnAway(1));
    expect(waiting(turned)).toEqual(["s2"]);
    expect(refusalOf(turned, turnAway(1))).toBe("not-waiting");
    expect(refusalOf(turned, admit(1))).toBe("not-waiting");
    expect(refusalOf(turned, { ...joinAction(5), name: "Student 1" })).toBeNull();
  });

  it("have names that nobody else may take meanwhile", () => {
    expect(refusalOf(join(approving, 1), { ...joinAction(5), name: "student1" })).toBe("name-taken");
  });

  it("do not pile up without limit, and hurt nobody who is seated", () => {
    const numbers = Array.from({ length: mostWaiting }, (_, index) => index + 100);
    const full = join(act(join(approving, 1), admit(1)), ...numbers);
    expect(refusalOf(full, joinAction(99))).toBe("waiting-full");
    expect(seated(full)).toEqual(["s1"]);
  });

  it("are seated in their order when the host opens the class, as far as there is room", () => {
    const asked = join(approving, 1, 2, 3, 4);
    const opened = act(asked, { type: "join-policy:set", joinPolicy: "open" });
    expect(seated(opened)).toEqual(["s1", "s2", "s3"]);
    expect(waiting(opened)).toEqual(["s4"]);
  });

  it("wait on while the session is locked, and no new one comes", () => {
    const locked = act(join(approving, 1), { type: "session:locked", isLocked: true });
    expect(refusalOf(locked, joinAction(2))).toBe("session-locked");
    const opened = act(locked, { type: "join-policy:set", joinPolicy: "open" });
    expect(seated(opened)).toEqual([]);
    expect(seated(act(opened, { type: "session:locked", isLocked: false }))).toEqual(["s1"]);
    expect(seated(act(locked, admit(1)))).toEqual(["s1"]);
  });

  it("play from the next round when training has begun", () => {
    const racing = act(aSessionIn("racing"), { type: "join-policy:set", joinPolicy: "approve" });
    const admitted = act(join(racing, 9), admit(9));
    expect(seated(admitted)).toContain("s9");
    expect(admitted.state.rounds[0]?.teams.map((team) => team.teamId)).toEqual(["t1", "t2"]);
  });
});

describe("a seat that was removed", () => {
  const lobby = aSessionIn("lobby");

  it("comes back as the same seat, in its team", () => {
    const back = act(act(lobby, remove(3)), rejoin(3, "New name"));
    expect(activeSeats(back.state).find((seat) => seat.seatId === "s3")).toMatchObject({
      name: "New name",
      teamId: "t2",
      tokenHash: joinAction(3).tokenHash,
    });
    expect(back.state.seats).toHaveLength(4);
  });

  it("waits like everybody where the host wants to be asked", () => {
    const asked = act(act(lobby, remove(3)), { type: "join-policy:set", joinPolicy: "approve" });
    const back = act(asked, rejoin(3));
    expect(waiting(back)).toEqual(["s3"]);
    expect(seated(act(back, admit(3)))).toContain("s3");
    expect(act(back, rejoin(3)).state).toEqual(back.state);
  });

  it("is refused a name that is taken, a locked session, and a seat that is not removed", () => {
    const removed = act(lobby, remove(3));
    expect(refusalOf(removed, rejoin(3, "Student 1"))).toBe("name-taken");
    expect(refusalOf(lobby, rejoin(3))).toBe("no-such-seat");
    const locked = act(removed, { type: "session:locked", isLocked: true });
    expect(refusalOf(locked, rejoin(3))).toBe("session-locked");
  });
});

describe("a seat that was banned", () => {
  const banned = act(aSessionIn("lobby"), ban(3));

  it("is gone, and comes back neither by its cookie nor by its code", () => {
    expect(seated(banned)).not.toContain("s3");
    expect(refusalOf(banned, rejoin(3))).toBe("banned");
    const returned = {
      type: "seat:returned",
      seatId: seatId("s3"),
      tokenHash: hash("1111"),
      seatCodeHash: null,
    } as const;
    expect(refusalOf(banned, returned)).toBe("banned");
    expect(refusalOf(banned, ban(3))).toBe("banned");
  });

  it("may join again after the ban is lifted, and is not seated by that alone", () => {
    const lifted = act(banned, { type: "seat:unbanned", seatId: seatId("s3") });
    expect(seated(lifted)).not.toContain("s3");
    expect(seated(act(lifted, rejoin(3)))).toContain("s3");
    expect(refusalOf(lifted, { type: "seat:unbanned", seatId: seatId("s3") })).toBe("no-such-seat");
  });

  it("does not wait any more either", () => {
    const asked = act(act(aSessionIn("lobby"), remove(3)), {
      type: "join-policy:set",
      joinPolicy: "approve",
    });
    expect(waiting(act(act(asked, rejoin(3)), ban(3)))).toEqual([]);
  });
});

describe("a private name", () => {
  const joinAs = (privateName: string | null) => act(aSession(), { ...joinAction(1), privateName });

  it("is kept for the host without what turns the writing, and cut when it is long", () => {
    expect(joinAs("  \u202e20-1234 \u0007").state.seats[0]?.privateName).toBe("20-1234");
    expect(joinAs("\u200b").state.seats[0]?.privateName).toBeNull();
    expect([...(joinAs("x".repeat(200)).state.seats[0]?.privateName ?? "")]).toHaveLength(60);
  });
});
