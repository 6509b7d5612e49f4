import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ActionSchema } from "@/core/game/action";
import type { SessionSettings } from "@/core/game/lesson";
import { creditBudget } from "@/core/game/pilot-cost";
import { type GameServer, startGameServer } from "./support/game-server";
import { advanceTo, joinClass, openClass, quickDesign, warmUpLesson } from "./support/headless-class";
import type { HeadlessViewer } from "./support/headless-viewer";

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer();
});
afterAll(() => server.close());
const open: HeadlessViewer[] = [];
afterEach(() => {
  for (const viewer of open.splice(0)) viewer.close();
});

async function aClass(names: readonly string[], settings: Partial<SessionSettings>) {
  const { host, joinCode } = await openClass(server.url, warmUpLesson(settings));
  const players: HeadlessViewer[] = [];
  for (const name of names) players.push((await joinClass(server.url, joinCode, name)).player);
  open.push(host, ...players);
  return { host, players };
}

async function explore(host: HeadlessViewer, players: readonly HeadlessViewer[]): Promise<number> {
  await advanceTo(host, "exploring");
  await Promise.all(players.map((player) => player.untilPhase("exploring")));
  return players[0]?.view.phaseSequence ?? 0;
}

const large = { depth: 7, width: 50, learningRate: 0.1 };

describe("four devices of one team", () => {
  it("start pilots at the same instant: what is accepted is charged, the rest is refused", async () => {
    const { host, players } = await aClass(["Ann", "Bo", "Cy", "Di"], { seatsPerTeam: 4 });
    const phaseSequence = await explore(host, players);
    // 5 runs x 25,000 samples x 15,901 parameters: 9.9 credits, so that four fit into forty.
    const sweep = { kind: "seeds", count: 5 } as const;
    const start = (player: HeadlessViewer) =>
      player.send("pilot:start", { phaseSequence, design: large, sweep });

    const answers = await Promise.all([...players, ...players].map(start));

    const accepted = answers.filter((answer) => answer.ok);
    const refused = answers.filter((answer) => !answer.ok);
    expect(accepted).toHaveLength(4);
    expect(refused).toEqual(Array.from({ length: 4 }, () => ({ ok: false, refusal: "not-enough-credits" })));
    const ids = accepted.map((answer) => (answer.ok ? answer.pilotId : ""));
    for (const player of players) {
      await player.until(({ player: own }) => own.teamRound?.pilots.length === 4);
      const { teamRound } = player.player;
      expect(teamRound?.creditsSpent).toBe(creditBudget);
      expect(teamRound?.pilots.reduce((sum, pilot) => sum + pilot.cost, 0)).toBe(creditBudget);
      expect(teamRound?.pilots.map((pilot) => pilot.number)).toEqual([1, 2, 3, 4]);
      expect(teamRound?.pilots.map((pilot) => String(pilot.pilotId)).sort()).toEqual(ids.map(String).sort());
    }
    expect(await start(players[0] as HeadlessViewer)).toEqual({ ok: false, refusal: "not-enough-credits" });

    const events = await server.store.readEvents(host.view.sessionId);
    // The first event makes the session.
    const started = events.slice(1).flatMap((event) => {
      const action = ActionSchema.parse(event.action);
      return action.type === "pilot:started" ? [action.pilotId] : [];
    });
    expect(started.map(String).sort()).toEqual(ids.map(String).sort());
    const versions = events.map((event) => event.version);
    expect(new Set(versions).size).toBe(versions.length);
  });
});

describe("a duel", () => {
  it("is charged once for both designs, and refused where no knob differs", async () => {
    const { host, players } = await aClass(["Ann"], { seatsPerTeam: 1 });
    const phaseSequence = await explore(host, players);
    const [ann] = players as [HeadlessViewer];
    const duel = (value: number) =>
      ann.send("pilot:start", {
        ...{ phaseSequence, design: large },
        sweep: { kind: "duel", knob: "depth", value },
      });

    expect(await duel(7)).toEqual({ ok: false, refusal: "no-knob-changed" });
    expect(await duel(4)).toEqual({ ok: false, refusal: "not-on-grid" });
    expect(await duel(1)).toMatchObject({ ok: true });
    // 3 runs x 25,000 x (15,901 + 601) = 1.24e9 of 2e8 per credit
    await ann.until(({ player }) => player.teamRound?.creditsSpent === 7);
    expect(ann.player.teamRound?.pilots[0]?.sweep).toEqual({ kind: "duel", knob: "depth", value: 1 });
  });
});

describe("three students with one phone", () => {
  it("say so in the lobby, and two of them commit by two taps", async () => {
    const { host, players } = await aClass(["Ann"], { seatsPerTeam: 1, commitBy: "two-of-team" });
    const [ann] = players as [HeadlessViewer];
    expect(await ann.send("people:state", { peopleAtDevice: 3 })).toEqual({ ok: true });
    await host.until(({ view }) => view.teams[0]?.seats[0]?.peopleAtDevice === 3);
    const phaseSequence = await explore(host, players);
    expect(await ann.send("people:state", { peopleAtDevice: 1 })).toEqual({
      ok: false,
      refusal: "round-running",
    });
    const commitAs = (person: number) =>
      ann.send("design:commit", { phaseSequence, design: quickDesign, person });

    expect(await commitAs(1)).toEqual({ ok: true });
    await ann.until(({ player }) => player.teamRound?.commitStep === "pass-device");
    expect(ann.player.teamRound?.proposal).toMatchObject({ person: 1 });
    expect(await commitAs(1)).toEqual({ ok: false, refusal: "awaits-teammate" });
    expect(await commitAs(2)).toEqual({ ok: true });
    await ann.until(({ player }) => player.teamRound?.commitment?.isAutomatic === false);
  });
});

describe("the way a class votes", () => {
  it("is the host's choice, and stays while a round runs", async () => {
    const { host, players } = await aClass(["Ann"], { seatsPerTeam: 1, ballotMode: "levels" });
    const [ann] = players as [HeadlessViewer];
    expect(ann.view.ballotMode).toBe("levels");
    expect(await host.send("ballots:set-mode", { ballotMode: "probabilities" })).toEqual({ ok: true });
    await ann.until(({ view }) => view.ballotMode === "probabilities");
    await explore(host, players);
    expect(await host.send("ballots:set-mode", { ballotMode: "levels" })).toEqual({
      ok: false,
      refusal: "round-running",
    });
  });
});
