import { describe, expect, it } from "vitest";
import {
  type CommandName,
  type CommandPayload,
  commandTable,
  HandshakeSchema,
  RefusedAnswerSchema,
} from "@/core/contract/socket-commands";
import { largestMeasures } from "@/tests/core/support/largest-measures";
import { isBounded, isStrict, walkSchema } from "@/tests/core/support/walk-schema";

const phaseSequence = 3;
const design = { depth: 3, width: 50, learningRate: 0.1 };
const longId = "x".repeat(40);

/** A payload as it leaves a client, before it is parsed. */
type Sent<Payload> = Payload extends string
  ? string
  : Payload extends readonly (infer Part)[]
    ? readonly Sent<Part>[]
    : Payload extends object
      ? { readonly [Key in keyof Payload]: Sent<Payload[Key]> }
      : Payload;

/** Whoever shares a device says who acts; nobody else has to. */
const optionalKeys: readonly string[] = ["design:commit person"];

/** The largest payload of each command that means something. */
const largest: { readonly [Name in CommandName]: Sent<CommandPayload<Name>> } = {
  "view:read": {},
  "team:choose": { teamId: longId },
  "ballot:cast": {
    phaseSequence,
    ballot: Array.from({ length: 16 }, () => ({ hypothesis: "2-global", percent: 100 })),
  },
  "draft:set": { phaseSequence, design: { depth: 16, width: 4096, learningRate: 0.1234567890123456 } },
  "clue:buy": { phaseSequence, clue: { kind: "baseline", predictor: "nearest-neighbours" } },
  "pilot:start": {
    phaseSequence,
    design,
    sweep: { kind: "learning-rates", learningRates: Array.from({ length: 16 }, () => 0.1234567890123456) },
  },
  "pilot:report": {
    pilotId: longId,
    result: Array.from({ length: 16 }, () => ({
      runIndex: 15,
      step: 10_000_000,
      trainingError: 0.1234567890123456,
      validationError: 0.1234567890123456,
      diverged: false,
    })),
    summaries: Array.from({ length: 16 }, (_, runIndex) => ({ runIndex, measures: largestMeasures() })),
  },
  "design:commit": { phaseSequence, design, person: 2 },
  "people:state": { peopleAtDevice: 3 },
  "design:withdraw": { phaseSequence },
  "draft:touch": { knob: "learningRate" },
  "team:name": { name: "深".repeat(200) },
  "captain:hand-over": { seatId: longId },
  "labels:read": {},
  "race:progress": { replicaIndex: 4, points: [[10_000_000, 0.1234567890123456]] },
  "lease:take": {},
  "device:report": { engine: "javascript", stepsPerSecond: 123_456_789.123 },
  "figure:predict": { phaseSequence, errors: Array.from({ length: 16 }, () => 0.1234567890123456) },
  "debrief:answer": { phaseSequence, observation: "shallower-better", evidence: "深".repeat(200) },
  "phase:next": { phaseSequence },
  "time:add": { phaseSequence, seconds: 60 },
  "session:pause": {},
  "session:resume": {},
  "session:lock": { isLocked: true },
  "class:resize": { classSize: 400 },
  "seat:remove": { seatId: longId },
  "seat:reopen": { seatId: longId },
  "round:redo": { phaseSequence },
  "debrief:jump": { phaseSequence },
  "reveal:page": { phaseSequence, page: 20 },
  "figure:unlock": { phaseSequence },
  "session:close": {},
  "teams:arrange": { teamMode: "self-chosen", seatsPerTeam: 4, commitBy: "two-of-team" },
  "ballots:set-mode": { ballotMode: "probabilities" },
  "teams:draw": {},
  "seat:move": { seatId: longId, teamId: longId },
  "teams:merge": { fromTeamId: longId, intoTeamId: longId },
  "team:rename": { teamId: longId, name: "深".repeat(200) },
  "captain:name": { seatId: longId },
  "team:reopen": { phaseSequence, teamId: longId },
  "joins:set-policy": { joinPolicy: "approve" },
  "joins:admit": { seatIds: Array.from({ length: 100 }, () => longId) },
  "joins:turn-away": { seatIds: Array.from({ length: 100 }, () => longId) },
  "seat:ban": { seatId: longId },
  "seat:unban": { seatId: longId },
  "names:hide": { areHidden: false },
  "projector:blank": { isBlank: false },
  "cohost:invite": {},
  "cohost:remove": { coHostId: longId },
  "host:hand-over": { coHostId: longId },
  "control:take": {},
};

const commands = Object.entries(commandTable).map(([name, rule]) => ({
  name,
  rule,
  sample: largest[name as CommandName] as object,
}));

const notPayloads: readonly unknown[] = [
  null,
  undefined,
  0,
  "text",
  [],
  true,
  { constructor: 1 },
  JSON.parse('{ "__proto__": { "seatId": "s1" } }'),
];

describe.each(commands)("command $name", ({ name, rule, sample }) => {
  it("reads its largest payload and has room for it", () => {
    expect(rule.payload.safeParse(sample).success).toBe(true);
    const bytes = new TextEncoder().encode(JSON.stringify(sample)).length;
    expect(bytes).toBeLessThanOrEqual(rule.largestBytes);
    // Below the largest frame, so that a payload that is too large is refused and closes no socket.
    expect(rule.largestBytes).toBeLessThanOrEqual(name === "pilot:report" ? 68_000 : 8_000);
  });

  it("refuses a key that it does not know", () => {
    expect(rule.payload.safeParse({ ...sample, extra: 1 }).success).toBe(false);
  });

  it("refuses what is no payload, without throwing", () => {
    for (const value of notPayloads) expect(rule.payload.safeParse(value).success).toBe(false);
  });

  it("refuses a payload that lacks a key or holds a wrong type", () => {
    for (const key of Object.keys(sample)) {
      const { [key as keyof typeof sample]: _left, ...rest } = sample;
      const mayLack = optionalKeys.includes(`${name} ${key}`);
      expect(rule.payload.safeParse(rest).success, `without ${key}`).toBe(mayLack);
      for (const wrong of [
        ...(mayLack ? [] : [undefined]),
        Number.NaN,
        Infinity,
        "x".repeat(1000),
        {},
        -1,
        1e300,
      ]) {
        expect(rule.payload.safeParse({ ...sample, [key]: wrong }).success, `${key}: ${wrong}`).toBe(false);
      }
    }
  });

  it("bounds every text and list, and names every key at every depth", () => {
    const nodes = walkSchema(rule.payload);
    expect(nodes.filter((node) => !isBounded(node)).map((node) => node.path)).toEqual([]);
    expect(nodes.filter((node) => !isStrict(node)).map((node) => node.path)).toEqual([]);
  });

  it("may be sent by somebody, each role named once", () => {
    expect(rule.roles.length).toBeGreaterThan(0);
    expect(new Set(rule.roles).size).toBe(rule.roles.length);
  });
});

describe("roles", () => {
  const namesFor = (role: string) =>
    commands.filter(({ rule }) => (rule.roles as readonly string[]).includes(role)).map(({ name }) => name);

  it("let a projector only look", () => {
    expect(namesFor("projector")).toEqual(["view:read"]);
  });

  it("let no player conduct a class", () => {
    const conducting = [...namesFor("host"), ...namesFor("owner")].filter((name) => name !== "view:read");
    expect(conducting).toEqual(
      expect.arrayContaining(["phase:next", "session:close", "seat:remove", "round:redo"]),
    );
    expect(namesFor("player").filter((name) => conducting.includes(name))).toEqual([]);
  });

  it("let a host not play for a team", () => {
    const playing = [
      "ballot:cast",
      "draft:set",
      "clue:buy",
      "pilot:start",
      "design:commit",
      "labels:read",
      "race:progress",
    ];
    expect(namesFor("host").filter((name) => playing.includes(name))).toEqual([]);
    expect(namesFor("player")).toEqual(expect.arrayContaining(playing));
  });

  it("let a solo seat do what only a host's controls could, short of managing other seats", () => {
    expect(namesFor("solo")).toEqual(expect.arrayContaining(["phase:next", "reveal:page", "session:close"]));
    expect(namesFor("solo").filter((name) => name.startsWith("seat:"))).toEqual([]);
  });
});

describe("HandshakeSchema", () => {
  const handshake = { protocolVersion: 1, joinCode: "ABC234", role: "player" };

  it("reads a version, a code and a role, and nothing else", () => {
    expect(HandshakeSchema.safeParse(handshake).success).toBe(true);
    expect(HandshakeSchema.safeParse({ ...handshake, token: "x" }).success).toBe(false);
    expect(HandshakeSchema.safeParse({ ...handshake, role: "solo" }).success).toBe(false);
    expect(HandshakeSchema.safeParse({ ...handshake, joinCode: "ABC10O" }).success).toBe(false);
  });
});

describe("RefusedAnswerSchema", () => {
  it("knows the refusals and no others", () => {
    expect(RefusedAnswerSchema.safeParse({ ok: false, refusal: "stale" }).success).toBe(true);
    expect(RefusedAnswerSchema.safeParse({ ok: false, refusal: "because" }).success).toBe(false);
    expect(RefusedAnswerSchema.safeParse({ ok: false, refusal: "stale", secret: 1 }).success).toBe(false);
  });
});
