import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ArchivedSession,
  ArchivedSessionSchema,
  type ExportNames,
} from "@/core/contract/archive-bodies";
import { exportPath } from "@/core/contract/http-paths";
import { type GameServer, startGameServer } from "@/tests/server/support/game-server";
import {
  advanceTo,
  countWrong,
  fixedPredictions,
  joinClass,
  next,
  openClass,
  quickDesign,
  sureBallot,
  uploadOf,
  warmUpLesson,
} from "@/tests/server/support/headless-class";
import { CookieJar, post } from "@/tests/server/support/headless-viewer";

let server: GameServer;
let opened: Awaited<ReturnType<typeof openClass>>;
let sessionId: ArchivedSession["sessionId"];
let other: Awaited<ReturnType<typeof openClass>>;
const players: Awaited<ReturnType<typeof joinClass>>[] = [];
const names = ["=1+1", 'Bo "B", Jr'] as const;

beforeAll(async () => {
  server = await startGameServer();
  opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }, 2));
  sessionId = opened.host.view.sessionId;
  other = await openClass(server.url);
  for (const name of names) players.push(await joinClass(server.url, opened.joinCode, name));
});
afterAll(async () => {
  for (const viewer of [opened.host, other.host, ...players.map(({ player }) => player)]) viewer.close();
  await server.close();
});

async function openArchived(jar = opened.jar): Promise<ArchivedSession> {
  const answer = await post(server.url, jar, "openArchived", { sessionId });
  if (!answer.ok) throw new Error(answer.refusal);
  return ArchivedSessionSchema.parse(answer.session);
}

async function download(format: "csv" | "json", asked: ExportNames, jar = opened.jar) {
  const response = await fetch(server.url + exportPath(sessionId, format, asked), {
    headers: { cookie: jar.header },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Splits what `sessionCsv` writes, by RFC 4180. */
function parseCsv(text: string): Record<string, string>[] {
  const rows = text
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
      ),
    );
  const [head = [], ...lines] = rows;
  return lines.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ""])));
}

describe("the archive of a session that runs", () => {
  it("lists the host's own sessions and nobody else's", async () => {
    const list = async (jar: CookieJar) => {
      const answer = await post(server.url, jar, "listArchive", {});
      return answer.ok ? answer.sessions : [];
    };
    expect(await list(opened.jar)).toMatchObject([
      { sessionId, joinCode: opened.joinCode, closedAtMs: null, seatCount: 2, roundCount: 0 },
    ]);
    expect((await list(other.jar)).map(({ joinCode }) => joinCode)).toEqual([other.joinCode]);
    expect(await list(players[0]?.jar ?? new CookieJar())).toEqual([]);
    expect(await list(new CookieJar())).toEqual([]);
  });

  it("tells nothing of a round while its task is hidden, not even of an attempt that was redone", async () => {
    await advanceTo(opened.host, "exploring");
    const { phaseSequence } = opened.host.view;
    expect(await opened.host.send("round:redo", { phaseSequence })).toEqual({ ok: true });
    await opened.host.until(({ view }) => view.phaseSequence > phaseSequence);
    await advanceTo(opened.host, "exploring");
    for (const { player } of players) {
      await player.until(({ view }) => view.phase === "exploring" && view.round?.attempt === 1);
      const sequence = player.view.phaseSequence;
      await player.send("ballot:cast", { phaseSequence: sequence, ballot: sureBallot(player) });
      const design = { phaseSequence: sequence, design: quickDesign };
      expect(await player.send("design:commit", design)).toEqual({ ok: true });
    }
    await advanceTo(opened.host, "racing");

    const hidden = { hypothesis: null, oracleError: null, teams: [] };
    const { rounds } = await openArchived();
    expect(rounds).toMatchObject([
      { roundIndex: 0, attempt: 0, isVoid: true, ...hidden },
      { roundIndex: 0, attempt: 1, isVoid: false, ...hidden },
    ]);
    expect((await download("json", "private")).text).not.toMatch(/"depth"|2-local/);
  });

  it("tells designs, errors and points once they are out, as they were counted", async () => {
    const bits = players.map((_, team) =>
      [0, 1, 2, 3, 4].map((replica) => fixedPredictions(team * 5 + replica, 10_000)),
    );
    for (const [team, { player, jar }] of players.entries()) {
      await player.untilPhase("racing");
      for (const [replica, predictions] of (bits[team] ?? []).entries()) {
        const body = uploadOf(player, replica, { step: 9, trainingError: 0.5, predictions });
        expect(await post(server.url, jar, "uploadPredictions", body)).toEqual({ ok: true, counted: true });
      }
    }
    await opened.host.untilPhase("reveal");
    const { reveal } = opened.host.view;
    const { rounds, teams } = await openArchived();
    expect(rounds[1]).toMatchObject({ hypothesis: reveal?.hypothesis, oracleError: reveal?.oracleError });
    expect(rounds[0]).toMatchObject({ isVoid: true, hypothesis: reveal?.hypothesis });
    expect(teams.map(({ seats }) => seats)).toEqual(names.map((name) => [{ name, privateName: null }]));
    for (const [team, { player }] of players.entries()) {
      await player.untilPhase("reveal");
      const archived = rounds[1]?.teams.find(({ teamId }) => teamId === player.player.teamId);
      const rule = reveal?.rule ?? expect.fail("no rule");
      const errors = bits[team]?.map((replica) => countWrong(player, rule, replica) / 10_000);
      expect(archived).toMatchObject({ design: quickDesign, isAutomatic: false, score: { errors } });
      expect(archived?.score?.points).toBe(player.player.score?.points);
    }
  });

  it("is not deleted", async () => {
    const answer = await post(server.url, opened.jar, "deleteArchived", { sessionId });
    expect(answer).toEqual({ ok: false, refusal: "wrong-phase" });
    expect(await openArchived()).toMatchObject({ sessionId, closedAtMs: null });
  });
});

describe("the archive of a session that is over", () => {
  it("opens for its host with everything in it", async () => {
    const before = await openArchived();
    await next(opened.host);
    await opened.host.untilPhase("debrief");
    expect(await opened.host.send("session:close", {})).toEqual({ ok: true });
    await expect.poll(async () => (await openArchived()).closedAtMs).not.toBe(null);
    expect({ ...(await openArchived()), closedAtMs: null }).toEqual(before);
  });

  it("is exported as CSV, a line per team and attempt, without names unless they are asked for", async () => {
    const { status, headers, text } = await download("csv", "none");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toMatch(
      /^attachment; filename="deepstakes-[A-Z0-9]{6}-[\d-]{10}\.csv"$/,
    );
    const { rounds } = await openArchived();
    const rows = parseCsv(text);
    expect(rows.map((row) => [row.round, row.attempt, row.void])).toEqual([
      ...Array(2).fill(["1", "1", "true"]),
      ...Array(2).fill(["1", "2", "false"]),
    ]);
    const scores = rounds[1]?.teams.map(({ score }) => score) ?? [];
    for (const [index, score] of scores.entries()) {
      const row = rows[index + 2] ?? {};
      expect([1, 2, 3, 4, 5].map((number) => Number(row[`test error ${number}`]))).toEqual(score?.errors);
      expect(Number(row.points)).toBe(score?.points);
      expect([row.depth, row.width, row["learning rate"]]).toEqual(["2", "10", "0.3"]);
      expect([row.names, row["real names"]]).toEqual(["", ""]);
    }
    expect(rows[0]).toMatchObject({ depth: "", points: "", rule: "2-local" });
    for (const name of names) expect(text).not.toContain(name);
    const named = parseCsv((await download("csv", "game")).text);
    // Not a formula on the teacher's machine.
    expect(named.slice(2).map((row) => row.names)).toEqual(["'=1+1", 'Bo "B", Jr']);
  });

  it("is exported as JSON, the same that the screen shows", async () => {
    const named = JSON.parse((await download("json", "game")).text) as ArchivedSession;
    expect(named).toEqual(await openArchived());
    const bare = JSON.parse((await download("json", "none")).text) as ArchivedSession;
    expect(bare).toEqual({ ...named, teams: named.teams.map((team) => ({ ...team, seats: [] })) });
  });

  it("is closed to players, to other hosts and to strangers", async () => {
    for (const jar of [players[0]?.jar ?? new CookieJar(), other.jar, new CookieJar()]) {
      const refusal = { ok: false, refusal: "unknown-code" };
      expect(await post(server.url, jar, "openArchived", { sessionId })).toEqual(refusal);
      expect(await post(server.url, jar, "deleteArchived", { sessionId })).toEqual(refusal);
      expect((await download("csv", "private", jar)).status).toBe(404);
    }
    const forged = new CookieJar();
    forged.cookies.set(`deepstakes_host_${sessionId}`, "0".repeat(32));
    expect((await download("json", "none", forged)).status).toBe(404);
  });

  it("opens on another device with the recovery code, and with no other", async () => {
    const jar = new CookieJar();
    const recover = (recoveryCode: string) =>
      post(server.url, jar, "recoverArchived", { joinCode: opened.joinCode, recoveryCode });
    expect(await recover("Z".repeat(16))).toEqual({ ok: false, refusal: "unknown-code" });
    expect(await recover(other.recoveryCode)).toEqual({ ok: false, refusal: "unknown-code" });
    expect(jar.cookies.size).toBe(0);
    const typed = opened.recoveryCode.toLowerCase().replace(/(.{4})/g, "$1 ");
    expect(await recover(typed)).toEqual({ ok: true, joinCode: opened.joinCode });
    expect(await openArchived(jar)).toEqual(await openArchived());
  });

  it("takes the controls of a session that runs, as the console does", async () => {
    const jar = new CookieJar();
    const body = { joinCode: other.joinCode, recoveryCode: other.recoveryCode };
    expect(await post(server.url, jar, "recoverArchived", body)).toMatchObject({ ok: true });
    const answer = await post(server.url, jar, "listArchive", {});
    expect(answer).toMatchObject({ ok: true, sessions: [{ joinCode: other.joinCode, closedAtMs: null }] });
    const old = await post(server.url, other.jar, "listArchive", {});
    expect(old).toMatchObject({ ok: true, sessions: [] });
  });

  it("is deleted with its log, uploads and summaries, and nothing else with it", async () => {
    const { store } = server;
    expect(await store.readEvents(sessionId)).not.toEqual([]);
    expect(await store.readRunSummaries(sessionId, 0, 1)).not.toEqual([]);
    const otherId = other.host.view.sessionId;
    const otherEvents = await store.readEvents(otherId);

    expect(await post(server.url, opened.jar, "deleteArchived", { sessionId })).toEqual({ ok: true });
    expect(await store.readEvents(sessionId)).toEqual([]);
    expect(await store.readRunSummaries(sessionId, 0, 1)).toEqual([]);
    expect(await store.readState(sessionId)).toBe(null);
    expect((await download("csv", "none")).status).toBe(404);
    const gone = await post(server.url, opened.jar, "deleteArchived", { sessionId });
    expect(gone).toEqual({ ok: false, refusal: "unknown-code" });
    const list = await post(server.url, opened.jar, "listArchive", {});
    expect(list).toEqual({ ok: true, sessions: [] });
    expect(await store.readEvents(otherId)).toEqual(otherEvents);
  });
});
