import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { raceReplicaCount } from "@/core/game/race";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  advanceTo,
  divergedUpload,
  joinClass,
  next,
  openClass,
  quickDesign,
  sureBallot,
  warmUpLesson,
} from "./support/headless-class";
import { type HeadlessViewer, post } from "./support/headless-viewer";

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer();
});
afterAll(() => server.close());

type Member = Awaited<ReturnType<typeof joinClass>>;

/** One round to its reveal: who is sure believes in the truth, and every replica diverges, so belief decides. */
async function playRound(host: HeadlessViewer, sure: readonly Member[], unsure: readonly Member[]) {
  await advanceTo(host, "exploring");
  for (const { player } of [...sure, ...unsure]) {
    await player.until(({ view }) => view.phaseSequence === host.view.phaseSequence);
    const { phaseSequence } = player.view;
    const isSure = sure.some((member) => member.player === player);
    const ballot = sureBallot(player);
    if (isSure) expect(await player.send("ballot:cast", { phaseSequence, ballot })).toEqual({ ok: true });
    expect(await player.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({ ok: true });
  }
  await advanceTo(host, "racing");
  for (const { player, jar } of [...sure, ...unsure]) {
    await player.until(({ view }) => view.phaseSequence === host.view.phaseSequence);
    for (let index = 0; index < raceReplicaCount; index += 1) {
      const body = divergedUpload(player, index);
      expect(await post(server.url, jar, "uploadPredictions", body)).toEqual({ ok: true, counted: true });
    }
  }
  await advanceTo(host, "reveal");
}

const pointsOf = (viewer: HeadlessViewer, member: Member) =>
  viewer.view.totals.find((total) => total.teamId === member.player.player.teamId);

describe("a lesson of several rounds", () => {
  it("ranks by the mean over the rounds that a team played, and draws ties as ties", async () => {
    const { host, joinCode } = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }, 3));
    const ann = await joinClass(server.url, joinCode, "Ann");
    const bo = await joinClass(server.url, joinCode, "Bo");
    const cy = await joinClass(server.url, joinCode, "Cy");

    await playRound(host, [ann, bo], [cy]);
    await host.until(({ view }) => view.totals.length === 3);
    // The preset is 2-local, the first of six on the ballot: sure and right is 30; no ballot is 17 percent on the first
    // four and 16 on the others, 15 (1 + 0.34 - 4 x 0.0289 - 2 x 0.0256) = 17.598.
    expect(pointsOf(host, ann)).toMatchObject({ meanPoints: 30, roundsPlayed: 1, rank: 1 });
    expect(pointsOf(host, bo)).toMatchObject({ meanPoints: 30, roundsPlayed: 1, rank: 1 });
    expect(pointsOf(host, cy)?.meanPoints).toBeCloseTo(17.598, 9);
    expect(pointsOf(host, cy)?.rank).toBe(3);

    await advanceTo(host, "debrief");
    const late = await joinClass(server.url, joinCode, "Late");
    await playRound(host, [ann, late], [bo, cy]);
    await host.until(({ view }) => view.totals.length === 4);
    expect(pointsOf(host, ann)).toMatchObject({ meanPoints: 30, roundsPlayed: 2, rank: 1 });
    expect(pointsOf(host, late)).toMatchObject({ meanPoints: 30, roundsPlayed: 1, rank: 1 });
    expect(pointsOf(host, bo)?.meanPoints).toBeCloseTo((30 + 17.598) / 2, 9);
    expect(pointsOf(host, bo)?.rank).toBe(3);
    expect(pointsOf(host, cy)?.rank).toBe(4);

    // The second round again: its points are void, those of the first stay.
    const { phaseSequence } = host.view;
    expect(await host.send("round:redo", { phaseSequence })).toEqual({ ok: true });
    await host.untilPhase("briefing");
    expect(host.view.round).toMatchObject({ roundIndex: 1, attempt: 1 });
    expect(pointsOf(host, bo)).toMatchObject({ meanPoints: 30, roundsPlayed: 1 });
    expect(pointsOf(host, late)).toBeUndefined();

    // Out of time: straight to the debrief, which tells the rule and gives no points; then the last round.
    expect(await host.send("debrief:jump", { phaseSequence: host.view.phaseSequence })).toEqual({ ok: true });
    await host.untilPhase("debrief");
    expect(host.view.reveal).toMatchObject({ hypothesis: "2-local", scores: null });
    await next(host);
    await host.untilPhase("briefing");
    expect(host.view.roundNumber).toBe(3);
    await host.send("debrief:jump", { phaseSequence: host.view.phaseSequence });
    await host.untilPhase("debrief");
    await next(host);
    await host.untilPhase("podium");
    expect(host.view.totals.map(({ rank }) => rank)).toEqual([1, 1, 3]);
    for (const viewer of [host, ann.player, bo.player, cy.player, late.player]) viewer.close();
  });
});
