import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Phase } from "@/core/game/phase";
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
import { CookieJar, HeadlessViewer, post } from "./support/headless-viewer";

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer();
});
afterAll(() => server.close());

const open: HeadlessViewer[] = [];
afterEach(() => {
  for (const viewer of open.splice(0)) viewer.close();
});

async function aClass(names: readonly string[], settings: Parameters<typeof warmUpLesson>[0] = {}) {
  const opened = await openClass(server.url, warmUpLesson({ seatsPerTeam: 1, ...settings }, 2));
  open.push(opened.host);
  const members = [];
  for (const name of names) members.push(await joinClass(server.url, opened.joinCode, name));
  open.push(...members.map(({ player }) => player));
  return { ...opened, members: members as [Member, Member] };
}
type Member = Awaited<ReturnType<typeof joinClass>>;

async function connect(jar: CookieJar, joinCode: string, role: "host" | "player" | "projector") {
  const viewer = new HeadlessViewer(server.url, jar, joinCode, role);
  open.push(viewer);
  await viewer.until(({ shared, own }) => shared !== null && own !== null);
  return viewer;
}

const refused = (refusal: string) => ({ ok: false, refusal });

describe("a reload", () => {
  it("gives player, host and projector the same view in every phase", async () => {
    const { host, jar: hostJar, joinCode, members } = await aClass(["Ann", "Bo"]);
    const [ann, bo] = members;
    const projector = await connect(new CookieJar(), joinCode, "projector");
    const reloadAll = async (phase: Phase) => {
      // The other seat stays away from buttons, so nothing changes between the two looks but the tabs.
      for (const viewer of [ann.player, host, projector]) {
        await viewer.untilPhase(phase);
        await viewer.refresh();
      }
      const again = await connect(ann.jar, joinCode, "player");
      expect(again.view).toEqual(ann.player.view);
      expect(again.own).toEqual(ann.player.own);
      expect(again.player.seatId).toBe(ann.player.player.seatId);
      await ann.player.until(({ farewell }) => farewell !== null);
      expect(ann.player.farewell).toBe("moved-to-another-tab");
      const secondTab = await connect(hostJar, joinCode, "host");
      expect(secondTab.view).toEqual(again.view);
      expect((await connect(new CookieJar(), joinCode, "projector")).view).toEqual(again.view);
      expect(await host.send("control:take", {})).toEqual({ ok: true });
      secondTab.close();
      ann.player = again;
      return again;
    };

    await reloadAll("lobby");
    await advanceTo(host, "briefing");
    let player = await reloadAll("briefing");
    const ballot = sureBallot(player);
    await player.send("ballot:cast", { phaseSequence: player.view.phaseSequence, ballot });
    await player.until(({ player: own }) => own.teamRound?.firstBallot !== null);
    player = await reloadAll("briefing");
    expect(player.player.teamRound?.firstBallot).toEqual(ballot);

    await advanceTo(host, "exploring");
    player = await reloadAll("exploring");
    const { phaseSequence } = player.view;
    const draft = { depth: 3, width: 20, learningRate: 0.3 };
    await player.send("pilot:start", { phaseSequence, design: quickDesign, sweep: null });
    await player.send("draft:set", { phaseSequence, design: draft });
    await player.until(({ player: own }) => own.teamRound?.pilots.length === 1);
    player = await reloadAll("exploring");
    expect(player.player.teamRound?.draft).toEqual(draft);
    await player.send("design:commit", { phaseSequence, design: quickDesign });
    await player.until(({ player: own }) => own.teamRound?.commitment !== null);
    player = await reloadAll("exploring");
    expect(player.player.teamRound?.commitment).toEqual({ design: quickDesign, isAutomatic: false });

    await advanceTo(host, "racing");
    player = await reloadAll("racing");
    await post(server.url, ann.jar, "uploadPredictions", divergedUpload(player, 0));
    await player.until(({ player: own }) => own.teamRound?.replicas.length === 1);
    player = await reloadAll("racing");
    await host.untilPhase("racing");
    await bo.player.untilPhase("racing");
    for (const { player: sender, jar } of [{ player, jar: ann.jar }, bo])
      for (const replica of [0, 1, 2, 3, 4])
        await post(server.url, jar, "uploadPredictions", divergedUpload(sender, replica));
    await host.untilPhase("reveal");
    player = await reloadAll("reveal");
    expect(player.player.score?.errors).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
    const errors = [0.4, 0.3, 0.2, 0.2, 0.2];
    await player.send("figure:predict", { phaseSequence: player.view.phaseSequence, errors });
    await player.until(({ player: own }) => own.figure !== null);
    player = await reloadAll("reveal");
    expect(player.player.figurePrediction).toEqual(errors);

    await advanceTo(host, "debrief");
    player = await reloadAll("debrief");
    const answer = { observation: "unclear" as const, evidence: "both lines cross" };
    await player.send("debrief:answer", { phaseSequence: player.view.phaseSequence, ...answer });
    await player.until(({ player: own }) => own.debriefAnswer !== null);
    player = await reloadAll("debrief");
    expect(player.player.debriefAnswer).toEqual(answer);
    expect(bo.player.socket.connected).toBe(true);
  });

  it("of the only team that has not committed does not end the phase for it", async () => {
    const { host, joinCode, members } = await aClass(["Ann", "Bo"]);
    const [ann, bo] = members;
    await advanceTo(host, "exploring");
    await ann.player.untilPhase("exploring");
    const { phaseSequence, deadlineAtMs } = ann.player.view;
    await ann.player.send("design:commit", { phaseSequence, design: quickDesign });

    bo.player.close();
    await host.refresh();
    const again = await connect(bo.jar, joinCode, "player");

    expect((await host.refresh()).deadlineAtMs).toBe(deadlineAtMs);
    expect((await again.send("design:commit", { phaseSequence, design: quickDesign })).ok).toBe(true);
    await host.until(({ view }) => (view.deadlineAtMs ?? 0) < (deadlineAtMs ?? 0));
  });
});

describe("a seat", () => {
  it("belongs to its newest socket alone", async () => {
    const { joinCode, members, host } = await aClass(["Ann"]);
    const [ann] = members;
    const second = await connect(ann.jar, joinCode, "player");
    const third = await connect(ann.jar, joinCode, "player");
    for (const old of [ann.player, second]) {
      await old.until(({ farewell, socket }) => farewell !== null && !socket.connected);
      expect(old.farewell).toBe("moved-to-another-tab");
    }
    await third.refresh();
    const { teams } = await host.refresh();
    expect(teams).toHaveLength(1);
    expect(teams[0]?.seats).toHaveLength(1);
    await host.until(({ view }) => view.teams[0]?.seats[0]?.presence === "online");
  });

  it("moves to another device with its code, which voids the old cookie", async () => {
    const { host, joinCode, members } = await aClass(["Ann"]);
    const [ann] = members;
    const { seatId } = ann.player.player;
    await advanceTo(host, "exploring");
    const phone = new CookieJar();
    const typed = ` ${ann.seatCode.slice(0, 3).toLowerCase()}-${ann.seatCode.slice(3)} `;
    expect(await post(server.url, phone, "returnToSeat", { joinCode, seatCode: typed })).toEqual({
      ok: true,
      joinCode,
    });
    const moved = await connect(phone, joinCode, "player");
    expect(moved.player.seatId).toBe(seatId);
    await ann.player.until(({ farewell }) => farewell !== null);
    expect(ann.player.farewell).toBe("moved-to-another-tab");
    const old = new HeadlessViewer(server.url, ann.jar, joinCode, "player");
    open.push(old);
    await old.until(({ refusal }) => refusal !== null);
    expect(old.refusal).toBe("not-seated");
    expect((await host.refresh()).teams.flatMap(({ seats }) => seats)).toHaveLength(1);
  });

  it("is opened again by the host with a new code; the old code is void", async () => {
    const { host, joinCode, members } = await aClass(["Ann", "Bo"]);
    const [ann] = members;
    const { seatId, teamId } = ann.player.player;
    const reopened = await host.send("seat:reopen", { seatId });
    const seatCode = reopened.ok ? reopened.seatCode : expect.fail(reopened.refusal);
    expect(seatCode).not.toBe(ann.seatCode);
    const phone = new CookieJar();
    const back = (code: string) => post(server.url, phone, "returnToSeat", { joinCode, seatCode: code });
    expect(await back(ann.seatCode)).toEqual(refused("unknown-code"));
    expect((await back(seatCode)).ok).toBe(true);
    const moved = await connect(phone, joinCode, "player");
    expect([moved.player.seatId, moved.player.teamId]).toEqual([seatId, teamId]);
  });

  it("that the host removed is dismissed and can do nothing more; its name is free again", async () => {
    const { host, joinCode, members } = await aClass(["Ann", "Bo"]);
    const [ann] = members;
    await advanceTo(host, "racing");
    await ann.player.untilPhase("racing");
    const upload = divergedUpload(ann.player, 0);
    const { seatId } = ann.player.player;
    expect(await host.send("seat:remove", { seatId })).toEqual({ ok: true });
    await ann.player.until(({ farewell, socket }) => farewell !== null && !socket.connected);
    expect(ann.player.farewell).toBe("removed");
    expect(await post(server.url, ann.jar, "uploadPredictions", upload)).toEqual(refused("not-seated"));
    expect(
      await post(server.url, new CookieJar(), "returnToSeat", { joinCode, seatCode: ann.seatCode }),
    ).toEqual(refused("unknown-code"));
    const again = new HeadlessViewer(server.url, ann.jar, joinCode, "player");
    open.push(again);
    await again.until(({ refusal }) => refusal !== null);
    expect(again.refusal).toBe("not-seated");
    expect(await host.send("seat:remove", { seatId })).toEqual(refused("no-such-seat"));
    const fresh = await joinClass(server.url, joinCode, "Ann");
    open.push(fresh.player);
    expect(fresh.player.player.seatId).not.toBe(seatId);
  });
});

describe("the host", () => {
  it("takes over on another device with the recovery code; the old device is dismissed", async () => {
    const { host, jar, joinCode, recoveryCode, members } = await aClass(["Ann"]);
    const laptop = new CookieJar();
    const typed = (recoveryCode.match(/.{4}/g) ?? []).join(" ").toLowerCase();
    expect(await post(server.url, laptop, "recoverHost", { joinCode, recoveryCode: typed })).toEqual({
      ok: true,
      joinCode,
    });
    const recovered = await connect(laptop, joinCode, "host");
    await host.until(({ farewell, socket }) => farewell !== null && !socket.connected);
    expect(host.farewell).toBe("moved-to-another-tab");
    const old = new HeadlessViewer(server.url, jar, joinCode, "host");
    open.push(old);
    await old.until(({ refusal }) => refusal !== null);
    expect(old.refusal).toBe("not-allowed");
    await next(recovered);
    await members[0].player.untilPhase("briefing");
  });
});

describe("a late student", () => {
  it("is seated at once in every phase, and plays this round only before training has begun", async () => {
    const { host, joinCode, members } = await aClass(["Early"]);
    const late: { phase: Phase; member: Member }[] = [];
    const joinIn = async (phase: Phase) => {
      const member = await joinClass(server.url, joinCode, `Late ${phase}`);
      open.push(member.player);
      late.push({ phase, member });
      expect(member.player.view.phase).toBe(phase);
      expect(member.player.player.teamId).not.toBeNull();
      return member.player;
    };
    await joinIn("lobby");
    for (const phase of ["briefing", "exploring"] as const) {
      await advanceTo(host, phase);
      const player = await joinIn(phase);
      expect(player.player.teamRound).not.toBeNull();
    }
    await advanceTo(host, "racing");
    const racing = await joinIn("racing");
    expect(racing.player.teamRound).toBeNull();
    const answer = await post(
      server.url,
      late[3]?.member.jar as CookieJar,
      "uploadPredictions",
      divergedUpload(racing, 0),
    );
    expect(answer).toEqual(refused("not-in-this-round"));
    expect(await racing.send("labels:read", {})).toEqual(refused("not-in-this-round"));

    const playing = [members[0], ...late.slice(0, 3).map(({ member }) => member)];
    for (const { player, jar } of playing) {
      await player.untilPhase("racing");
      const replicas = [0, 1, 2, 3, 4].map((replica) => divergedUpload(player, replica));
      for (const upload of replicas) {
        expect((await post(server.url, jar, "uploadPredictions", upload)).ok).toBe(true);
      }
    }
    await host.untilPhase("reveal");
    expect(host.view.reveal?.scores).toHaveLength(4);
    for (const phase of ["reveal", "debrief"] as const) {
      await advanceTo(host, phase);
      const player = await joinIn(phase);
      expect(player.player).toMatchObject({ teamRound: null, score: null });
    }
    await advanceTo(host, "briefing");
    expect(host.view.roundNumber).toBe(2);
    for (const { member } of late) {
      await member.player.until(({ player, view }) => view.roundNumber === 2 && player.teamRound !== null);
    }
  });
});

describe("wrong codes from one address", () => {
  it("use up its tries over HTTP and sockets together, but keep out nobody who is seated", async () => {
    const { host, jar: hostJar, joinCode, members } = await aClass(["Ann"]);
    const wrong = (index: number) =>
      `ZZZZ${"23456789ABCDEFGHJKMN"[Math.floor(index / 20)]}${"23456789ABCDEFGHJKMN"[index % 20]}`;
    const answers = [];
    for (let index = 0; index < 320; index += 1) {
      answers.push(
        await post(server.url, new CookieJar(), "join", { joinCode: wrong(index), name: "Guess" }),
      );
    }
    const told = answers.map((answer) => (answer.ok ? "ok" : answer.refusal));
    expect(told[0]).toBe("unknown-code");
    expect(told.at(-1)).toBe("too-many-tries");
    expect(told.filter((refusal) => refusal === "unknown-code").length).toBeLessThanOrEqual(300);

    const stranger = new HeadlessViewer(server.url, new CookieJar(), joinCode, "projector");
    open.push(stranger);
    // The class is at this address: its own code still opens it here.
    await stranger.until(({ shared }) => shared !== null);
    const again = await connect(members[0].jar, joinCode, "player");
    expect(again.player.name).toBe("Ann");
    await connect(hostJar, joinCode, "host");
    await connect(hostJar, joinCode, "projector");
    expect((await post(server.url, members[0].jar, "join", { joinCode, name: "Ann" })).ok).toBe(true);
    await host.until(({ farewell, socket }) => farewell === null && socket.connected);
  });
});
