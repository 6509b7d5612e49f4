import { afterAll, beforeAll, expect, it } from "vitest";
import { type GameServer, startGameServer } from "@/tests/server/support/game-server";
import {
  advanceTo,
  fixedPredictions,
  joinClass,
  openClass,
  quickDesign,
  uploadOf,
  warmUpLesson,
} from "@/tests/server/support/headless-class";
import { CookieJar, HeadlessViewer, post } from "@/tests/server/support/headless-viewer";

let server: GameServer;
let opened: Awaited<ReturnType<typeof openClass>>;
let ann: Awaited<ReturnType<typeof joinClass>>;
let mallory: Awaited<ReturnType<typeof joinClass>>;
beforeAll(async () => {
  server = await startGameServer();
  opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
  ann = await joinClass(server.url, opened.joinCode, "Ann");
  mallory = await joinClass(server.url, opened.joinCode, "Mallory");
  await advanceTo(opened.host, "exploring");
  for (const { player } of [ann, mallory]) {
    await player.untilPhase("exploring");
    const { phaseSequence } = player.view;
    await player.send("design:commit", { phaseSequence, design: quickDesign });
  }
  await advanceTo(opened.host, "racing");
  await Promise.all([ann, mallory].map(({ player }) => player.untilPhase("racing")));
});
afterAll(async () => {
  for (const viewer of [opened.host, ann.player, mallory.player]) viewer.close();
  await server.close();
});

// Two uploads of one replica: tests/server/referee.test.ts. Commands of the host from a seat: refusals-commands.test.ts.

it("is refused when it replays another team's upload, with its own cookie or with none", async () => {
  const predictions = fixedPredictions(3, 10_000);
  const body = uploadOf(ann.player, 0, { step: 9, trainingError: 0.5, predictions });
  expect(await post(server.url, ann.jar, "uploadPredictions", body)).toEqual({ ok: true, counted: true });

  const replay = (jar: CookieJar) => post(server.url, jar, "uploadPredictions", body);
  expect(await replay(mallory.jar)).toEqual({ ok: false, refusal: "not-allowed" });
  expect(await replay(new CookieJar())).toEqual({ ok: false, refusal: "not-seated" });
  const ownTeam = (await mallory.player.refresh()).teams.find(
    ({ teamId }) => teamId === mallory.player.player.teamId,
  );
  expect(ownTeam?.progress?.replicasIn).toEqual([]);
  // An upload of its own is as welcome as before, and Ann's retry is answered as ever.
  const own = uploadOf(mallory.player, 0, {
    step: 9,
    trainingError: 0.5,
    predictions: fixedPredictions(4, 10_000),
  });
  expect(await post(server.url, mallory.jar, "uploadPredictions", own)).toEqual({ ok: true, counted: true });
  expect(await replay(ann.jar)).toEqual({ ok: true, counted: false });
});

it("is refused when it claims another seat with anything but its token", async () => {
  const { sessionId } = ann.player.view;
  const { seatId } = ann.player.player;
  const ownToken = mallory.jar.cookies.get(`deepstakes_seat_${sessionId}`) ?? expect.fail("no token");
  for (const claim of [seatId, `${seatId}.${ownToken}`, "0".repeat(32), ann.seatCode]) {
    const jar = new CookieJar();
    jar.cookies.set(`deepstakes_seat_${sessionId}`, claim);
    const viewer = new HeadlessViewer(server.url, jar, opened.joinCode, "player");
    await viewer.until(({ refusal }) => refusal !== null);
    expect(viewer.refusal).toBe("not-seated");
    viewer.close();
  }
  const handshake = { auth: { seatId, token: ownToken } };
  const viewer = new HeadlessViewer(server.url, mallory.jar, opened.joinCode, "player", handshake);
  await viewer.until(({ refusal, own }) => refusal !== null || own !== null);
  expect(viewer.own === null ? viewer.refusal : viewer.player.seatId).toBe(
    viewer.own === null ? "malformed" : mallory.player.player.seatId,
  );
  viewer.close();
  expect(ann.player.socket.connected).toBe(true);
});
