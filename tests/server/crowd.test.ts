import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  advanceTo,
  countWrong,
  divergedUpload,
  fixedPredictions,
  joinClass,
  openClass,
  quickDesign,
  uploadOf,
  warmUpLesson,
} from "./support/headless-class";
import { CookieJar, HeadlessViewer, post } from "./support/headless-viewer";

const classSize = 50;

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer();
});
afterAll(() => server.close());

type Member = Awaited<ReturnType<typeof joinClass>>;

function joinTogether(joinCode: string): Promise<Member[]> {
  const names = Array.from({ length: classSize }, (_, index) => `Student ${index + 1}`);
  return Promise.all(names.map((name) => joinClass(server.url, joinCode, name)));
}

describe("fifty players", () => {
  it("join at once: each is seated exactly once, in teams within their limit", async () => {
    const { host, joinCode } = await openClass(server.url, warmUpLesson({ seatsPerTeam: 3 }));
    const members = await joinTogether(joinCode);

    await host.until(({ view }) => view.teams.flatMap((team) => team.seats).length === classSize);
    const { teams } = await host.refresh();
    const seats = teams.flatMap((team) => team.seats);
    expect(new Set(seats.map((seat) => seat.seatId)).size).toBe(classSize);
    expect(new Set(seats.map((seat) => seat.name)).size).toBe(classSize);
    expect(new Set(members.map(({ player }) => player.player.seatId))).toEqual(
      new Set(seats.map((seat) => seat.seatId)),
    );
    expect(new Set(members.map(({ seatCode }) => seatCode)).size).toBe(classSize);
    expect(teams.map((team) => team.seats.length)).toEqual([...Array(16).fill(3), 2]);
    for (const viewer of [host, ...members.map(({ player }) => player)]) viewer.close();
  });

  it("try to join a class with room for twenty: twenty are seated, the others wait and are let in", async () => {
    const { host, joinCode } = await openClass(server.url, warmUpLesson({ classSize: 20 }));
    const answers = await Promise.all(
      Array.from({ length: classSize }, (_, index) =>
        post(server.url, new CookieJar(), "join", { joinCode, name: `Student ${index}` }),
      ),
    );
    expect(answers.filter((answer) => answer.ok && !answer.isWaiting)).toHaveLength(20);
    expect(answers.filter((answer) => answer.ok && answer.isWaiting)).toHaveLength(30);
    expect((await host.refresh()).teams.flatMap((team) => team.seats)).toHaveLength(20);
    expect(await host.send("class:resize", { classSize: 45 })).toEqual({ ok: true });
    expect((await host.refresh()).counts.seats).toBe(45);
    expect(host.conducting.warnings).toEqual([
      { kind: "joins-waiting", count: 5 },
      { kind: "class-larger", classSize: 45, wanted: 50 },
    ]);
    host.close();
  });

  it("upload at once, each three times over: fifty results count, with the right number of errors", async () => {
    const lesson = warmUpLesson({ seatsPerTeam: 1 }, 1, "warm-up-2-global");
    const { host, joinCode } = await openClass(server.url, lesson);
    const members = await joinTogether(joinCode);
    await advanceTo(host, "exploring");
    await Promise.all(
      members.map(async ({ player }) => {
        await player.untilPhase("exploring");
        const { phaseSequence } = player.view;
        const answer = await player.send("design:commit", { phaseSequence, design: quickDesign });
        expect(answer).toEqual({ ok: true });
      }),
    );
    await advanceTo(host, "racing");

    const counted = await Promise.all(
      members.map(async ({ player, jar }, index) => {
        await player.untilPhase("racing");
        const bits = fixedPredictions(index, 10_000);
        const otherBits = fixedPredictions(index + 1000, 10_000);
        const result = { step: 2000, trainingError: 0.25 };
        const upload = uploadOf(player, 0, { ...result, predictions: bits });
        const other = {
          ...uploadOf(player, 0, { ...result, predictions: otherBits }),
          uploadKey: `other-key-${index}`,
        };
        const answers = await Promise.all(
          [upload, upload, other].map((body) => post(server.url, jar, "uploadPredictions", body)),
        );
        const verdicts = answers.map((answer) => answer.ok && answer.counted);
        expect(answers.every((answer) => answer.ok)).toBe(true);
        expect(verdicts.filter((verdict) => verdict)).toHaveLength(1);
        return verdicts[2] ? otherBits : bits;
      }),
    );
    await host.until(({ view }) => view.teams.every((team) => team.progress?.replicasIn.length === 1));

    await Promise.all(
      members.flatMap(({ player, jar }) =>
        [1, 2, 3, 4].map((replica) =>
          post(server.url, jar, "uploadPredictions", divergedUpload(player, replica)),
        ),
      ),
    );
    await host.untilPhase("reveal");
    const rule = host.view.reveal?.rule ?? expect.fail("no rule");
    await Promise.all(members.map(({ player }) => player.untilPhase("reveal")));
    for (const [index, { player }] of members.entries()) {
      const wrong = countWrong(player, rule, counted[index] as Uint8Array);
      expect(player.player.score?.errors).toEqual([wrong / 10_000, 0.5, 0.5, 0.5, 0.5]);
    }
    const stored = server.uploads.filter((upload) => upload.replicaIndex === 0);
    expect(stored.filter((upload) => upload.counted)).toHaveLength(classSize);
    for (const viewer of [host, ...members.map(({ player }) => player)]) viewer.close();
  });
});

describe("two sessions at once", () => {
  it("have nothing of each other", async () => {
    const classes = await Promise.all(
      ["North", "South"].map(async (name) => {
        const opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
        const members = await Promise.all(
          [1, 2].map((number) => joinClass(server.url, opened.joinCode, `${name} ${number}`)),
        );
        return { name, ...opened, members };
      }),
    );
    const [north, south] = classes as [(typeof classes)[0], (typeof classes)[0]];
    const southBefore = JSON.stringify(await south.host.refresh());
    const southVersion = south.host.version;
    const member = north.members[0] as Member;
    const stranger = south.members[0] as Member;

    await advanceTo(north.host, "exploring");
    const { phaseSequence } = await member.player.refresh();
    await member.player.send("draft:set", { phaseSequence, design: quickDesign });
    await member.player.send("pilot:start", { phaseSequence, design: quickDesign, sweep: null });
    await member.player.send("design:commit", { phaseSequence, design: quickDesign });
    await advanceTo(north.host, "racing");
    await member.player.untilPhase("racing");
    await member.player.send("race:progress", { replicaIndex: 0, points: [[50, 0.3]] });
    await north.host.until(({ live }) => live.race.length === 1);
    const upload = divergedUpload(member.player, 0);

    expect(await post(server.url, stranger.jar, "uploadPredictions", upload)).toEqual({
      ok: false,
      refusal: "not-seated",
    });
    expect(
      await south.host.send("seat:remove", { seatId: member.player.player.seatId }),
      "a host has no power over the other class",
    ).toEqual({ ok: false, refusal: "no-such-seat" });
    expect(JSON.stringify(await south.host.refresh())).toBe(southBefore);
    expect(south.host.version).toBe(southVersion);
    for (const [own, other] of [
      [north, south],
      [south, north],
    ] as const) {
      const seen = [own.host, ...own.members.map(({ player }) => player)].flatMap(({ received }) => received);
      expect(seen.some((text) => text.includes(`${own.name} 1`))).toBe(true);
      for (const foreign of [other.name, other.host.view.sessionId, other.joinCode])
        expect(seen.some((text) => text.includes(foreign))).toBe(false);
    }
    expect(south.host.live.race).toEqual([]);
    for (const { host, members } of classes)
      for (const viewer of [host, ...members.map(({ player }) => player)]) viewer.close();
  });
});

describe("the live board", () => {
  it("shows training curves to host and projector, devices to the host alone, nothing to players", async () => {
    const { host, jar, joinCode } = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1 }));
    const projector = new HeadlessViewer(server.url, jar, joinCode, "projector");
    const members = [
      await joinClass(server.url, joinCode, "Ann"),
      await joinClass(server.url, joinCode, "Bo"),
    ];
    const [{ player: ann }, { player: bo }] = members as [Member, Member];
    await ann.send("device:report", { engine: "javascript", stepsPerSecond: 1234.5 });
    await advanceTo(host, "racing");
    await ann.untilPhase("racing");
    for (const [step, trainingError] of [
      [100, 0.4],
      [200, 0.3],
    ] as const)
      await ann.send("race:progress", { replicaIndex: 1, points: [[step, trainingError]] });

    const curve = {
      teamId: ann.player.teamId,
      points: [
        [100, 0.4],
        [200, 0.3],
      ],
      replicaSteps: [null, 200, null, null, null],
    };
    for (const viewer of [host, projector]) {
      await viewer.until(({ live }) => live.race[0]?.replicaSteps[1] === 200);
      expect(viewer.live.race).toEqual([curve]);
    }
    await host.until(({ live }) => live.devices.length === 1);
    expect(host.live.devices).toEqual([
      { seatId: ann.player.seatId, engine: "javascript", stepsPerSecond: 1234.5 },
    ]);
    expect(projector.live.devices).toEqual([]);
    expect(projector.received.some((text) => text.includes("1234.5"))).toBe(false);
    for (const { received, live } of [ann, bo]) {
      expect(live).toEqual({ race: [], devices: [] });
      expect(received.some((text) => text.startsWith('2["live"'))).toBe(false);
    }
    expect(host.received.some((text) => text.startsWith('2["live"'))).toBe(true);
    for (const viewer of [host, projector, ann, bo]) viewer.close();
  });
});
