import { expect, it } from "vitest";
import { startGameServer } from "@/tests/server/support/game-server";
import {
  advanceTo,
  divergedUpload,
  joinClass,
  next,
  openClass,
  quickDesign,
  warmUpLesson,
} from "@/tests/server/support/headless-class";
import { CookieJar, HeadlessViewer, post } from "@/tests/server/support/headless-viewer";

const playerCount = 30;
const awayMs = 5 * 60_000;

it("goes on to the reveal while the host is away for five minutes, and from there with the recovery code", async () => {
  let offsetMs = 0;
  const server = await startGameServer({ now: () => Date.now() + offsetMs });
  const { host, joinCode, recoveryCode } = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
  const names = Array.from({ length: playerCount }, (_, index) => `Student ${index + 1}`);
  const members = await Promise.all(names.map((name) => joinClass(server.url, joinCode, name)));
  const [bo, ...others] = members;
  const [ann] = others;
  if (ann === undefined || bo === undefined) throw new Error("nobody joined");
  await advanceTo(host, "exploring");
  // The laptop sleeps, and its browser forgets its cookies.
  host.close();
  for (const { player } of others) {
    await player.untilPhase("exploring");
    const { phaseSequence } = player.view;
    expect(await player.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({ ok: true });
  }

  offsetMs += awayMs;
  // Bo's phone wakes up; its socket's return is what makes the server look at its clock in this test.
  bo.player.close();
  const again = new HeadlessViewer(server.url, bo.jar, joinCode, "player");
  await again.untilPhase("racing");
  await Promise.all(others.map(({ player }) => player.untilPhase("racing")));
  expect(again.player.teamRound?.commitment?.isAutomatic).toBe(true);
  for (const { player, jar } of [...others, { player: again, jar: bo.jar }])
    for (const replica of [0, 1, 2, 3, 4]) {
      const answer = await post(server.url, jar, "uploadPredictions", divergedUpload(player, replica));
      expect(answer).toEqual({ ok: true, counted: true });
    }
  await ann.player.untilPhase("reveal");
  expect(ann.player.player.score?.errors).toHaveLength(5);

  const jar = new CookieJar();
  expect(await post(server.url, jar, "recoverHost", { joinCode, recoveryCode })).toEqual({
    ok: true,
    joinCode,
  });
  const returned = new HeadlessViewer(server.url, jar, joinCode, "host");
  await returned.untilPhase("reveal");
  await next(returned);
  const players = [again, ...others.map(({ player }) => player)];
  await Promise.all(players.map((player) => player.untilPhase("debrief")));
  for (const viewer of [returned, ...players]) viewer.close();
  await server.close();
});
