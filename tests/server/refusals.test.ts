import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { httpTable } from "@/core/contract/http-bodies";
import { protocolVersion } from "@/core/contract/protocol-version";
import { type CommandName, commandTable } from "@/core/contract/socket-commands";
import type { Refusal } from "@/core/game/refusal";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  advanceTo,
  joinClass,
  openClass,
  quickDesign,
  sureBallot,
  warmUpLesson,
} from "./support/headless-class";
import { CookieJar, HeadlessViewer, post } from "./support/headless-viewer";

type Opened = Awaited<ReturnType<typeof openClass>>;
type Member = Awaited<ReturnType<typeof joinClass>>;

let server: GameServer;
let opened: Opened;
let projector: HeadlessViewer;
let ann: Member;
let bo: Member;
/** What must stand unchanged after each test: nothing refused may leave a trace. */
let undisturbed: { version: number; view: string };
const extra: HeadlessViewer[] = [];

/** The whole view of a fresh host's socket: old ones may have spent their budget of commands. */
async function lookAsHost(): Promise<typeof undisturbed> {
  const viewer = new HeadlessViewer(server.url, opened.jar, opened.joinCode, "host");
  await viewer.until(({ shared }) => shared !== null);
  viewer.close();
  return { version: viewer.version, view: JSON.stringify(viewer.view) };
}

async function rememberView(): Promise<void> {
  undisturbed = await lookAsHost();
}

beforeAll(async () => {
  server = await startGameServer();
  opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
  projector = new HeadlessViewer(server.url, new CookieJar(), opened.joinCode, "projector");
  ann = await joinClass(server.url, opened.joinCode, "Ann");
  bo = await joinClass(server.url, opened.joinCode, "Bo");
  await advanceTo(opened.host, "exploring");
  await ann.player.untilPhase("exploring");
  const commit = { phaseSequence: ann.player.view.phaseSequence, design: quickDesign };
  await ann.player.send("design:commit", commit);
  await ann.player.until(({ player }) => player.teamRound?.commitment !== null);
  await rememberView();
});
afterAll(() => server.close());

afterEach(async () => {
  for (const viewer of extra.splice(0)) viewer.close();
  expect(await lookAsHost()).toEqual(undisturbed);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  for (const { player } of [ann, bo]) expect(player.socket.connected).toBe(true);
});

const refused = (refusal: Refusal) => ({ ok: false, refusal });
const send = (viewer: HeadlessViewer, name: string, payload: unknown) =>
  viewer.send(name as CommandName, payload as Record<string, unknown>);

function connectAs(
  jar: CookieJar,
  role: "host" | "projector" | "player",
  changes: ConstructorParameters<typeof HeadlessViewer>[4] & { joinCode?: string } = {},
): HeadlessViewer {
  const viewer = new HeadlessViewer(server.url, jar, changes.joinCode ?? opened.joinCode, role, changes);
  extra.push(viewer);
  return viewer;
}

describe("joining", () => {
  it.each<[string, string, string, Refusal]>([
    ["a wrong code", "ZZZZZZ", "Cleo", "unknown-code"],
    ["what cannot be a code", "???", "Cleo", "unknown-code"],
    ["a taken name", "", "Ann", "name-taken"],
    ["a name that looks like a taken one", "", " ＡＮＮ ", "name-taken"],
    ["a name of marks that print nothing", "", "\u200b\u202e\u2800", "name-empty"],
    ["a name that is too long", "", "x".repeat(21), "name-empty"],
    ["a name beyond the payload's limit", "", "x".repeat(300), "malformed"],
  ])("refuses %s", async (_, joinCode, name, refusal) => {
    const jar = new CookieJar();
    const answer = await post(server.url, jar, "join", { joinCode: joinCode || opened.joinCode, name });
    expect(answer).toEqual(refused(refusal));
    expect(jar.cookies.size).toBe(0);
  });

  it("gives a device that has a seat the same seat again", async () => {
    const answer = await post(server.url, ann.jar, "join", { joinCode: opened.joinCode, name: "Another" });
    expect(answer).toEqual({
      ok: true,
      joinCode: opened.joinCode,
      seatId: ann.player.player.seatId,
      seatCode: null,
    });
  });
});

describe("a handshake", () => {
  it.each<[string, Refusal, () => HeadlessViewer]>([
    [
      "an old protocol version",
      "protocol-version",
      () => connectAs(ann.jar, "player", { auth: { protocolVersion: protocolVersion - 1 } }),
    ],
    [
      "no protocol version",
      "protocol-version",
      () => connectAs(ann.jar, "player", { auth: { protocolVersion: undefined } }),
    ],
    ["an unknown code", "unknown-code", () => connectAs(ann.jar, "player", { joinCode: "ZZZZZZ" })],
    ["a malformed code", "malformed", () => connectAs(ann.jar, "player", { joinCode: "no code" })],
    ["an unknown role", "malformed", () => connectAs(ann.jar, "player", { auth: { role: "admin" } })],
    ["extra keys", "malformed", () => connectAs(ann.jar, "player", { auth: { seatId: "x" } })],
    ["a stranger as player", "not-seated", () => connectAs(new CookieJar(), "player")],
    ["a stranger as host", "not-allowed", () => connectAs(new CookieJar(), "host")],
    ["a player as host", "not-allowed", () => connectAs(ann.jar, "host")],
    ["the host as player", "not-seated", () => connectAs(opened.jar, "player")],
  ])("with %s is refused", async (_, refusal, attempt) => {
    const viewer = attempt();
    await viewer.until(({ refusal: told }) => told !== null);
    expect(viewer.refusal).toBe(refusal);
    expect(viewer.received.every((text) => text.startsWith("4"))).toBe(true);
  });

  it("from a foreign page is refused before it becomes a socket", async () => {
    const viewer = connectAs(ann.jar, "player", { headers: { origin: "https://evil.example" } });
    await viewer.until(({ refusal }) => refusal !== null);
    expect(viewer.received).toEqual([]);
    expect(viewer.socket.connected).toBe(false);
  });

  it("from the own page is welcome", async () => {
    const viewer = connectAs(new CookieJar(), "projector", { headers: { origin: server.url } });
    await viewer.until(({ shared }) => shared !== null);
  });
});

describe("a POST", () => {
  const paths = Object.entries(httpTable).map(([name, { path, largestBytes }]) => ({
    name,
    path,
    largestBytes,
  }));
  const raw = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server.url, ...headers },
      body,
    });

  it.each(paths)("to $path from a foreign page is refused", async ({ path }) => {
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1"]) {
      const response = await raw(path, "{}", { origin, cookie: opened.jar.header });
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual(refused("wrong-origin"));
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  it.each(paths)("to $path with a malformed body is refused", async ({ path }) => {
    for (const body of [
      "",
      "null",
      "[]",
      "7",
      '"text"',
      "{",
      "{}",
      '{"joinCode":5,"name":{}}',
      "\u0000\u0001",
    ]) {
      const response = await raw(path, body);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual(refused("malformed"));
    }
  });

  it.each(paths)("to $path with a body beyond its limit is refused", async ({ path, largestBytes }) => {
    const response = await raw(path, JSON.stringify({ name: "x".repeat(largestBytes) }));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual(refused("too-large"));
  });

  it("with more bytes than announced, in pieces without an end, is refused", async () => {
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(server.port, "127.0.0.1");
      let answer = "";
      socket.on("data", (chunk) => {
        answer += chunk;
        if (answer.includes("}")) socket.destroy();
      });
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
      const piece = "x".repeat(4000);
      socket.write("POST /api/join HTTP/1.1\r\nHost: game\r\nTransfer-Encoding: chunked\r\n\r\n");
      socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
    });
    expect(text).toContain("413");
    expect(text).toContain("too-large");
  });

  it("with extra keys is refused", async () => {
    const body = { joinCode: opened.joinCode, name: "Cleo", role: "host" };
    expect(await post(server.url, new CookieJar(), "join", body)).toEqual(refused("malformed"));
  });

  it("to an unknown path, and another method, change nothing", async () => {
    expect((await raw("/api/nothing", "{}")).status).toBe(404);
    expect((await fetch(`${server.url}/api/join`)).status).toBe(404);
  });

  it("of predictions by a stranger, for another session, or in the wrong phase is refused", async () => {
    const { sessionId } = ann.player.view;
    const body = {
      sessionId,
      roundIndex: 0,
      attempt: 0,
      replicaIndex: 0,
      uploadKey: "a-key-of-mine",
      step: 1,
      trainingError: null,
      predictions: null,
      summary: null,
    };
    const upload = (jar: CookieJar, changes: Partial<Record<keyof typeof body, unknown>> = {}) =>
      post(server.url, jar, "uploadPredictions", { ...body, ...changes });
    expect(await upload(new CookieJar())).toEqual(refused("not-seated"));
    expect(await upload(opened.jar)).toEqual(refused("not-seated"));
    expect(await upload(ann.jar, { sessionId: "ffffffffffffffffffffffff" })).toEqual(refused("unknown-code"));
    expect(await upload(ann.jar)).toEqual(refused("wrong-phase"));
    expect(await upload(ann.jar, { attempt: 1 })).toEqual(refused("wrong-attempt"));
    expect(await upload(ann.jar, { replicaIndex: 5 })).toEqual(refused("malformed"));
  });

  it("with a wrong recovery or seat code opens nothing", async () => {
    const { joinCode } = opened;
    const jar = new CookieJar();
    expect(await post(server.url, jar, "recoverHost", { joinCode, recoveryCode: "Z".repeat(16) })).toEqual(
      refused("unknown-code"),
    );
    expect(await post(server.url, jar, "returnToSeat", { joinCode, seatCode: "ZZZZZZ" })).toEqual(
      refused("unknown-code"),
    );
    expect(jar.cookies.size).toBe(0);
  });

  it("that opens a session on an unknown deck, or on another deck's preset, is refused", async () => {
    const open = (lesson: unknown) =>
      post(server.url, new CookieJar(), "createSession", { ...warmUpLesson(), lesson });
    expect(await open([{ deckId: "no-such-deck", presetId: null }])).toEqual(refused("no-deck"));
    expect(await open([{ deckId: "warm-up", presetId: "sixteen-inputs-2-local" }])).toEqual(
      refused("no-deck"),
    );
    expect(await open([])).toEqual(refused("malformed"));
  });
});

describe("a command", () => {
  const junk: unknown[] = [
    null,
    undefined,
    7,
    "text",
    true,
    [],
    [{}],
    { phaseSequence: "1" },
    { phaseSequence: -1 },
    { phaseSequence: 0.5 },
    { phaseSequence: {}, design: [] },
    { __proto__: null, constructor: 1 },
    Buffer.from([1, 2, 3]),
  ];
  const needsPayload = (Object.keys(commandTable) as CommandName[]).filter(
    (name) => !commandTable[name].payload.safeParse({}).success,
  );

  it.each(needsPayload)("%s with a malformed payload is refused", async (name) => {
    // A socket of its own for each command: a burst of junk costs its sender's budget.
    const viewer = connectAs(new CookieJar(), "projector");
    await viewer.until(({ shared }) => shared !== null);
    for (const payload of junk) {
      const answer = await send(viewer, name, payload);
      expect([name, payload, answer]).toEqual([name, payload, refused("malformed")]);
    }
  });

  it("with an extra key is refused", async () => {
    const { phaseSequence } = bo.player.view;
    const extraKey = { phaseSequence, design: quickDesign, seatId: ann.player.player.seatId };
    expect(await send(bo.player, "design:commit", extraKey)).toEqual(refused("malformed"));
    expect(await send(bo.player, "view:read", { all: true })).toEqual(refused("malformed"));
  });

  it("beyond its size limit is refused, and beyond the frame limit ends that socket alone", async () => {
    const large = { phaseSequence: 1, design: quickDesign, padding: "x".repeat(1000) };
    expect(await send(bo.player, "design:commit", large)).toEqual(refused("too-large"));

    const viewer = connectAs(new CookieJar(), "projector");
    await viewer.until(({ shared }) => shared !== null);
    const dropped = new Promise((resolve) => viewer.socket.once("disconnect", resolve));
    viewer.socket.emit("view:read", { padding: "x".repeat(200_000) });
    await dropped;
    await viewer.until(({ socket }) => socket.connected);
    await viewer.refresh();
  });

  it("of an unknown name is refused", async () => {
    for (const name of ["admin:all", "toString", "__proto__", "constructor", ""])
      expect(await send(bo.player, name, {})).toEqual(refused("malformed"));
  });

  it("without an acknowledgement, or with it in the payload's place, is survived", async () => {
    bo.player.socket.emit("design:commit");
    bo.player.socket.emit("design:commit", null);
    bo.player.socket.emit("phase:next", { phaseSequence: bo.player.view.phaseSequence });
    expect(await bo.player.socket.emitWithAck("view:read")).toEqual(refused("malformed"));
  });

  it("sent in a flood is refused as too fast, and the flood slows nobody else", async () => {
    const viewer = connectAs(new CookieJar(), "projector");
    await viewer.until(({ shared }) => shared !== null);
    const answers = await Promise.all(Array.from({ length: 300 }, () => viewer.send("view:read", {})));
    const fast = answers.filter((answer) => !answer.ok);
    expect(fast.length).toBeGreaterThan(200);
    for (const answer of fast) expect(answer).toEqual(refused("too-fast"));
    expect((await bo.player.send("view:read", {})).ok).toBe(true);
  });

  const samples: Partial<Record<CommandName, Record<string, unknown>>> = {
    "team:choose": { teamId: null },
    "pilot:report": {
      pilotId: "x",
      result: [{ runIndex: 0, step: 1, trainingError: 0, validationError: 0, diverged: false }],
      summaries: [],
    },
    "race:progress": { replicaIndex: 0, points: [[1, 0]] },
    "device:report": { engine: "javascript", stepsPerSecond: 1 },
    "session:lock": { isLocked: true },
    "class:resize": { classSize: 5 },
  };
  const validPayload = (name: CommandName): Record<string, unknown> => {
    const { phaseSequence } = ann.player.view;
    const { seatId } = ann.player.player;
    const candidates: Record<string, unknown>[] = [
      samples[name] ?? {},
      { phaseSequence },
      { seatId },
      { phaseSequence, design: quickDesign },
      { phaseSequence, ballot: sureBallot(ann.player) },
      { phaseSequence, seconds: 30 },
      { phaseSequence, page: 1 },
      { phaseSequence, errors: [0.1, 0.1, 0.1, 0.1, 0.1] },
      { phaseSequence, observation: "unclear", evidence: "" },
    ];
    const valid = candidates.find((payload) => commandTable[name].payload.safeParse(payload).success);
    return valid ?? expect.fail(`no valid payload for ${name}`);
  };
  const wrongRole = (role: "host" | "projector" | "player") =>
    (Object.keys(commandTable) as CommandName[]).filter(
      (name) => !commandTable[name].roles.some((allowed) => allowed === role),
    );

  it.each(wrongRole("player"))("%s by a player is not allowed", async (name) => {
    expect(await send(ann.player, name, validPayload(name))).toEqual(refused("not-allowed"));
  });
  it.each(wrongRole("projector"))("%s by a projector is not allowed", async (name) => {
    expect(await send(projector, name, validPayload(name))).toEqual(refused("not-allowed"));
  });
  it.each(wrongRole("host"))("%s by the host is not allowed", async (name) => {
    expect(await send(opened.host, name, validPayload(name))).toEqual(refused("not-allowed"));
  });

  it("that commits twice, is stale, comes in the wrong phase or leaves the grid is refused", async () => {
    const { phaseSequence } = ann.player.view;
    const { player } = ann;
    const ballot = sureBallot(player);
    const cases: [HeadlessViewer, CommandName, Record<string, unknown>, Refusal][] = [
      [player, "design:commit", { phaseSequence, design: quickDesign }, "already-committed"],
      [player, "ballot:cast", { phaseSequence, ballot }, "already-committed"],
      [player, "pilot:start", { phaseSequence, design: quickDesign, sweep: null }, "already-committed"],
      [bo.player, "design:commit", { phaseSequence: phaseSequence - 1, design: quickDesign }, "stale"],
      [bo.player, "design:commit", { phaseSequence: phaseSequence + 1, design: quickDesign }, "stale"],
      [bo.player, "draft:set", { phaseSequence: phaseSequence - 1, design: quickDesign }, "stale"],
      [bo.player, "design:commit", { phaseSequence, design: { ...quickDesign, depth: 4 } }, "not-on-grid"],
      [
        bo.player,
        "pilot:start",
        { phaseSequence, design: { ...quickDesign, width: 4096 }, sweep: null },
        "not-on-grid",
      ],
      [bo.player, "draft:set", { phaseSequence, design: { ...quickDesign, width: 11 } }, "not-on-grid"],
      [bo.player, "ballot:cast", { phaseSequence, ballot: ballot.slice(1) }, "ballot-invalid"],
      [bo.player, "team:choose", { teamId: null }, "wrong-phase"],
      [bo.player, "race:progress", { replicaIndex: 0, points: [[1, 0]] }, "wrong-phase"],
      [bo.player, "figure:predict", { phaseSequence, errors: [0.1] }, "wrong-phase"],
      [bo.player, "debrief:answer", { phaseSequence, observation: "unclear", evidence: "" }, "wrong-phase"],
      [
        bo.player,
        "pilot:report",
        { pilotId: "x", result: samples["pilot:report"]?.result, summaries: [] },
        "no-such-pilot",
      ],
      [opened.host, "phase:next", { phaseSequence: phaseSequence - 1 }, "stale"],
      [opened.host, "round:redo", { phaseSequence: phaseSequence + 1 }, "stale"],
      [opened.host, "reveal:page", { phaseSequence, page: 1 }, "wrong-phase"],
      [opened.host, "figure:unlock", { phaseSequence }, "wrong-phase"],
      [opened.host, "session:resume", {}, "not-paused"],
      [opened.host, "seat:remove", { seatId: "nobody" }, "no-such-seat"],
      [opened.host, "seat:reopen", { seatId: "nobody" }, "no-such-seat"],
    ];
    for (const [viewer, name, payload, refusal] of cases)
      expect([name, await send(viewer, name, payload)]).toEqual([name, refused(refusal)]);
  });
});

describe("while the host has", () => {
  afterEach(rememberView);

  it("paused, what players do with the task is refused, and the deadline waits", async () => {
    const { host } = opened;
    const left = (host.view.deadlineAtMs ?? 0) - Date.now();
    expect(await host.send("session:pause", {})).toEqual({ ok: true });
    await bo.player.until(({ view }) => view.pausedAtMs !== null);
    const { phaseSequence } = bo.player.view;
    const ballot = sureBallot(bo.player);
    for (const [name, payload] of [
      ["design:commit", { phaseSequence, design: quickDesign }],
      ["draft:set", { phaseSequence, design: quickDesign }],
      ["pilot:start", { phaseSequence, design: quickDesign, sweep: null }],
      ["ballot:cast", { phaseSequence, ballot }],
    ] as const)
      expect([name, await send(bo.player, name, payload)]).toEqual([name, refused("paused")]);
    expect(await host.send("session:pause", {})).toEqual(refused("paused"));
    expect(await host.send("session:resume", {})).toEqual({ ok: true });
    await host.until(({ view }) => view.pausedAtMs === null);
    expect((host.view.deadlineAtMs ?? 0) - Date.now()).toBeLessThanOrEqual(left);
    await rememberView();
  });

  it("locked the session or filled the class, nobody joins, and those who sit stay", async () => {
    const { host, joinCode } = opened;
    const join = () => post(server.url, new CookieJar(), "join", { joinCode, name: "Late" });
    await host.send("session:lock", { isLocked: true });
    expect(await join()).toEqual(refused("session-locked"));
    expect((await post(server.url, ann.jar, "join", { joinCode, name: "Ann" })).ok).toBe(true);
    await host.send("session:lock", { isLocked: false });
    await host.send("class:resize", { classSize: 2 });
    expect(await join()).toEqual(refused("class-full"));
    await host.send("class:resize", { classSize: 60 });
    await host.until(({ view }) => view.classSize === 60 && !view.isLocked);
    await rememberView();
  });
});
