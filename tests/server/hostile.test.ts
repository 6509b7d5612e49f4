import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HttpName, httpTable } from "@/core/contract/http-bodies";
import { protocolVersion } from "@/core/contract/protocol-version";
import { type CommandName, commandTable } from "@/core/contract/socket-commands";
import { RefusalSchema } from "@/core/game/refusal-schema";
import { createLog } from "@/server/log";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  advanceTo,
  divergedUpload,
  joinClass,
  openClass,
  quickDesign,
  warmUpLesson,
} from "./support/headless-class";
import { CookieJar, HeadlessViewer, post } from "./support/headless-viewer";
import { JsonMutator } from "./support/mutate-json";
import { frameOf, RawWebsocket } from "./support/raw-connection";
import { sendText } from "./support/send-text";
import { validBodies, validPayloads } from "./support/valid-payloads";

const seed = 20_261_121;
/** A socket may send 80 commands in 10 s; a new one starts afresh. */
const commandsPerSocket = 70;
const names = ["Mallory Wunderlich", "Bo Unmistakable"] as const;

const logged: string[] = [];
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => unhandled.push(reason);
/** Every answer of the server: what was sent, and what came back. */
const answers: { sent: string; answer: unknown }[] = [];
let server: GameServer;
let opened: Awaited<ReturnType<typeof openClass>>;
let mallory: Awaited<ReturnType<typeof joinClass>>;
let bo: Awaited<ReturnType<typeof joinClass>>;
let mutator: JsonMutator;
/** How often the honest player lost the connection. */
let interruptions = 0;

beforeAll(async () => {
  process.on("unhandledRejection", onUnhandled);
  server = await startGameServer({ log: createLog("trace", { write: (line) => void logged.push(line) }) });
  opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
  mallory = await joinClass(server.url, opened.joinCode, names[0]);
  bo = await joinClass(server.url, opened.joinCode, names[1]);
  bo.player.socket.on("disconnect", () => {
    interruptions += 1;
  });
  await advanceTo(opened.host, "exploring");
  await bo.player.untilPhase("exploring");
  const { sessionId, teams } = bo.player.view;
  mutator = new JsonMutator(seed, [sessionId, bo.player.player.seatId, teams[1]?.teamId ?? "", "nobody"]);
});
afterAll(async () => {
  process.off("unhandledRejection", onUnhandled);
  await server.close();
});

/** False for text that is no JSON, and for payloads that a host may really send. */
function isAcceptable(name: CommandName, text: string): boolean {
  try {
    return commandTable[name].payload.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function connect(jar: CookieJar, role: "host" | "projector" | "player"): Promise<HeadlessViewer> {
  const viewer = new HeadlessViewer(server.url, jar, opened.joinCode, role);
  return viewer.until(({ shared }) => shared !== null).then(() => viewer);
}

/** Sends each payload to the server as `role`, with a new socket whenever the budget of one ends. */
async function storm(
  jar: CookieJar,
  role: "host" | "projector" | "player",
  messages: [CommandName, string][],
) {
  let viewer = await connect(jar, role);
  let left = commandsPerSocket;
  for (const [name, text] of messages) {
    if (left === 0 || !viewer.socket.connected) {
      viewer.close();
      viewer = await connect(jar, role);
      left = commandsPerSocket;
    }
    left -= 1;
    answers.push({
      sent: `${role} ${name} ${text.slice(0, 200)}`,
      answer: await sendText(viewer, name, text),
    });
  }
  viewer.close();
}

function mutations(
  count: number,
  isWanted: (name: CommandName, text: string) => boolean,
): [CommandName, string][] {
  const bases = Object.entries(validPayloads(bo.player)) as [CommandName, unknown][];
  return bases.flatMap(([name, base]) => {
    const texts: [CommandName, string][] = [];
    while (texts.length < count) {
      const text = mutator.mutate(base);
      if (isWanted(name, text)) texts.push([name, text]);
    }
    return texts;
  });
}

describe("hostile input", () => {
  it("on sockets is answered or ends its socket", async () => {
    await storm(
      mallory.jar,
      "player",
      mutations(20, () => true),
    );
    // A host may end the lesson; only what no host can send is hostile.
    await storm(
      opened.jar,
      "host",
      mutations(8, (name, text) => !isAcceptable(name, text)),
    );
    await storm(
      new CookieJar(),
      "projector",
      mutations(4, () => true),
    );

    expect(answers.length).toBeGreaterThan(750);
    const closed = answers.filter(({ answer }) => answer === null);
    // Text that is not JSON cannot be answered: nobody knows what it asks.
    for (const { sent } of closed) expect(sent).toMatch(/NaN|Infinity|0x10|01/);
    expectClosedUnion();
  });

  it("over HTTP is answered", async () => {
    const bodies = Object.entries(validBodies(bo.player)) as [HttpName, unknown][];
    let count = 0;
    for (const [name, base] of bodies) {
      for (let index = 0; index < 40; index += 1) {
        const text = mutator.mutate(base);
        // Well-formed ones would open sessions by the dozen.
        if (["createSession", "playAlone"].includes(name) && isBody(name, text)) continue;
        const response = await fetch(server.url + httpTable[name].path, {
          method: "POST",
          headers: { "content-type": "application/json", origin: server.url, cookie: mallory.jar.header },
          body: text,
        });
        answers.push({ sent: `POST ${name} ${text.slice(0, 200)}`, answer: await response.json() });
        count += 1;
      }
    }

    expect(count).toBeGreaterThan(200);
    expectClosedUnion();
  });

  it("in a handshake is refused", async () => {
    const base = { protocolVersion, joinCode: "ZZZZZZ", role: "player" };
    for (let index = 0; index < 40; index += 1) {
      const raw = await RawWebsocket.open(server.port);
      const text = mutator.mutate(base);
      raw.sendText(`40${text}`);
      // A refusal, or the frame that closes a websocket.
      const signs = ["44{", "\u0088\u0000"];
      const isAnswered = () => signs.some((sign) => raw.received.includes(sign));
      await expect.poll(isAnswered, { timeout: 20_000 }).toBe(true);
      expect(raw.received, text).not.toContain("40{");
      raw.destroy();
    }
  });

  it("below the protocol ends its own connection only", async () => {
    const garbage: [string, Buffer][] = [
      ["an unknown packet type", frameOf(0x1, Buffer.from("9nonsense"))],
      ["an empty frame", frameOf(0x1, Buffer.alloc(0))],
      ["an event before the handshake", frameOf(0x1, Buffer.from('42["phase:next",{}]'))],
      ["an unknown namespace", frameOf(0x1, Buffer.from("40/admin,{}"))],
      ["an acknowledgement of nothing", frameOf(0x1, Buffer.from("437[1]"))],
      ["attachments that never come", frameOf(0x1, Buffer.from('451-["x",{"_placeholder":true,"num":0}]'))],
      ["a negative number of attachments", frameOf(0x1, Buffer.from('45-1-["x"]'))],
      ["binary out of nowhere", frameOf(0x2, Buffer.from([1, 2, 3]))],
      ["text that is not UTF-8", frameOf(0x1, Buffer.from([0x34, 0xff, 0xfe]))],
      ["reserved bits", Buffer.from([0xf1, 0x80, 0, 0, 0, 0])],
      ["an unmasked frame", Buffer.from([0x81, 0x01, 0x34])],
      ["a frame of 2^53 bytes", Buffer.from([0x82, 0xff, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
      ["no websocket at all", Buffer.from("GET / HTTP/1.1\r\n\r\n")],
    ];
    for (const [, bytes] of garbage) {
      const raw = await RawWebsocket.open(server.port);
      raw.write(bytes);
      raw.end();
      await raw.ended;
    }
    for (const [query, body] of [
      ["EIO=3&transport=polling", "4x"],
      ["EIO=4&transport=carrier-pigeon", "4x"],
      ["EIO=4&transport=polling&sid=__proto__", "4x"],
      ["EIO=4&transport=polling&sid=stolen", '42["session:close",{}]'],
    ] as const) {
      const response = await fetch(`${server.url}/socket.io/?${query}`, { method: "POST", body });
      expect([query, response.status]).toEqual([query, 400]);
    }
  });

  it("with unknown names, extra arguments, attachments or no acknowledgement is survived", async () => {
    const viewer = await connect(mallory.jar, "player");
    const { phaseSequence } = bo.player.view;
    const bytes = Buffer.from([1, 2, 3]);
    for (const name of ["__proto__", "toString", "admin:all", "x".repeat(500), "\ud800"]) {
      const sent = await viewer.send(name as CommandName, {});
      expect(sent).toEqual({ ok: false, refusal: "malformed" });
    }
    for (const payload of [
      bytes,
      { design: bytes, phaseSequence },
      [bytes, bytes],
      { phaseSequence: { bytes } },
    ]) {
      const sent = await viewer.send("design:commit", payload as never);
      expect(sent).toMatchObject({ ok: false });
    }
    viewer.socket.emit("design:commit", { phaseSequence, design: { depth: 1e9 } });
    viewer.socket.emit("phase:next", () => undefined);
    viewer.socket.emit("phase:next", { phaseSequence }, { phaseSequence }, bytes);
    expect(await viewer.send("view:read", {})).toEqual({ ok: true });
    viewer.close();
  });

  it("during the race is answered, and the round goes on to its scores", async () => {
    const { host } = opened;
    const { player, jar } = bo;
    await host.refresh();
    await player.refresh();
    expect(player.view.phase).toBe("exploring");
    const { phaseSequence } = player.view;
    expect(await player.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({ ok: true });
    await advanceTo(host, "racing");
    await player.untilPhase("racing");

    const messages = mutations(20, () => true).filter(([name]) => /^(race|pilot|labels|draft)/.test(name));
    await storm(mallory.jar, "player", messages);
    const upload = divergedUpload(player, 0);
    for (let index = 0; index < 40; index += 1) {
      const text = mutator.mutate(upload);
      const response = await fetch(server.url + httpTable.uploadPredictions.path, {
        method: "POST",
        headers: { origin: server.url, cookie: mallory.jar.header },
        body: text,
      });
      answers.push({ sent: `POST racing ${text.slice(0, 200)}`, answer: await response.json() });
    }
    for (let replica = 0; replica < 5; replica += 1) {
      const answer = await post(server.url, jar, "uploadPredictions", divergedUpload(player, replica));
      expect(answer).toEqual({ ok: true, counted: true });
    }
    await advanceTo(host, "reveal");
    await player.untilPhase("reveal");

    expect(player.player.score?.errors).toHaveLength(5);
    expect(answers.length).toBeGreaterThan(1000);
    expectClosedUnion();
  });

  it("has interrupted nobody and left no name, code or token in the log", async () => {
    expect(interruptions).toBe(0);
    expect(unhandled).toEqual([]);
    expect(logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
    // At this level the log tells of every refusal.
    expect(logged.filter((line) => line.includes("refused")).length).toBeGreaterThan(500);
    const log = logged.join("\n");
    const tokens = [opened.jar, mallory.jar, bo.jar].flatMap((jar) => [...jar.cookies.values()]);
    const codes = [opened.recoveryCode, mallory.seatCode, bo.seatCode];
    expect([...names, ...tokens, ...codes].filter((secret) => log.includes(secret))).toEqual([]);
  });
});

/** Whatever was sent: an answer is a success or a refusal of the contract, and never the server's own fault. */
function expectClosedUnion(): void {
  const strange = answers.filter(({ answer }) => {
    if (answer === null) return false;
    const { ok, refusal } = answer as { ok?: unknown; refusal?: unknown };
    return ok !== true && !(RefusalSchema.safeParse(refusal).success && refusal !== "internal");
  });
  expect(strange).toEqual([]);
}

function isBody(name: HttpName, text: string): boolean {
  try {
    return httpTable[name].body.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
