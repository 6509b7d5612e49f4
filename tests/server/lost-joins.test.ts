import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GameServer, startGameServer } from "./support/game-server";
import { openClass, warmUpLesson } from "./support/headless-class";
import { CookieJar, HeadlessViewer, post } from "./support/headless-viewer";

let dataDirectory: string;
let server: GameServer;
const start = () => startGameServer({ database: { kind: "embedded", dataDirectory } });
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "deepstakes joins "));
  server = await start();
});
afterAll(async () => {
  await server.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

const idOf = (number: number) => number.toString(16).padStart(32, "0");

async function ask(joinCode: string, requestId: string, jar = new CookieJar(), name = "Ann") {
  const answer = await post(server.url, jar, "join", { joinCode, name, requestId });
  if (!answer.ok) throw new Error(answer.refusal);
  return { ...answer, jar };
}

async function sitDown(joinCode: string, jar: CookieJar): Promise<HeadlessViewer> {
  const viewer = new HeadlessViewer(server.url, jar, joinCode, "player");
  await viewer.until(({ own }) => own !== null);
  return viewer;
}

describe("a join whose answer is lost", () => {
  it("is the same seat when it is sent again, however often and however close together", async () => {
    const { host, joinCode } = await openClass(server.url, warmUpLesson());
    const tries = await Promise.all([1, 2, 3, 4].map(() => ask(joinCode, idOf(1))));
    const last = await ask(joinCode, idOf(1), new CookieJar(), "Ann, typed again");
    expect(new Set([...tries, last].map(({ seatId }) => seatId)).size).toBe(1);
    const player = await sitDown(joinCode, last.jar);
    expect(player.player).toMatchObject({ seatId: last.seatId, name: "Ann" });
    expect((await host.refresh()).counts.seats).toBe(1);

    const second = await ask(joinCode, idOf(2), new CookieJar(), "Bo");
    expect(second.seatId).not.toBe(last.seatId);
    const answer = await post(server.url, new CookieJar(), "join", {
      joinCode,
      name: "Cy",
      requestId: "not 128 bits",
    });
    expect(answer).toEqual({ ok: false, refusal: "malformed" });
    for (const viewer of [host, player]) viewer.close();
  });

  it("opens the seat with the code of the last answer, not of the lost one", async () => {
    const { host, joinCode } = await openClass(server.url, warmUpLesson());
    const lost = await ask(joinCode, idOf(3));
    const found = await ask(joinCode, idOf(3));
    expect(found.seatCode).not.toBe(lost.seatCode);
    const use = (seatCode: string | null) =>
      post(server.url, new CookieJar(), "returnToSeat", { joinCode, seatCode: seatCode ?? "" });
    expect(await use(lost.seatCode)).toEqual({ ok: false, refusal: "unknown-code" });
    expect(await use(found.seatCode)).toEqual({ ok: true, joinCode });
    host.close();
  });

  it("does not take the seat from a device that sits in it already, when an old try arrives late", async () => {
    const { host, joinCode } = await openClass(server.url, warmUpLesson());
    const first = await ask(joinCode, idOf(4));
    const player = await sitDown(joinCode, first.jar);
    const late = await ask(joinCode, idOf(4));
    expect(late).toMatchObject({ seatId: first.seatId, seatCode: null });
    expect(late.jar.cookies.size).toBe(0);
    await player.refresh();
    expect(player.farewell).toBeNull();
    for (const viewer of [host, player]) viewer.close();
  });

  it("waits in its place where the host wants to be asked", async () => {
    const { host, joinCode } = await openClass(server.url, warmUpLesson({ joinPolicy: "approve" }));
    const tries = [await ask(joinCode, idOf(5)), await ask(joinCode, idOf(5))];
    expect(tries.map(({ isWaiting }) => isWaiting)).toEqual([true, true]);
    await host.refresh();
    expect(host.conducting.waiting).toHaveLength(1);
    const player = await sitDown(joinCode, tries[1]?.jar ?? new CookieJar());
    expect(player.own).toMatchObject({ role: "waiting", seatId: tries[0]?.seatId });
    for (const viewer of [host, player]) viewer.close();
  });

  it("is the same seat after the server was started again", async () => {
    const { host, joinCode } = await openClass(server.url, warmUpLesson());
    const lost = await ask(joinCode, idOf(6));
    host.close();
    await server.close();
    server = await start();
    const found = await ask(joinCode, idOf(6));
    expect(found.seatId).toBe(lost.seatId);
    const player = await sitDown(joinCode, found.jar);
    expect(player.view.counts.seats).toBe(1);
    player.close();
  });
});
