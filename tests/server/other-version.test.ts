import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createLog } from "@/server/log";
import { openDatabase } from "@/server/persistence/open-database";
import { type GameServer, startGameServer } from "./support/game-server";
import { advanceTo, joinClass, openClass, quickDesign, warmUpLesson } from "./support/headless-class";
import { type CookieJar, HeadlessViewer, post } from "./support/headless-viewer";

let dataDirectory: string;
let server: GameServer | null = null;
const logged: string[] = [];
const start = () =>
  startGameServer({
    database: { kind: "embedded", dataDirectory },
    log: createLog("info", { write: (line) => void logged.push(line) }),
  });
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "deepstakes version "));
});
afterAll(async () => {
  await server?.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

type Json = Record<string, unknown>;
const isRecord = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** The stored state as a build of another time would have written it. */
function asOlder(state: Json): Json {
  const { waiting: _1, coHosts: _2, coHostInviteHash: _3, areNamesHidden: _4, ...kept } = state;
  const { teamMode: _5, commitBy: _6, joinPolicy: _7, ...settings } = kept.settings as Json;
  const seats = (kept.seats as Json[]).map(({ joinRequestHash: _8, isBanned: _9, ...seat }) => seat);
  return { ...kept, settings: { ...settings, musicVolume: 11 }, seats, mascot: { name: "Owl" } };
}

/** Rewrites the snapshots that a stopped server has left; `change` gets the state by join code. */
async function rewrite(change: (joinCode: string, state: Json) => Json): Promise<void> {
  const opened = await openDatabase({ kind: "embedded", dataDirectory });
  if (!opened.ok) throw new Error(opened.reason);
  const { store, close } = opened.database;
  for (const { sessionId, joinCode, snapshot } of await store.loadOpenSessions()) {
    if (!isRecord(snapshot.state)) throw new Error("no state");
    const state = change(joinCode, snapshot.state);
    await store.commit(sessionId, {
      events: [],
      snapshot: { version: snapshot.version, state },
      predictions: [],
      summaries: [],
    });
  }
  await close();
}

async function playUntilExploring(name: string) {
  if (server === null) throw new Error("no server");
  const opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
  const { player, jar } = await joinClass(server.url, opened.joinCode, name);
  await advanceTo(opened.host, "exploring");
  await player.untilPhase("exploring");
  const { phaseSequence } = player.view;
  expect(await player.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({ ok: true });
  for (const viewer of [opened.host, player]) viewer.close();
  return { ...opened, seatJar: jar };
}

const list = async (jar: CookieJar) => {
  const answer = await post(server?.url ?? "", jar, "listArchive", {});
  return answer.ok ? answer.sessions : [];
};

it("reads a session of an older version, sets one aside that it cannot read, and starts", async () => {
  server = await start();
  const older = await playUntilExploring("Ann");
  const foreign = await playUntilExploring("Bo");
  await server.close();
  await rewrite((joinCode, state) =>
    joinCode === older.joinCode ? asOlder(state) : { ...state, phase: "interval", rounds: "none" },
  );
  logged.length = 0;
  server = await start();

  const player = new HeadlessViewer(server.url, older.seatJar, older.joinCode, "player");
  await player.until(({ own }) => own !== null);
  expect(player.player).toMatchObject({ name: "Ann", teamRound: { commitment: { design: quickDesign } } });
  expect(player.view.teamMode).toBe("self-chosen");
  player.close();

  const complaints = logged.filter((line) => line.includes("another version"));
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain("invalid_value at phase");
  expect(await list(older.jar)).toMatchObject([{ joinCode: older.joinCode, isOfOtherVersion: false }]);
  const [entry] = await list(foreign.jar);
  expect(entry).toMatchObject({ joinCode: foreign.joinCode, isOfOtherVersion: true, closedAtMs: null });
  const sessionId = entry?.sessionId ?? expect.fail("no entry");
  expect(await post(server.url, foreign.jar, "openArchived", { sessionId })).toEqual({
    ok: false,
    refusal: "other-version",
  });
  const visitor = { joinCode: foreign.joinCode, name: "Cy" };
  expect(await post(server.url, foreign.jar, "join", visitor)).toMatchObject({ refusal: "unknown-code" });

  expect(await post(server.url, foreign.jar, "deleteArchived", { sessionId })).toEqual({ ok: true });
  expect(await list(foreign.jar)).toEqual([]);
});
