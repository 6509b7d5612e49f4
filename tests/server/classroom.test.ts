import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ViewMessage } from "@/core/contract/server-events";
import { CoHostCodeSchema, TeamIdSchema } from "@/core/game/identifiers";
import { type GameServer, startGameServer } from "./support/game-server";
import {
  advanceTo,
  divergedUpload,
  joinClass,
  openClass,
  quickDesign,
  warmUpLesson,
} from "./support/headless-class";
import { CookieJar, HeadlessViewer, post } from "./support/headless-viewer";

let server: GameServer;
const open: HeadlessViewer[] = [];
beforeAll(async () => {
  server = await startGameServer();
});
afterEach(() => {
  for (const viewer of open.splice(0)) viewer.close();
});
afterAll(() => server.close());

async function aClass(names: readonly string[], settings: Parameters<typeof warmUpLesson>[0] = {}) {
  const opened = await openClass(server.url, warmUpLesson(settings));
  const members = [];
  for (const name of names) members.push(await joinClass(server.url, opened.joinCode, name));
  open.push(opened.host, ...members.map(({ player }) => player));
  return { ...opened, members };
}

function connect(jar: CookieJar, joinCode: string, role: "host" | "projector" | "player") {
  const viewer = new HeadlessViewer(server.url, jar, joinCode, role);
  open.push(viewer);
  return viewer;
}

const join = (jar: CookieJar, joinCode: string, name: string, privateName?: string) =>
  post(server.url, jar, "join", { joinCode, name, ...(privateName === undefined ? {} : { privateName }) });

describe("joining a class that approves joins", () => {
  it("waits on the same socket that becomes the player's, and says so to the host alone", async () => {
    const { host, joinCode } = await aClass([], { joinPolicy: "approve" });
    const jar = new CookieJar();
    expect(await join(jar, joinCode, "Ann", "Ann Smith 4711")).toMatchObject({ ok: true, isWaiting: true });
    const viewer = connect(jar, joinCode, "player");
    await viewer.until(({ own }) => own?.role === "waiting");
    expect(await viewer.send("team:choose", { teamId: null })).toEqual({
      ok: false,
      refusal: "no-such-seat",
    });
    await host.until(({ conducting }) => conducting.waiting.length === 1);
    const [asked] = host.conducting.waiting;
    expect(asked).toMatchObject({ name: "Ann", privateName: "Ann Smith 4711" });
    expect(host.conducting.warnings).toEqual([{ kind: "joins-waiting", count: 1 }]);

    expect((await host.send("joins:admit", { seatIds: [asked?.seatId] })).ok).toBe(true);

    await viewer.until(({ own }) => own?.role === "player");
    expect(viewer.player.name).toBe("Ann");
    const projector = connect(new CookieJar(), joinCode, "projector");
    await projector.until(({ shared }) => shared !== null);
    for (const seen of [viewer, projector]) expect(seen.received.join()).not.toContain("4711");
  });

  it("ends with a word when the host turns it away, and may be asked again", async () => {
    const { host, joinCode } = await aClass([], { joinPolicy: "approve" });
    const jar = new CookieJar();
    await join(jar, joinCode, "Ann");
    const viewer = connect(jar, joinCode, "player");
    await viewer.until(({ own }) => own?.role === "waiting");
    await host.until(({ conducting }) => conducting.waiting.length === 1);
    await host.send("joins:turn-away", { seatIds: [host.conducting.waiting[0]?.seatId] });
    await viewer.until(({ farewell }) => farewell === "turned-away");
    expect(await join(jar, joinCode, "Ann")).toMatchObject({ ok: true, isWaiting: true });
  });
});

describe("sending a seat away", () => {
  it("lets a removed device have the same seat again, and a banned one nothing", async () => {
    const { host, joinCode, members } = await aClass(["Ann"]);
    const [ann] = members;
    const { seatId } = ann?.player.player ?? {};
    await host.send("seat:remove", { seatId });
    await ann?.player.until(({ farewell }) => farewell === "removed");
    expect(await join(ann?.jar as CookieJar, joinCode, "Ann again")).toMatchObject({ ok: true, seatId });
    const back = connect(ann?.jar as CookieJar, joinCode, "player");
    await back.until(({ player }) => player.name === "Ann again");

    await host.send("seat:ban", { seatId });

    await back.until(({ farewell }) => farewell === "banned");
    expect(await join(ann?.jar as CookieJar, joinCode, "Ann")).toEqual({ ok: false, refusal: "banned" });
    const byCode = await post(server.url, new CookieJar(), "returnToSeat", {
      joinCode,
      seatCode: ann?.seatCode ?? "",
    });
    expect(byCode).toEqual({ ok: false, refusal: "banned" });
    const socket = connect(ann?.jar as CookieJar, joinCode, "player");
    await socket.until(({ refusal }) => refusal === "banned");

    await host.send("seat:unban", { seatId });
    expect(await join(ann?.jar as CookieJar, joinCode, "Ann")).toMatchObject({ ok: true, seatId });
  });
});

describe("several hosts", () => {
  const coHostOf = async (host: HeadlessViewer, joinCode: string) => {
    const invited = await host.send("cohost:invite", {});
    if (!invited.ok) throw new Error(invited.refusal);
    const jar = new CookieJar();
    const { coHostCode } = invited;
    expect((await post(server.url, jar, "joinAsCoHost", { joinCode, coHostCode })).ok).toBe(true);
    const again = await post(server.url, new CookieJar(), "joinAsCoHost", { joinCode, coHostCode });
    expect(again).toEqual({ ok: false, refusal: "unknown-code" });
    const viewer = connect(jar, joinCode, "host");
    await viewer.until(({ own }) => own?.role === "host");
    return { viewer, jar };
  };

  it("conduct together; only the owner ends the session, hands it over or sends a co-host away", async () => {
    const { host, joinCode } = await aClass(["Ann"]);
    const { viewer: phone } = await coHostOf(host, joinCode);
    expect(phone.conducting).toMatchObject({ isOwner: false, hasControl: true });
    await host.until(({ conducting }) => conducting.coHosts[0]?.isConnected === true);
    expect((await phone.send("session:pause", {})).ok).toBe(true);
    expect((await host.send("session:resume", {})).ok).toBe(true);
    const coHostId = host.conducting.coHosts[0]?.coHostId;
    for (const name of ["session:close", "cohost:remove", "host:hand-over"] as const) {
      const payload = name === "session:close" ? {} : { coHostId };
      expect(await phone.send(name, payload), name).toEqual({ ok: false, refusal: "not-allowed" });
    }

    expect((await host.send("host:hand-over", { coHostId })).ok).toBe(true);

    await phone.until(({ conducting }) => conducting.isOwner);
    await host.until(({ conducting }) => !conducting.isOwner);
    const formerId = phone.conducting.coHosts[0]?.coHostId;
    await phone.send("cohost:remove", { coHostId: formerId });
    await host.until(({ farewell }) => farewell === "removed");
    expect((await phone.send("session:close", {})).ok).toBe(true);
  });

  it("are refused a code that nobody gave", async () => {
    const { joinCode } = await aClass([]);
    const coHostCode = CoHostCodeSchema.parse("ZZZZZZZZ");
    const jar = new CookieJar();
    expect(await post(server.url, jar, "joinAsCoHost", { joinCode, coHostCode })).toEqual({
      ok: false,
      refusal: "unknown-code",
    });
    expect(jar.cookies.size).toBe(0);
  });

  it("of one host and two tabs, the newest has the controls until the older takes over", async () => {
    const { host, jar, joinCode } = await aClass([]);
    const second = connect(jar, joinCode, "host");
    await second.until(({ conducting }) => conducting.hasControl);
    await host.until(({ conducting }) => !conducting.hasControl);
    expect(host.socket.connected).toBe(true);
    expect(await host.send("session:pause", {})).toEqual({ ok: false, refusal: "control-elsewhere" });

    expect((await host.send("control:take", {})).ok).toBe(true);
    await host.until(({ conducting }) => conducting.hasControl);
    await second.until(({ conducting }) => !conducting.hasControl);
    expect((await host.send("session:pause", {})).ok).toBe(true);

    host.close();
    await second.until(({ conducting }) => conducting.hasControl);
    expect((await second.send("session:resume", {})).ok).toBe(true);
  });
});

describe("a team of two", () => {
  it("commits by proposal and confirmation, and a changed draft takes the proposal back", async () => {
    const { host, members } = await aClass(["Ann", "Bo"], { commitBy: "two-of-team" });
    const [ann, bo] = members.map(({ player }) => player) as [HeadlessViewer, HeadlessViewer];
    await advanceTo(host, "exploring");
    await Promise.all([ann.untilPhase("exploring"), bo.untilPhase("exploring")]);
    const { phaseSequence } = ann.view;
    await ann.send("draft:touch", { knob: "width" });
    await bo.until(({ player }) => player.teamRound?.touches[0]?.knob === "width");

    expect((await ann.send("design:commit", { phaseSequence, design: quickDesign })).ok).toBe(true);
    await bo.until(({ player }) => player.teamRound?.commitStep === "confirm");
    await bo.send("draft:set", { phaseSequence, design: { ...quickDesign, depth: 3 } });
    await ann.until(({ player }) => player.teamRound?.commitStep === "propose");

    await ann.send("design:commit", { phaseSequence, design: quickDesign });
    await bo.until(({ player }) => player.teamRound?.commitStep === "confirm");
    expect((await bo.send("design:commit", { phaseSequence, design: quickDesign })).ok).toBe(true);
    await ann.until(({ player }) => player.teamRound?.commitment?.isAutomatic === false);
  });

  it("is dealt anew when the host wants balanced teams", async () => {
    const { host } = await aClass(["Ann", "Bo", "Cy", "Di", "Eve"]);
    const arranged = await host.send("teams:arrange", {
      teamMode: "balanced",
      seatsPerTeam: 3,
      commitBy: "captain",
    });
    expect(arranged).toEqual({ ok: true });
    const { teams } = await host.refresh();
    expect(teams.map((team) => team.seats.length).sort()).toEqual([2, 3]);
    expect((await host.send("teams:draw", {})).ok).toBe(true);
  });
});

describe("a team that is reopened in the race", () => {
  it("finds its design on the knobs, and uploads of the old commitment do not count", async () => {
    const { host, jar: _jar, members } = await aClass(["Ann"], { seatsPerTeam: 1 });
    const { player, jar } = members[0] as (typeof members)[number];
    await advanceTo(host, "exploring");
    await player.untilPhase("exploring");
    await player.send("design:commit", { phaseSequence: player.view.phaseSequence, design: quickDesign });
    await advanceTo(host, "racing");
    await player.untilPhase("racing");
    const old = divergedUpload(player, 1);
    expect(await post(server.url, jar, "uploadPredictions", divergedUpload(player, 0))).toMatchObject({
      counted: true,
    });
    const teamId = TeamIdSchema.parse("t1");
    const { phaseSequence } = host.view;

    expect(await host.send("team:reopen", { phaseSequence, teamId })).toEqual({ ok: true });

    await player.until(({ player: own }) => own.teamRound?.reopenCount === 1);
    expect(player.player.teamRound).toMatchObject({ commitment: null, replicas: [], draft: quickDesign });
    expect(await post(server.url, jar, "uploadPredictions", old)).toEqual({
      ok: false,
      refusal: "wrong-attempt",
    });
    await player.send("design:commit", { phaseSequence, design: { ...quickDesign, depth: 3 } });
    await player.until(({ player: own }) => own.teamRound?.commitment !== null);
    for (let index = 0; index < 5; index += 1) {
      const upload = { ...divergedUpload(player, index), uploadKey: `again-${index}-abcdef` };
      expect(await post(server.url, jar, "uploadPredictions", upload)).toMatchObject({ counted: true });
    }
    await host.untilPhase("reveal");
  });
});

describe("the present view by HTTP", () => {
  const read = async (jar: CookieJar, joinCode: string, role: string) => {
    const response = await fetch(`${server.url}/api/view?joinCode=${joinCode}&role=${role}`, {
      headers: { cookie: jar.header },
    });
    return (await response.json()) as ({ ok: true } & ViewMessage) | { ok: false; refusal: string };
  };

  it("is what the socket would bring, for each role by its cookie", async () => {
    const { host, jar, joinCode, members } = await aClass(["Ann"]);
    await host.refresh();
    const asHost = await read(jar, joinCode, "host");
    if (!asHost.ok) throw new Error(asHost.refusal);
    expect(asHost.shared).toEqual(host.view);
    expect(asHost.version).toBe(host.version);
    expect(asHost.own?.role).toBe("host");
    const ann = members[0] as (typeof members)[number];
    expect(await read(ann.jar, joinCode, "player")).toMatchObject({ ok: true, own: { name: "Ann" } });
  });

  it("is refused to strangers, for wrong codes and for made-up roles", async () => {
    const { joinCode } = await aClass([]);
    const stranger = new CookieJar();
    expect(await read(stranger, joinCode, "host")).toEqual({ ok: false, refusal: "not-allowed" });
    expect(await read(stranger, joinCode, "player")).toEqual({ ok: false, refusal: "not-seated" });
    expect(await read(stranger, "ZZZZZZ", "player")).toEqual({ ok: false, refusal: "unknown-code" });
    expect(await read(stranger, joinCode, "teacher")).toEqual({ ok: false, refusal: "malformed" });
  });
});
