import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { type HttpName, httpTable } from "@/core/contract/http-bodies";
import { protocolVersion } from "@/core/contract/protocol-version";
import type { Refusal } from "@/core/game/refusal";
import { warmUpLesson } from "./support/headless-class";
import { CookieJar, type HeadlessViewer, post } from "./support/headless-viewer";
import { RefusalStage, refused } from "./support/refusal-stage";

const stage = new RefusalStage();

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
    const answer = await post(stage.url, jar, "join", { joinCode: joinCode || stage.opened.joinCode, name });
    expect(answer).toEqual(refused(refusal));
    expect(jar.cookies.size).toBe(0);
  });

  it("gives a device that has a seat the same seat again", async () => {
    const answer = await post(stage.url, stage.ann.jar, "join", {
      joinCode: stage.opened.joinCode,
      name: "Another",
    });
    expect(answer).toEqual({
      ok: true,
      joinCode: stage.opened.joinCode,
      seatId: stage.ann.player.player.seatId,
      isWaiting: false,
      seatCode: null,
    });
  });
});

describe("a handshake", () => {
  it.each<[string, Refusal, () => HeadlessViewer]>([
    [
      "an old protocol version",
      "protocol-version",
      () => stage.connectAs(stage.ann.jar, "player", { auth: { protocolVersion: protocolVersion - 1 } }),
    ],
    [
      "no protocol version",
      "protocol-version",
      () => stage.connectAs(stage.ann.jar, "player", { auth: { protocolVersion: undefined } }),
    ],
    [
      "an unknown code",
      "unknown-code",
      () => stage.connectAs(stage.ann.jar, "player", { joinCode: "ZZZZZZ" }),
    ],
    [
      "a malformed code",
      "malformed",
      () => stage.connectAs(stage.ann.jar, "player", { joinCode: "no code" }),
    ],
    [
      "an unknown role",
      "malformed",
      () => stage.connectAs(stage.ann.jar, "player", { auth: { role: "admin" } }),
    ],
    ["extra keys", "malformed", () => stage.connectAs(stage.ann.jar, "player", { auth: { seatId: "x" } })],
    ["a stranger as player", "not-seated", () => stage.connectAs(new CookieJar(), "player")],
    ["a stranger as host", "not-allowed", () => stage.connectAs(new CookieJar(), "host")],
    ["a player as host", "not-allowed", () => stage.connectAs(stage.ann.jar, "host")],
    ["the host as player", "not-seated", () => stage.connectAs(stage.opened.jar, "player")],
  ])("with %s is refused", async (_, refusal, attempt) => {
    const viewer = attempt();
    await viewer.until(({ refusal: told }) => told !== null);
    expect(viewer.refusal).toBe(refusal);
    expect(viewer.received.every((text) => text.startsWith("4"))).toBe(true);
  });

  it("from a foreign page is refused before it becomes a socket", async () => {
    const viewer = stage.connectAs(stage.ann.jar, "player", { headers: { origin: "https://evil.example" } });
    await viewer.until(({ refusal }) => refusal !== null);
    expect(viewer.received).toEqual([]);
    expect(viewer.socket.connected).toBe(false);
  });

  it("from the own page is welcome", async () => {
    const viewer = stage.connectAs(new CookieJar(), "projector", { headers: { origin: stage.url } });
    await viewer.until(({ shared }) => shared !== null);
  });
});

describe("a POST", () => {
  const paths = (Object.keys(httpTable) as HttpName[]).map((name) => {
    const { path, largestBytes } = httpTable[name];
    return { name, path, largestBytes };
  });
  const raw = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(stage.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", origin: stage.url, ...headers },
      body,
    });

  it.each(paths)("to $path from a foreign page is refused", async ({ path }) => {
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1"]) {
      const response = await raw(path, "{}", { origin, cookie: stage.opened.jar.header });
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual(refused("wrong-origin"));
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  it.each(paths)("to $path with a malformed body is refused", async ({ name, path }) => {
    const bodies = ["", "null", "[]", "7", '"text"', "{", '{"joinCode":5,"name":{}}', "\u0000\u0001"];
    const needsKeys = !httpTable[name].body.safeParse({}).success;
    for (const body of needsKeys ? [...bodies, "{}"] : bodies) {
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
      const socket = connect(stage.port, "127.0.0.1");
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
    const body = { joinCode: stage.opened.joinCode, name: "Cleo", role: "host" };
    expect(await post(stage.url, new CookieJar(), "join", body)).toEqual(refused("malformed"));
  });

  it("to an unknown path, and another method, change nothing", async () => {
    expect((await raw("/api/nothing", "{}")).status).toBe(404);
    expect((await fetch(`${stage.url}/api/join`)).status).toBe(404);
  });

  it("of predictions by a stranger, for another session, or in the wrong phase is refused", async () => {
    const { sessionId } = stage.ann.player.view;
    const body = {
      sessionId,
      roundIndex: 0,
      attempt: 0,
      reopenCount: 0,
      replicaIndex: 0,
      uploadKey: "a-key-of-mine",
      step: 1,
      trainingError: null,
      predictions: null,
      summary: null,
    };
    const upload = (jar: CookieJar, changes: Partial<Record<keyof typeof body, unknown>> = {}) =>
      post(stage.url, jar, "uploadPredictions", { ...body, ...changes });
    expect(await upload(new CookieJar())).toEqual(refused("not-seated"));
    expect(await upload(stage.opened.jar)).toEqual(refused("not-seated"));
    expect(await upload(stage.ann.jar, { sessionId: "ffffffffffffffffffffffff" })).toEqual(
      refused("unknown-code"),
    );
    expect(await upload(stage.ann.jar)).toEqual(refused("wrong-phase"));
    expect(await upload(stage.ann.jar, { attempt: 1 })).toEqual(refused("wrong-attempt"));
    expect(await upload(stage.ann.jar, { replicaIndex: 5 })).toEqual(refused("malformed"));
  });

  it("with a wrong recovery or seat code opens nothing", async () => {
    const { joinCode } = stage.opened;
    const jar = new CookieJar();
    expect(await post(stage.url, jar, "recoverHost", { joinCode, recoveryCode: "Z".repeat(16) })).toEqual(
      refused("unknown-code"),
    );
    expect(await post(stage.url, jar, "returnToSeat", { joinCode, seatCode: "ZZZZZZ" })).toEqual(
      refused("unknown-code"),
    );
    expect(jar.cookies.size).toBe(0);
  });

  it("that opens a session on an unknown deck, or on another deck's preset, is refused", async () => {
    const open = (lesson: unknown) =>
      post(stage.url, new CookieJar(), "createSession", { ...warmUpLesson(), lesson });
    expect(await open([{ deckId: "no-such-deck", presetId: null }])).toEqual(refused("no-deck"));
    expect(await open([{ deckId: "warm-up", presetId: "sixteen-inputs-2-local" }])).toEqual(
      refused("no-deck"),
    );
    expect(await open([])).toEqual(refused("malformed"));
  });

  it("that opens a lesson in which the same depths win every round is refused, also as a rehearsal", async () => {
    const lesson = ["3-local", "4-local"].map((hypothesis) => ({
      deckId: "warm-up",
      presetId: `warm-up-${hypothesis}`,
    }));
    const body = warmUpLesson();
    for (const isRehearsal of [false, true]) {
      const settings = { ...body.settings, isRehearsal };
      expect(await post(stage.url, new CookieJar(), "createSession", { lesson, settings })).toEqual(
        refused("lesson-one-sided"),
      );
    }
  });
});
