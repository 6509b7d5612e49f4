import { describe, expect, it } from "vitest";
import type { Action } from "@/core/game/action";
import { enoughStepsPerSecond } from "@/core/game/device-class";
import { hostWarnings } from "@/core/game/host-warnings";
import type { Presence } from "@/core/game/view";
import {
  act,
  aSession,
  aSessionIn,
  joinAction,
  type Played,
  refusalOf,
} from "@/tests/core/support/a-session";
import { coHostId, hash, seatId } from "@/tests/core/support/identifiers";
import { online, surroundings } from "@/tests/core/support/surroundings";

const invite = (number: number): Action => ({ type: "cohost:invited", codeHash: hash("4444", number) });
const accept = (number: number, code = number): Action => ({
  type: "cohost:joined",
  coHostId: coHostId(`h${number}`),
  codeHash: hash("4444", code),
  tokenHash: hash("2222", number),
});
const withCoHosts = (count: number) =>
  Array.from({ length: count }, (_, index) => index + 1).reduce(
    (played, number) => act(act(played, invite(number)), accept(number)),
    aSession(),
  );

describe("co-hosts", () => {
  it("come in by an invitation that works once", () => {
    const invited = act(aSession(), invite(1));
    expect(refusalOf(invited, accept(1, 2))).toBe("unknown-code");
    const joined = act(invited, accept(1));
    expect(joined.state.coHosts).toMatchObject([{ coHostId: "h1", tokenHash: hash("2222", 1) }]);
    expect(refusalOf(joined, accept(2, 1))).toBe("unknown-code");
  });

  it("make an older invitation void with a new one", () => {
    const twice = act(act(aSession(), invite(1)), invite(2));
    expect(refusalOf(twice, accept(1))).toBe("unknown-code");
    expect(refusalOf(twice, accept(2))).toBeNull();
  });

  it("are four at most, and may be sent away", () => {
    const full = withCoHosts(4);
    expect(refusalOf(full, invite(5))).toBe("too-many-hosts");
    const fewer = act(full, { type: "cohost:removed", coHostId: coHostId("h2") });
    expect(fewer.state.coHosts.map((other) => other.coHostId)).toEqual(["h1", "h3", "h4"]);
    expect(refusalOf(fewer, { type: "cohost:removed", coHostId: coHostId("h2") })).toBe("no-such-host");
  });

  it("become the owner by handing over, and the owner a co-host", () => {
    const two = withCoHosts(2);
    const handOver = (heir: string, former: string): Action => ({
      type: "host:handed-over",
      coHostId: coHostId(heir),
      formerOwnerId: coHostId(former),
    });
    const handed = act(two, handOver("h1", "h9"));
    expect(handed.state.hostTokenHash).toBe(hash("2222", 1));
    expect(handed.state.coHosts).toMatchObject([
      { coHostId: "h2" },
      { coHostId: "h9", tokenHash: two.state.hostTokenHash },
    ]);
    expect(handed.state.hostRecoveryHash).toBe(two.state.hostRecoveryHash);
    expect(refusalOf(two, handOver("h7", "h9"))).toBe("no-such-host");
    expect(refusalOf(two, handOver("h1", "h2"))).toBe("malformed");
  });
});

describe("warnings for the host", () => {
  const gone = (presence: Presence) =>
    new Map([...online(["s1", "s2"].map(seatId)), [seatId("s3"), presence]]);
  const kinds = ({ state }: Played, around = surroundings()) =>
    hostWarnings(state, around).map((warning) => warning.kind);

  it("name teams none of whose seats is online, while they play", () => {
    const exploring = aSessionIn("exploring");
    const away = surroundings({ presence: gone("away") });
    expect(hostWarnings(exploring.state, away)).toEqual([{ kind: "teams-away", teamIds: ["t2"] }]);
    const here = surroundings({ presence: gone("online") });
    expect(hostWarnings(exploring.state, here)).toEqual([]);
    expect(kinds(aSessionIn("reveal"), away)).toEqual([]);
  });

  it("name devices that are slow, and neither those that only advise nor those that are gone", () => {
    const speeds = (slow: number) => new Map([[seatId("s1"), slow]]);
    const lobby = aSessionIn("lobby");
    const presence = online(["s1", "s2", "s3", "s4"].map(seatId));
    const trainingAt = (speed: number) => surroundings({ presence, stepsPerSecond: speeds(speed) });
    expect(hostWarnings(lobby.state, trainingAt(50))).toEqual([{ kind: "devices-slow", seatIds: ["s1"] }]);
    expect(kinds(lobby, trainingAt(0))).toEqual([]);
    expect(kinds(lobby, trainingAt(enoughStepsPerSecond))).toEqual([]);
    expect(kinds(lobby, surroundings({ stepsPerSecond: speeds(50) }))).toEqual([]);
  });

  it("count joins that wait, and say when more have come than was stated", () => {
    const full = aSessionIn("lobby", { classSize: 4 });
    expect(kinds(full)).toEqual([]);
    const crowded = act(act(full, joinAction(8)), joinAction(9));
    expect(hostWarnings(crowded.state, surroundings())).toEqual([
      { kind: "joins-waiting", count: 2 },
      { kind: "class-larger", classSize: 4, wanted: 6 },
    ]);
  });
});
