import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type HttpName, httpTable } from "@/core/contract/http-bodies";
import { type CommandName, commandTable } from "@/core/contract/socket-commands";
import { RefusalSchema } from "@/core/game/refusal-schema";
import { type GameServer, startGameServer } from "@/tests/server/support/game-server";
import {
  advanceTo,
  divergedUpload,
  joinClass,
  openClass,
  quickDesign,
  warmUpLesson,
} from "@/tests/server/support/headless-class";
import { CookieJar, HeadlessViewer, post } from "@/tests/server/support/headless-viewer";
import { JsonMutator } from "@/tests/server/support/mutate-json";
import { sendText } from "@/tests/server/support/send-text";
import { validBodies, validPayloads } from "@/tests/server/support/valid-payloads";

const seed = 20_261_122;
const total = 10_000;
const warmUp = 1_000;
const hostileSeats = 8;
/** A socket may send 80 commands in 10 s; a new one starts afresh. */
const commandsPerSocket = 70;
/** What the heap may have grown by, in bytes: states and rows that mutants made, not a share of every one of them. */
const heapAllowance = 25_000_000;

type Role = "host" | "projector" | "player";
type Lane = { readonly jar: CookieJar; readonly role: Role; readonly names: readonly string[] };

let server: GameServer;
let opened: Awaited<ReturnType<typeof openClass>>;
let honest: Awaited<ReturnType<typeof joinClass>>;
let lanes: Lane[];
let mutator: JsonMutator;
let interruptions = 0;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => unhandled.push(reason);

beforeAll(async () => {
  process.on("unhandledRejection", onUnhandled);
  server = await startGameServer();
  opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
  honest = await joinClass(server.url, opened.joinCode, "Honest");
  honest.player.keepsPackets = false;
  honest.player.socket.on("disconnect", () => (interruptions += 1));
  const hostile = await Promise.all(
    Array.from({ length: hostileSeats }, (_, index) =>
      joinClass(server.url, opened.joinCode, `Hostile ${index}`),
    ),
  );
  await advanceTo(opened.host, "exploring");
  await honest.player.untilPhase("exploring");
  for (const { player } of hostile) player.close();
  const { sessionId, teams } = honest.player.view;
  mutator = new JsonMutator(seed, [sessionId, honest.player.player.seatId, teams[1]?.teamId ?? "", "nobody"]);
  const commands = Object.keys(commandTable);
  lanes = [
    ...hostile.map(({ jar }) => ({ jar, role: "player" as const, names: commands })),
    ...[1, 2].map(() => ({ jar: new CookieJar(), role: "projector" as const, names: commands })),
    { jar: opened.jar.copy(), role: "host", names: commands },
  ];
});
afterAll(async () => {
  process.off("unhandledRejection", onUnhandled);
  for (const viewer of [opened.host, honest.player]) viewer.close();
  await server.close();
});

interface Told {
  answered: number;
  closed: number;
  /** Answers that are not of the contract, and sockets that were closed for text that could have been answered. */
  readonly strange: string[];
}

/** An answer is a success or a refusal of the contract, and never the server's own fault. */
function take(told: Told, sent: string, answer: unknown): void {
  if (answer === null) {
    told.closed += 1;
    // Text that is not JSON cannot be answered: nobody knows what it asks.
    if (isJson(sent.slice(sent.indexOf(" ") + 1))) told.strange.push(`closed: ${sent.slice(0, 300)}`);
    return;
  }
  told.answered += 1;
  const { ok, refusal } = answer as { ok?: unknown; refusal?: unknown };
  const isKnown = RefusalSchema.safeParse(refusal).success && refusal !== "internal";
  if (ok !== true && !isKnown) told.strange.push(`${sent.slice(0, 300)}: ${JSON.stringify(answer)}`);
}

async function storm({ jar, role, names }: Lane, count: number, told: Told): Promise<void> {
  const bases = validPayloads(honest.player) as Record<string, unknown>;
  let viewer: HeadlessViewer | null = null;
  for (let index = 0; index < count; index += 1) {
    if (viewer === null || !viewer.socket.connected || index % commandsPerSocket === 0) {
      viewer?.close();
      viewer = await connect(jar, role);
    }
    const name = names[index % names.length] as CommandName;
    let text = mutator.mutate(bases[name] ?? {});
    // A host may end the lesson; only what no host can send is hostile.
    while (role === "host" && isAcceptable(name, text)) text = mutator.mutate(bases[name] ?? {});
    take(told, `${name} ${text}`, await sendText(viewer, name, text));
  }
  viewer?.close();
}

async function connect(jar: CookieJar, role: Role): Promise<HeadlessViewer> {
  const viewer = new HeadlessViewer(server.url, jar, opened.joinCode, role);
  viewer.keepsPackets = false;
  await viewer.until(({ shared }) => shared !== null);
  return viewer;
}

async function postStorm(jar: CookieJar, count: number, told: Told): Promise<void> {
  const bodies = Object.entries(validBodies(honest.player)) as [HttpName, unknown][];
  for (let index = 0; index < count; index += 1) {
    const [name, base] = bodies[index % bodies.length] as [HttpName, unknown];
    let text = mutator.mutate(base);
    // Well-formed ones would open sessions by the dozen.
    while (["createSession", "playAlone"].includes(name) && isBody(name, text)) text = mutator.mutate(base);
    const response = await fetch(server.url + httpTable[name].path, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server.url, cookie: jar.header },
      body: text,
    });
    take(told, `${name} ${text}`, await response.json());
  }
}

async function attack(count: number): Promise<Told> {
  const told: Told = { answered: 0, closed: 0, strange: [] };
  const share = Math.floor(count / (lanes.length + 3));
  const posters = lanes.slice(0, 3);
  await Promise.all([
    ...lanes.map((lane) => storm(lane, share, told)),
    ...posters.map(({ jar }, index) =>
      postStorm(jar, index === 0 ? count - share * (lanes.length + 2) : share, told),
    ),
  ]);
  return told;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const isJson = (text: string) => parsed(text) !== undefined;
const isAcceptable = (name: CommandName, text: string) =>
  commandTable[name].payload.safeParse(parsed(text)).success;
const isBody = (name: HttpName, text: string) => httpTable[name].body.safeParse(parsed(text)).success;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

async function settledHeap(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

it("answers ten thousand spoiled commands and requests, keeps its memory, and plays on", async () => {
  await attack(warmUp);
  const before = await settledHeap();

  const told = await attack(total);

  expect(told.strange).toEqual([]);
  expect(told.answered + told.closed).toBe(total);
  expect(told.closed).toBeLessThan(total / 20);
  expect((await settledHeap()) - before).toBeLessThan(heapAllowance);
  expect({ interruptions, unhandled }).toEqual({ interruptions: 0, unhandled: [] });
  expect((await opened.host.refresh()).counts.seatsOnline).toBeGreaterThan(0);

  const { player, jar } = honest;
  const { phaseSequence } = await player.refresh();
  expect(await player.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({ ok: true });
  await advanceTo(opened.host, "racing");
  await player.untilPhase("racing");
  for (let replica = 0; replica < 5; replica += 1) {
    const answer = await post(server.url, jar, "uploadPredictions", divergedUpload(player, replica));
    expect(answer).toEqual({ ok: true, counted: true });
  }
  await advanceTo(opened.host, "reveal");
  await player.untilPhase("reveal");
  expect(player.player.score?.errors).toHaveLength(5);
}, 300_000);
