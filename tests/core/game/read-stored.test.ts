import { describe, expect, it } from "vitest";
import { readStored, readStoredState } from "@/core/game/read-stored";
import { readLog } from "@/core/game/replay-log";
import { SessionStateSchema } from "@/core/game/session-state";
import { aSessionIn } from "@/tests/core/support/a-session";

const played = aSessionIn("reveal");
const stored = () => JSON.parse(JSON.stringify(played.state)) as Record<string, unknown>;

/** Every key that a build before classes with co-hosts, waiting joins and reopened teams did not write. */
const laterKeys = new Set([
  ...["areNamesHidden", "isProjectorBlank", "coHosts", "coHostInviteHash", "waiting"],
  ...["teamMode", "commitBy", "joinPolicy", "ballotMode"],
  ...["privateName", "isBanned", "joinRequestHash", "peopleAtDevice", "captainSeatId"],
  ...["proposal", "reopenCount", "clues", "auditedReplica", "audits"],
]);

function withoutKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutKeys);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !laterKeys.has(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutKeys(item)]));
}

function withExtraKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExtraKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withExtraKeys(item)]);
  return Object.fromEntries([...entries, ["fromTheFuture", { deep: [1, 2, 3] }]]);
}

describe("a stored state", () => {
  it("of this version is read as it is", () => {
    expect(readStoredState(stored())).toEqual({ ok: true, value: played.state });
  });

  it("of an older version gets what is new from the defaults", () => {
    const older = withoutKeys(stored());
    const read = readStoredState(older);
    expect(read.ok ? read.value.seats : read.problem).toHaveLength(played.state.seats.length);
    if (!read.ok) return;
    expect(read.value).toMatchObject({ waiting: [], coHosts: [], settings: { teamMode: "self-chosen" } });
    expect(read.value.rounds[0]?.scores?.teams.map((team) => team.points)).toEqual(
      played.state.rounds[0]?.scores?.teams.map((team) => team.points),
    );
    expect(SessionStateSchema.safeParse(read.value).success).toBe(true);
  });

  it("of a newer version loses what this one does not know, and nothing else", () => {
    const newer = withExtraKeys(stored());
    expect(SessionStateSchema.safeParse(newer).success).toBe(false);
    const before = JSON.stringify(newer);
    expect(readStoredState(newer)).toEqual({ ok: true, value: played.state });
    expect(JSON.stringify(newer)).toBe(before);
  });

  it.each([
    ["nothing", null, "invalid_type at "],
    ["a phase of another game", { ...stored(), phase: "interval" }, "invalid_value at phase"],
    ["seats that are no list", { ...stored(), seats: 3 }, "invalid_type at seats"],
    [
      "an unknown key beside a wrong one",
      { ...stored(), more: 1, createdAtMs: "x" },
      "invalid_type at createdAtMs",
    ],
  ])("that cannot be understood says where: %s", (_, wrong, problem) => {
    expect(readStoredState(wrong)).toEqual({ ok: false, problem });
  });
});

describe("a stored log", () => {
  it("of an older or newer version comes to the same state", () => {
    const newer = played.log.map(({ atMs, action }) => ({ atMs, action: withExtraKeys(action) }));
    expect(readLog(null, newer)).toEqual({ ok: true, value: played.state });
  });

  it("says which event it cannot read or may not accept", () => {
    const [first, ...rest] = played.log;
    if (first === undefined) throw new Error("no log");
    const unknown = { atMs: 1, action: { type: "dice:thrown" } };
    expect(readLog(null, [first, unknown])).toMatchObject({
      ok: false,
      problem: expect.stringContaining("event 2 of 2"),
    });
    const twice = [first, ...rest.slice(0, 1), ...rest.slice(0, 1)];
    expect(readLog(null, twice)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/event 3 of 3: seat:joined is /),
    });
    expect(readLog(null, [])).toMatchObject({ ok: false });
  });

  it("never tells a value in its problem", () => {
    const read = readStored(SessionStateSchema, { ...stored(), hostTokenHash: "secret token" });
    expect(JSON.stringify(read)).not.toContain("secret");
  });
});
