import { afterAll, beforeAll, expect, it } from "vitest";
import type { HttpBody } from "@/core/contract/http-bodies";
import type { Answer, CommandName, CommandPayload } from "@/core/contract/socket-commands";
import type { Refusal } from "@/core/game/refusal";
import { type GameServer, startGameServer } from "@/tests/server/support/game-server";
import {
  advanceTo,
  countWrong,
  fixedPredictions,
  openClass,
  quickDesign,
  sureBallot,
  uploadOf,
  warmUpLesson,
} from "@/tests/server/support/headless-class";
import { CookieJar, HeadlessViewer, post } from "@/tests/server/support/headless-viewer";
import { startTcpProxy, type TcpProxy } from "@/tests/server/support/tcp-proxy";

const playerCount = 30;
const distinctPredictions = 7;
const replicas = [0, 1, 2, 3, 4];

let server: GameServer;
let proxy: TcpProxy;
beforeAll(async () => {
  server = await startGameServer();
  proxy = await startTcpProxy(server.port);
});
afterAll(async () => {
  await proxy.close();
  await server.close();
});

/** Sends again until there is an answer, as every device does; `done` is the refusal that says "you have already". */
async function insist<Name extends CommandName>(
  viewer: HeadlessViewer,
  name: Name,
  payload: CommandPayload<Name>,
  done: Refusal | null = null,
): Promise<void> {
  for (;;) {
    try {
      const answer = (await viewer.send(name, payload)) as Answer<object>;
      expect(answer.ok || answer.refusal === done, answer.ok ? "" : `${name}: ${answer.refusal}`).toBe(true);
      return;
    } catch {
      // The connection was cut before the answer came. It may have been done all the same.
      await viewer.until(({ socket }) => socket.connected);
    }
  }
}

/** Asks for a seat under one id until there is an answer; what was lost on the way must leave no second seat. */
async function insistOnSeat(joinCode: string, name: string, index: number) {
  const jar = new CookieJar();
  const requestId = index.toString(16).padStart(32, "0");
  for (;;) {
    try {
      const answer = await post(proxy.url, jar, "join", { joinCode, name, requestId });
      expect(answer.ok, answer.ok ? "" : answer.refusal).toBe(true);
      break;
    } catch {
      // Cut: asked again.
    }
  }
  const player = new HeadlessViewer(proxy.url, jar, joinCode, "player");
  await player.until(({ own }) => own?.role === "player");
  return { player, jar };
}

async function upload(jar: CookieJar, body: HttpBody<"uploadPredictions">): Promise<boolean> {
  for (;;) {
    try {
      const answer = await post(proxy.url, jar, "uploadPredictions", body);
      expect(answer.ok, answer.ok ? "" : answer.refusal).toBe(true);
      return answer.ok && answer.counted;
    } catch {
      // Cut: sent again under the same key.
    }
  }
}

const saltOf = (index: number, replica: number) => (index * replicas.length + replica) % distinctPredictions;

it("plays to the same outcome through stalls, cut connections, and repeated and reordered uploads", async () => {
  const lesson = warmUpLesson({ seatsPerTeam: 1 }, 1, "warm-up-2-global");
  const { host, joinCode } = await openClass(proxy.url, lesson);
  const names = Array.from({ length: playerCount }, (_, index) => `Student ${index + 1}`);
  Object.assign(proxy.faults, { cutEvery: 43 });
  const members = await Promise.all(names.map((name, index) => insistOnSeat(joinCode, name, index)));
  expect((await (await steady(host)).refresh()).counts.seats).toBe(playerCount);
  Object.assign(proxy.faults, { cutEvery: 151, stallEvery: 97, stallMs: 2000 });

  await advanceTo(await steady(host), "exploring");
  await Promise.all(
    members.map(async ({ player }) => {
      await player.untilPhase("exploring");
      const { phaseSequence } = player.view;
      await insist(player, "ballot:cast", { phaseSequence, ballot: sureBallot(player) });
      const design = { phaseSequence, design: quickDesign };
      await insist(player, "design:commit", design, "already-committed");
    }),
  );
  await advanceTo(await steady(host), "racing");
  Object.assign(proxy.faults, { cutEvery: 211, repeatUploadEvery: 5, swapUploadEvery: 7 });
  await Promise.all(
    members.map(async ({ player, jar }, index) => {
      await player.untilPhase("racing");
      for (const replica of replicas) {
        const predictions = fixedPredictions(saltOf(index, replica), 10_000);
        await upload(jar, uploadOf(player, replica, { step: 9, trainingError: 0.5, predictions }));
      }
    }),
  );
  Object.assign(proxy.faults, { cutEvery: 0, stallEvery: 0, repeatUploadEvery: 0, swapUploadEvery: 0 });
  await Promise.all(
    [host, ...members.map(({ player }) => player)].map((viewer) => viewer.untilPhase("reveal")),
  );

  const { cuts, stalls, repeats, swaps } = proxy.happened;
  for (const count of [cuts, stalls, repeats, swaps]) expect(count).toBeGreaterThan(0);
  const rule = host.view.reveal?.rule ?? expect.fail("no rule");
  const wrong = Array.from(
    { length: distinctPredictions },
    (_, salt) => countWrong(host, rule, fixedPredictions(salt, 10_000)) / 10_000,
  );
  for (const [index, { player }] of members.entries()) {
    expect(player.player.score?.errors).toEqual(replicas.map((replica) => wrong[saltOf(index, replica)]));
    expect(player.player.teamRound).toMatchObject({
      lastBallot: sureBallot(player),
      commitment: { design: quickDesign, isAutomatic: false },
    });
  }
  expect(host.view.teams.flatMap((team) => team.seats)).toHaveLength(playerCount);
  const counted = server.uploads.filter((one) => one.counted);
  expect(counted).toHaveLength(playerCount * replicas.length);
  for (const viewer of [host, ...members.map(({ player }) => player)]) viewer.close();
});

/** The host's own commands go over a steady line: a cut "next" is pressed again by a person. */
async function steady(host: HeadlessViewer): Promise<HeadlessViewer> {
  const { cutEvery } = proxy.faults;
  proxy.faults.cutEvery = 0;
  await host.until(({ socket }) => socket.connected);
  await host.refresh();
  proxy.faults.cutEvery = cutEvery;
  return host;
}
