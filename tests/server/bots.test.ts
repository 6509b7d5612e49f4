import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type GameServer, startGameServer } from "./support/game-server";
import { advanceTo, openClass, warmUpLesson } from "./support/headless-class";
import { type HeadlessViewer, post } from "./support/headless-viewer";

let server: GameServer;
beforeAll(async () => {
  server = await startGameServer();
});
afterAll(() => server.close());
const open: HeadlessViewer[] = [];
afterEach(() => {
  for (const viewer of open.splice(0)) viewer.close();
});

const lengths = { briefingSeconds: 5, exploringSeconds: 60, racingSeconds: 60 };

describe("a rehearsal", () => {
  it("plays a round with six bots from the briefing to the reveal, and each earns what its habit is worth", async () => {
    const body = warmUpLesson({ seatsPerTeam: 1, isRehearsal: true, lengths });
    const { host } = await openClass(server.url, body);
    open.push(host);

    expect(host.view.isRehearsal).toBe(true);
    expect(host.view.teams.map((team) => team.seats.map((seat) => seat.bot))).toEqual([
      ...[["random"], ["shallow"], ["deep"], ["constant"], ["greedy"], ["bayes"]],
    ]);
    expect(host.view.counts).toMatchObject({ seats: 0 });
    await advanceTo(host, "briefing");
    await host.until(({ view }) => view.phase === "racing");
    expect(host.view.teams.every((team) => team.progress?.creditsSpent === 0)).toBe(true);
    await host.until(({ view }) => view.phase === "reveal");

    const scores = host.view.reveal?.scores ?? [];
    expect(scores).toHaveLength(6);
    const spent = (bot: string) =>
      host.view.teams.find((team) => team.seats[0]?.bot === bot)?.progress?.creditsSpent ?? -1;
    expect(spent("constant")).toBe(0);
    expect(spent("greedy")).toBeGreaterThan(20);
    expect(spent("bayes")).toBeGreaterThan(0);
  });

  it("is marked in the archive, tells which teams were bots, and is deleted once it is closed", async () => {
    const { host, jar } = await openClass(server.url, warmUpLesson({ isRehearsal: true, lengths }));
    open.push(host);
    const { sessionId } = host.view;
    const listed = async () => {
      const answer = await post(server.url, jar, "listArchive", {});
      return answer.ok ? answer.sessions.map((entry) => [entry.sessionId, entry.isRehearsal]) : [];
    };
    await host.send("session:close", {});
    const opened = await post(server.url, jar, "openArchived", { sessionId });

    expect(await listed()).toEqual([[sessionId, true]]);
    expect(opened).toMatchObject({ ok: true, session: { isRehearsal: true } });
    expect(opened.ok && opened.session.teams.map((team) => team.bot)).toEqual([
      ...["random", "shallow", "deep", "constant", "greedy", "bayes"],
    ]);
    expect(await post(server.url, jar, "deleteArchived", { sessionId })).toEqual({ ok: true });
    expect(await listed()).toEqual([]);
  });
});
