import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ballot } from "@/core/game/ballot";
import { recoveryMarginMs } from "@/core/game/phase-actions";
import { type GameProcess, startGameProcess } from "./support/game-process";
import { startGameServer } from "./support/game-server";
import {
  advanceTo,
  countWrong,
  divergedUpload,
  fixedPredictions,
  joinClass,
  openClass,
  quickDesign,
  sureBallot,
  uploadOf,
  warmUpLesson,
} from "./support/headless-class";
import { type CookieJar, HeadlessViewer, post } from "./support/headless-viewer";

const playerCount = 10;
const kills = [1, 2, 3, 4, 5];
/** Acknowledged commands of all players together after which a life of the server ends. */
const acknowledgementsPerLife = 200;
const longLengths = { briefingSeconds: 600, exploringSeconds: 600, racingSeconds: 120 };

let dataDirectory: string;
let game: GameProcess;
let joinCode: string;
let hostJar: CookieJar;
let host: HeadlessViewer;

interface Writer {
  readonly jar: CookieJar;
  player: HeadlessViewer;
  readonly pilotIds: string[];
  lastSent: number;
  lastAcknowledged: number;
}
const writers: Writer[] = [];

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "deepstakes restart "));
  game = await startGameProcess(dataDirectory);
  const lesson = warmUpLesson({ seatsPerTeam: 1, lengths: longLengths });
  ({ host, joinCode, jar: hostJar } = await openClass(game.url, lesson));
  for (let number = 1; number <= playerCount; number += 1) {
    const { player, jar } = await joinClass(game.url, joinCode, `Student ${number}`);
    writers.push({ jar, player, pilotIds: [], lastSent: 0, lastAcknowledged: 0 });
  }
  await advanceTo(host, "exploring");
});
afterAll(async () => {
  for (const viewer of [host, ...writers.map(({ player }) => player)]) viewer.close();
  await game.end("SIGKILL");
  await rm(dataDirectory, { recursive: true, force: true });
});

/** A number from 0 to 2549 as belief, so that the stored ballot tells which command it came from. */
function ballotOf(number: number, viewer: HeadlessViewer): Ballot {
  const low = number % 51;
  const high = Math.floor(number / 51) % 50;
  const percents = [low, high, 100 - low - high, 0, 0];
  return sureBallot(viewer).map((entry, index) => ({ ...entry, percent: percents[index] ?? 0 }));
}

function numberOf(ballot: Ballot | null | undefined): number {
  return ballot ? (ballot[0]?.percent ?? 0) + 51 * (ballot[1]?.percent ?? 0) : 0;
}

async function connect(jar: CookieJar, role: "host" | "player"): Promise<HeadlessViewer> {
  const viewer = new HeadlessViewer(game.url, jar, joinCode, role);
  await viewer.until(({ shared, own }) => shared !== null && own !== null);
  return viewer;
}

/** Everybody comes back with nothing but the cookies. */
async function comeBack(): Promise<void> {
  host.close();
  host = await connect(hostJar, "host");
  await Promise.all(
    writers.map(async (writer) => {
      writer.player.close();
      writer.player = await connect(writer.jar, "player");
    }),
  );
  await host.until(({ view }) =>
    view.teams.every(({ seats }) => seats.every((seat) => seat.presence === "online")),
  );
}

/** What a restart must not change; the deadline is looked at apart. */
function lasting({ view }: HeadlessViewer) {
  const { phase, phaseSequence, round, teams } = view;
  const seats = teams.map(({ teamId, seats: members }) => [
    teamId,
    members.map(({ seatId, name }) => [seatId, name]),
  ]);
  return { phase, phaseSequence, round, seats };
}

/** Sends ballots as fast as they are acknowledged until the connection is gone. */
async function writeUntilKilled(writer: Writer, acknowledged: () => void): Promise<void> {
  const { player } = writer;
  const { phaseSequence } = player.view;
  try {
    const pilot = await player.send("pilot:start", { phaseSequence, design: quickDesign, sweep: null });
    if (pilot.ok) writer.pilotIds.push(pilot.pilotId);
    for (;;) {
      writer.lastSent += 1;
      const number = writer.lastSent;
      const answer = await player.send("ballot:cast", { phaseSequence, ballot: ballotOf(number, player) });
      if (!answer.ok) return;
      writer.lastAcknowledged = number;
      acknowledged();
    }
  } catch {
    // The server is dead.
  }
}

async function writeAndKill(): Promise<number> {
  let count = 0;
  let reachLimit = () => {};
  const limit = new Promise<void>((resolve) => {
    reachLimit = resolve;
  });
  const writing = writers.map((writer) =>
    writeUntilKilled(writer, () => {
      count += 1;
      if (count >= acknowledgementsPerLife) reachLimit();
    }),
  );
  await Promise.race([limit, Promise.all(writing)]);
  await game.end("SIGKILL");
  await Promise.all(writing);
  return count;
}

describe("a server that is killed", () => {
  it.each(kills)("has lost nothing acknowledged while ten players write, kill %i", async (kill) => {
    const before = lasting(host);
    const deadlineBefore = host.view.deadlineAtMs ?? 0;
    const aliveAtMs = Date.now();
    expect(await writeAndKill()).toBeGreaterThanOrEqual(acknowledgementsPerLife);
    await game.start();
    const startedAtMs = Date.now();
    await comeBack();

    expect(lasting(host)).toEqual(before);
    for (const { player, pilotIds, lastAcknowledged, lastSent } of writers) {
      const { teamRound } = player.player;
      const stored = numberOf(teamRound?.lastBallot);
      expect(stored).toBeGreaterThanOrEqual(lastAcknowledged);
      expect(stored).toBeLessThanOrEqual(lastSent);
      const known = teamRound?.pilots.map(({ pilotId }) => pilotId as string) ?? [];
      expect(known).toEqual(expect.arrayContaining(pilotIds));
      expect(teamRound?.creditsSpent).toBe(known.length);
    }
    const moved = (host.view.deadlineAtMs ?? 0) - deadlineBefore;
    expect(moved).toBeGreaterThanOrEqual(recoveryMarginMs);
    expect(moved).toBeLessThanOrEqual(recoveryMarginMs + startedAtMs - aliveAtMs);
    expect(writers.filter(({ pilotIds }) => pilotIds.length >= kill).length).toBeGreaterThan(0);
  });

  it("during the race keeps commitments and counted replicas; stopped in peace, it keeps them too", async () => {
    for (const { player } of writers) {
      const { phaseSequence } = player.view;
      expect((await player.send("design:commit", { phaseSequence, design: quickDesign })).ok).toBe(true);
    }
    await advanceTo(host, "racing");
    const writer = writers[0] as Writer;
    await writer.player.untilPhase("racing");
    const bits = [0, 1, 2].map((replica) => fixedPredictions(replica, 10_000));
    const upload = (replica: number) =>
      post(game.url, writer.jar, "uploadPredictions", {
        ...uploadOf(writer.player, replica, {
          step: 9,
          trainingError: 0.5,
          predictions: bits[replica] as Uint8Array,
        }),
      });
    for (const [replica, signal] of [
      [0, "SIGKILL"],
      [1, "SIGTERM"],
    ] as const) {
      expect(await upload(replica)).toEqual({ ok: true, counted: true });
      const before = lasting(host);
      expect(await game.end(signal)).toBe(signal === "SIGTERM" ? 0 : null);
      await game.start();
      await comeBack();
      expect(lasting(host)).toEqual(before);
      for (const { player } of writers)
        expect(player.player.teamRound?.commitment).toEqual({ design: quickDesign, isAutomatic: false });
      const counted = writer.player.player.teamRound?.replicas.map(({ replicaIndex }) => replicaIndex);
      expect(counted).toEqual(Array.from({ length: replica + 1 }, (_, index) => index));
      expect(await upload(replica)).toEqual({ ok: true, counted: false });
    }
    expect(await upload(2)).toEqual({ ok: true, counted: true });

    const missing = writers.flatMap(({ player, jar }, index) =>
      [0, 1, 2, 3, 4]
        .slice(index === 0 ? 3 : 0)
        .map((replica) => ({ jar, body: divergedUpload(player, replica) })),
    );
    for (const { jar, body } of missing)
      expect(await post(game.url, jar, "uploadPredictions", body)).toEqual({ ok: true, counted: true });
    await host.untilPhase("reveal");
    await writer.player.untilPhase("reveal");
    const { rule, scores } = host.view.reveal ?? expect.fail("no reveal");
    expect(scores).toHaveLength(playerCount);
    expect(writer.player.player.score?.errors).toEqual([
      ...bits.map((replica) => countWrong(host, rule, replica) / 10_000),
      0.5,
      0.5,
    ]);
  });

  it("moves a running deadline by the time it was away and twenty seconds, to the millisecond", async () => {
    expect(await game.end("SIGTERM")).toBe(0);
    const awayMs = 7_321;
    let nowMs = Date.now() + 60_000;
    const start = () => startGameServer({ database: { kind: "embedded", dataDirectory }, now: () => nowMs });
    const first = await start();
    const opened = await openClass(first.url, warmUpLesson({ seatsPerTeam: 1, lengths: longLengths }));
    const { player, jar } = await joinClass(first.url, opened.joinCode, "Ann");
    await advanceTo(opened.host, "exploring");
    const { deadlineAtMs } = opened.host.view;
    expect(deadlineAtMs).toBe(nowMs + longLengths.exploringSeconds * 1000);
    for (const viewer of [opened.host, player]) viewer.close();
    await first.close();

    nowMs += awayMs;
    const second = await start();
    const again = new HeadlessViewer(second.url, jar, opened.joinCode, "player");
    await again.untilPhase("exploring");
    expect(again.view.deadlineAtMs).toBe((deadlineAtMs ?? 0) + awayMs + 20_000);
    again.close();
    await second.close();
  });
});
