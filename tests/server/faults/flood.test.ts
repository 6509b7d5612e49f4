import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpPaths } from "@/core/contract/http-paths";
import type { Refusal } from "@/core/game/refusal";
import { type GameServer, startGameServer } from "@/tests/server/support/game-server";
import {
  advanceTo,
  joinClass,
  openClass,
  quickDesign,
  warmUpLesson,
} from "@/tests/server/support/headless-class";
import { CookieJar, HeadlessViewer, post } from "@/tests/server/support/headless-viewer";

const floodSize = 2_000;
const seatedCount = 30;
const atOnce = 100;
const letters = "23456789ABCDEFGHJKMN";

let server: GameServer;
let offsetMs = 0;
beforeAll(async () => {
  server = await startGameServer({ trustProxy: true, now: () => Date.now() + offsetMs });
});
afterAll(() => server.close());

type Member = Awaited<ReturnType<typeof joinClass>>;

async function seatClass(): Promise<{ opened: Awaited<ReturnType<typeof openClass>>; members: Member[] }> {
  const opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1, classSize: 40 }));
  const names = Array.from({ length: seatedCount }, (_, index) => `Student ${index + 1}`);
  const members = await Promise.all(names.map((name) => joinClass(server.url, opened.joinCode, name)));
  return { opened, members };
}

/** Sends requests a hundred at a time; counts the answers by refusal. */
async function flood(
  count: number,
  request: (index: number) => Promise<{ ok: true } | { ok: false; refusal: Refusal }>,
): Promise<Map<string, number>> {
  const told = new Map<string, number>();
  let next = 0;
  const lane = async () => {
    while (next < count) {
      next += 1;
      const answer = await request(next - 1);
      const key = answer.ok ? "ok" : answer.refusal;
      told.set(key, (told.get(key) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return told;
}

function wrongCode(index: number): string {
  const digit = (place: number) => letters[Math.floor(index / letters.length ** place) % letters.length];
  return `ZZZ${digit(2)}${digit(1)}${digit(0)}`;
}

/** Everybody who sits commits a design while `disturbance` goes on; nobody may lose the connection. */
async function playDuring(members: readonly Member[], disturbance: Promise<unknown>): Promise<void> {
  let lost = 0;
  for (const { player } of members) player.socket.on("disconnect", () => (lost += 1));
  await Promise.all(
    members.map(async ({ player }) => {
      await player.untilPhase("exploring");
      const { phaseSequence } = player.view;
      expect(await player.send("draft:set", { phaseSequence, design: quickDesign })).toEqual({ ok: true });
      expect(await player.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({
        ok: true,
      });
    }),
  );
  await disturbance;
  expect(lost).toBe(0);
}

function closeAll(opened: { host: HeadlessViewer }, members: readonly { player: HeadlessViewer }[]): void {
  for (const viewer of [opened.host, ...members.map(({ player }) => player)]) viewer.close();
}

describe("a flood from the address of the class", () => {
  it("of two thousand joins seats no more than the class holds, and hurts nobody who sits", async () => {
    const { opened, members } = await seatClass();
    const { host, joinCode } = opened;
    await advanceTo(host, "exploring");
    const flooding = flood(floodSize, (index) =>
      post(server.url, new CookieJar(), "join", { joinCode, name: `Bot ${index}` }),
    );
    await playDuring(members, flooding);

    const told = await flooding;
    expect([...told.values()].reduce((sum, count) => sum + count, 0)).toBe(floodSize);
    const seated = (await host.refresh()).teams.flatMap((team) => team.seats);
    expect(seated).toHaveLength(40);
    const names = new Set(seated.map(({ name }) => name));
    for (const { player } of members) expect(names.has(player.player.name)).toBe(true);
    expect([...told.keys()].sort()).toEqual(["ok", "too-fast"]);
    expect(told.get("ok")).toBe(40 + 50 - seatedCount);
    closeAll(opened, members);
  });

  it("of joins keeps the rest of the class out no longer than it lasts: places without a device are free again", async () => {
    const { opened, members } = await seatClass();
    const { host, joinCode } = opened;
    await flood(200, (index) =>
      post(server.url, new CookieJar(), "join", { joinCode, name: `Bot ${index}` }),
    );
    const student = { joinCode, name: "Late Student" };
    expect(await post(server.url, new CookieJar(), "join", student)).toMatchObject({ refusal: "too-fast" });
    expect((await host.refresh()).counts.seats).toBe(40);

    offsetMs += 31_000;
    const late = await joinClass(server.url, joinCode, student.name);
    expect(late.player.own?.role).toBe("player");
    await host.refresh();
    const names = host.view.teams.flatMap((team) => team.seats.map(({ name }) => name));
    expect(names).toHaveLength(seatedCount + 1);
    expect(names.filter((name) => name.startsWith("Bot"))).toEqual([]);
    expect(host.conducting.waiting).toEqual([]);
    closeAll(opened, [...members, late]);
  });

  it("of joins from another address leaves the class its own budget", async () => {
    const { host, joinCode } = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1, classSize: 40 }));
    const from = async (address: string, name: string) => {
      const response = await fetch(server.url + httpPaths.join, {
        method: "POST",
        headers: { "x-forwarded-for": address },
        body: JSON.stringify({ joinCode, name }),
      });
      return (await response.json()) as { ok: true } | { ok: false; refusal: Refusal };
    };
    const told = await flood(300, (index) => from("203.0.113.7", `Bot ${index}`));
    expect(told.get("ok")).toBe(90);
    expect(await from("203.0.113.7", "Once more")).toMatchObject({ refusal: "too-fast" });
    expect(await from("198.51.100.1", "A student")).toMatchObject({ ok: true, isWaiting: true });
    host.close();
  });

  it("of wrong codes keeps out neither those who sit nor the rest of the class", async () => {
    const { opened, members } = await seatClass();
    const { host, joinCode } = opened;
    await advanceTo(host, "exploring");
    const flooding = flood(floodSize, (index) =>
      post(server.url, new CookieJar(), "join", { joinCode: wrongCode(index), name: "Guess" }),
    );
    await playDuring(members, flooding);
    const told = await flooding;
    expect([...told.keys()].sort()).toEqual(["too-many-tries", "unknown-code"]);
    expect(told.get("unknown-code")).toBeLessThan(300 + atOnce);

    const late = await joinClass(server.url, joinCode, "Late Student");
    await host.until(({ view }) =>
      view.teams.some(({ seats }) => seats.some(({ name }) => name === "Late Student")),
    );
    const projector = new HeadlessViewer(server.url, new CookieJar(), joinCode, "projector");
    await projector.until(({ shared }) => shared !== null);
    const back = new HeadlessViewer(server.url, members[0]?.jar ?? late.jar, joinCode, "player");
    await back.until(({ own }) => own?.role === "player");
    closeAll(opened, [...members, late, { player: projector }, { player: back }]);
  });

  it("opens the class to its own address alone once the tries of another are used up", async () => {
    const { joinCode, host } = await openClass(server.url);
    const from = async (address: string, code: string) => {
      const response = await fetch(server.url + httpPaths.join, {
        method: "POST",
        headers: { "x-forwarded-for": address },
        body: JSON.stringify({ joinCode: code, name: "Guess" }),
      });
      return (await response.json()) as { ok: boolean; refusal?: string };
    };
    for (let index = 0; index < 300; index += 1) await from("203.0.113.9", wrongCode(index));
    expect(await from("203.0.113.9", joinCode)).toMatchObject({ ok: false, refusal: "too-many-tries" });
    expect(await from("127.0.0.1", joinCode)).toMatchObject({ ok: true });
    host.close();
  });
});
