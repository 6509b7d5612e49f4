import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  joinClass,
  next,
  openClass,
  quickDesign,
  sureBallot,
  trainForUpload,
  warmUpLesson,
} from "./support/headless-class";
import { HeadlessViewer, post } from "./support/headless-viewer";

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer();
});
afterAll(() => server.close());

describe("a round over real sockets", () => {
  it("goes from lobby to podium with real training and points", async () => {
    const { host, joinCode, jar: hostJar } = await openClass(server.url, warmUpLesson({}, 1, null));
    const members = [];
    for (const name of ["Haruka", "Ken", "Mio"]) members.push(await joinClass(server.url, joinCode, name));
    const [first, second, third] = members.map((member) => member.player) as [
      HeadlessViewer,
      HeadlessViewer,
      HeadlessViewer,
    ];
    const projector = new HeadlessViewer(server.url, hostJar, joinCode, "projector");
    await projector.until(({ view }) => view.teams.flatMap((team) => team.seats).length === 3);
    expect(projector.view.teams).toHaveLength(2);

    await next(host);
    await third.untilPhase("briefing");
    for (const player of [first, third]) {
      const { phaseSequence } = player.view;
      expect(await player.send("ballot:cast", { phaseSequence, ballot: sureBallot(player) })).toEqual({
        ok: true,
      });
    }
    await third.untilPhase("exploring");

    const { phaseSequence } = third.view;
    const pilot = await third.send("pilot:start", { phaseSequence, design: quickDesign, sweep: null });
    expect(pilot.ok).toBe(true);
    await third.until(({ player }) => player.teamRound?.pilots.length === 1);
    expect(second.player.teamRound?.pilots).toHaveLength(0);
    expect(await first.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({ ok: true });
    expect(await second.send("design:commit", { phaseSequence, design: quickDesign })).toEqual({
      ok: false,
      refusal: "already-committed",
    });
    await third.send("design:commit", {
      phaseSequence,
      design: { depth: 1, width: 10, learningRate: 0.1 },
    });
    await third.untilPhase("racing");

    for (const [index, member] of [members[0], members[2]].entries()) {
      for (let replica = 0; replica < 5; replica += 1) {
        const upload = await trainForUpload(member?.player as HeadlessViewer, replica);
        if (index === 0 && replica === 4) continue; // left to the server
        await member?.player.send("race:progress", { replicaIndex: replica, points: [[100, 0.2]] });
        const answer = await post(server.url, member?.jar as never, "uploadPredictions", upload);
        expect(answer).toEqual({ ok: true, counted: true });
        const again = await post(server.url, member?.jar as never, "uploadPredictions", upload);
        expect(again).toEqual({ ok: true, counted: false });
      }
    }
    await projector.until(({ live }) => live.race.length === 2);
    await next(host);
    await host.untilPhase("reveal");

    const { reveal, totals } = host.view;
    expect(reveal?.oracleSource).toBe("house-run");
    expect(reveal?.scores).toHaveLength(2);
    expect(totals).toHaveLength(2);
    await first.untilPhase("reveal");
    const own = first.player.score;
    expect(own?.errors).toHaveLength(5);
    for (const error of own?.errors ?? []) {
      expect(error).toBeGreaterThan(0);
      expect(error).toBeLessThanOrEqual(0.55);
    }
    expect(host.view.figure).toBeNull();
    expect(first.player.figure).toBeNull();
    await first.send("figure:predict", {
      phaseSequence: first.view.phaseSequence,
      errors: [0.4, 0.3, 0.2, 0.2, 0.2],
    });
    await first.until(({ player }) => player.figure !== null);
    expect(first.player.figure?.runs.filter((run) => run.kind === "race")).toHaveLength(2);
    expect(second.player.figure).toBeNull();

    await next(host);
    await host.untilPhase("debrief");
    await next(host);
    await host.untilPhase("podium");
    await next(host);
    await first.until(({ farewell }) => farewell === "session-closed");
    for (const viewer of [host, projector, first, second, third]) viewer.close();
  });
});
