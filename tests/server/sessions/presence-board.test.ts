import { describe, expect, it } from "vitest";
import { CoHostIdSchema } from "@/core/game/identifiers";
import { absentAfterMs, awayAfterMs, PresenceBoard } from "@/server/sessions/presence-board";
import { seatId } from "@/tests/core/support/identifiers";

const ann = seatId("ann");
const start = 1_000_000;

describe("the board of presence", () => {
  it("calls a seat away ten seconds after its socket is gone, and absent after a minute", () => {
    const board = new PresenceBoard(start);
    board.seatConnected(ann);
    board.seatDisconnected(ann, start);
    const at = (afterMs: number) => board.presence(start + afterMs).get(ann);
    expect([0, awayAfterMs - 1, awayAfterMs, absentAfterMs - 1, absentAfterMs].map(at)).toEqual([
      "online",
      "online",
      "away",
      "away",
      "absent",
    ]);
    expect([...board.onlineSeatIds(start + 1)]).toEqual([ann]);
    expect([...board.onlineSeatIds(start + awayAfterMs)]).toEqual([]);
  });

  it("takes a returning seat for online at once, and an old socket that closes late for nothing", () => {
    const board = new PresenceBoard(start);
    board.seatConnected(ann);
    board.seatConnected(ann);
    board.seatDisconnected(ann, start);
    expect(board.presence(start + 500_000).get(ann)).toBe("online");
    board.seatDisconnected(ann, start + 1000);
    expect(board.presence(start + 1000 + awayAfterMs).get(ann)).toBe("away");
    board.seatConnected(ann);
    expect(board.presence(start + 1000 + awayAfterMs).get(ann)).toBe("online");
  });

  it("says when it changes next, and nothing when it does not", () => {
    const board = new PresenceBoard(start);
    board.hostConnected("owner");
    expect(board.nextChangeAtMs(start)).toBeNull();
    board.seatConnected(ann);
    expect(board.nextChangeAtMs(start)).toBeNull();
    board.seatDisconnected(ann, start);
    expect(board.nextChangeAtMs(start)).toBe(start + awayAfterMs);
    expect(board.nextChangeAtMs(start + awayAfterMs)).toBe(start + absentAfterMs);
    expect(board.nextChangeAtMs(start + absentAfterMs)).toBeNull();
  });

  it("calls the hosts away when the last of their devices has been gone for ten seconds", () => {
    const board = new PresenceBoard(start);
    const phone = CoHostIdSchema.parse("phone");
    expect(board.isHostAway(start + awayAfterMs)).toBe(true);
    board.hostConnected("owner");
    board.hostConnected(phone);
    expect([...board.connectedCoHostIds()]).toEqual([phone]);
    board.hostDisconnected("owner", start);
    expect(board.isHostAway(start + 500_000)).toBe(false);
    board.hostDisconnected(phone, start);
    expect(board.isHostAway(start + awayAfterMs - 1)).toBe(false);
    expect(board.isHostAway(start + awayAfterMs)).toBe(true);
    expect(board.isDeserted).toBe(true);
  });

  it("waits longer for everybody after a restart", () => {
    const board = new PresenceBoard(start);
    board.expect([ann], start, awayAfterMs);
    expect(board.presence(start + 2 * awayAfterMs - 1).get(ann)).toBe("online");
    expect(board.presence(start + 2 * awayAfterMs).get(ann)).toBe("away");
    expect(board.isHostAway(start + 2 * awayAfterMs - 1)).toBe(false);
  });
});
