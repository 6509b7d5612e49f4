import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Clue } from "@/core/clues/clue";
import { type GameServer, startGameServer } from "./support/game-server";
import { advanceTo, joinClass, openClass, warmUpLesson } from "./support/headless-class";
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

const shift: Clue = { kind: "shift", points: 4 };

/** Two teams in exploring: four seats share the first one. */
async function aClass() {
  const { host, joinCode } = await openClass(server.url, warmUpLesson({ seatsPerTeam: 4 }));
  const players: HeadlessViewer[] = [];
  for (const name of ["Ann", "Bo", "Cy", "Di", "Eve"]) {
    players.push((await joinClass(server.url, joinCode, name)).player);
  }
  open.push(host, ...players);
  await advanceTo(host, "exploring");
  await Promise.all(players.map((player) => player.until(({ view }) => view.phase === "exploring")));
  const phaseSequence = players[0]?.view.phaseSequence ?? 0;
  return { host, team: players.slice(0, 4), rival: players[4] as HeadlessViewer, phaseSequence };
}

const teamRoundOf = ({ own }: HeadlessViewer) => (own?.role === "player" ? own.teamRound : null);
const cluesOf = (viewer: HeadlessViewer) => teamRoundOf(viewer)?.clues ?? [];
const spentOf = (viewer: HeadlessViewer) => teamRoundOf(viewer)?.creditsSpent ?? 0;

describe("buying clues", () => {
  it("brings one answer to the whole team, the same to a rival, and it outlives a reconnection", async () => {
    const { team, rival, phaseSequence } = await aClass();
    const [ann, bo] = team as [HeadlessViewer, HeadlessViewer];

    expect(await ann.send("clue:buy", { phaseSequence, clue: shift })).toMatchObject({ ok: true });
    await bo.until(() => cluesOf(bo).length === 1);
    expect(await rival.send("clue:buy", { phaseSequence, clue: shift })).toMatchObject({ ok: true });
    await rival.until(() => cluesOf(rival).length === 1);

    expect(cluesOf(bo)[0]?.answer).toEqual(cluesOf(rival)[0]?.answer);
    expect(spentOf(bo)).toBe(cluesOf(bo)[0]?.price);
    await bo.send("view:read", {});
    expect(cluesOf(bo)).toHaveLength(1);
  });

  it("charges rightly when four devices click at the same instant, and shows fresh points to each", async () => {
    const { team, phaseSequence } = await aClass();
    const price = offered(team[0] as HeadlessViewer, "negate-16");
    const affordable = Math.floor(40 / price);
    const clicks = team.flatMap((player, device) =>
      [0, 1].map((round) => {
        const clue: Clue = { kind: "negate", input: device + 4 * round, points: 16 };
        return player.send("clue:buy", { phaseSequence, clue });
      }),
    );

    const answers = await Promise.all(clicks);

    const accepted = answers.filter((answer) => answer.ok).length;
    expect(accepted).toBe(Math.min(affordable, clicks.length));
    expect(answers.filter((answer) => !answer.ok && answer.refusal !== "not-enough-credits")).toEqual([]);
    const [ann] = team as [HeadlessViewer];
    await ann.until(() => cluesOf(ann).length === accepted);
    expect(spentOf(ann)).toBe(accepted * price);
    const bought = cluesOf(ann).map(({ answer }) => JSON.stringify(answer));
    expect(new Set(bought).size).toBe(accepted);
  });

  it("sells a predictor's score once it is fitted, and refuses what the deck does not sell", async () => {
    const { team, phaseSequence } = await aClass();
    const [ann] = team as [HeadlessViewer];
    const clue: Clue = { kind: "baseline", predictor: "quadratic" };

    await expect
      .poll(() => ann.send("clue:buy", { phaseSequence, clue }), { timeout: 60_000 })
      .toMatchObject({ ok: true });
    await ann.until(() => cluesOf(ann).length === 1);
    const answer = cluesOf(ann)[0]?.answer;
    expect(answer?.kind === "baseline" && answer.error).toBeGreaterThan(0);
    expect(await ann.send("clue:buy", { phaseSequence, clue: { kind: "line", direction: 0 } })).toMatchObject(
      { ok: false, refusal: "clue-of-another-deck" },
    );
  });
});

function offered(viewer: HeadlessViewer, key: string): number {
  return viewer.view.round?.clueOffers.find((offer) => offer.key === key)?.price ?? Number.NaN;
}
